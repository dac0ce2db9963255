//! The command line from outside: exit codes, messages, and that nothing is lost.

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

const REPORT: &str = "# BÁO CÁO NĂM\n\n## 1. Kết quả\n\nMột<sup>1</sup> câu.\n\n<sup>1</sup> Lời một.\n";

fn ibid(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("ibid").expect("the program is built");
    // A new edition takes the machine's language.
    command.env("IBID_LANGUAGE", "en").env("LC_ALL", "C").env_remove("LANGUAGE");
    command.current_dir(folder).env_remove("IBID_ROOT").env("NO_COLOR", "1");
    command
}

/// An edition in a new folder, with a report beside it.
fn edition() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    ibid(folder.path()).args(["init", "an-ban"]).assert().success();
    fs::write(folder.path().join("report.md"), REPORT).expect("a file");
    folder
}

fn failure(folder: &Path, file: &str) -> (i32, String) {
    let root = folder.join("an-ban");
    let before = listing(&root);
    let output = ibid(folder).args(["import", "--root", "an-ban", file]).output().expect("it runs");
    assert_eq!(before, listing(&root), "nothing is lost or written");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Every file of a folder with its bytes.
fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").filter_map(Result::ok) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                files.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap_or_default()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn from_init_to_a_site() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    let import = ibid(&inside).args(["import", "../report.md"]).assert().success();
    let said = String::from_utf8_lossy(&import.get_output().stdout).into_owned();
    assert!(said.contains("reconciles  yes"), "{said}");
    // Commands work from a folder within the edition, too.
    ibid(&inside.join("content")).arg("build").assert().success();
    let page = inside.join("public/bao-cao-nam/ket-qua.html");
    let html = fs::read_to_string(page).expect("the section has a page");
    assert!(html.contains("role=\"doc-noteref\""), "{html}");
    assert!(inside.join("public/data/edition.json").is_file());
    ibid(&inside).arg("check").assert().success();
    ibid(&inside).arg("clean").assert().success();
    assert!(!inside.join("public").exists());
}

#[test]
fn the_same_import_twice_changes_nothing() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let before = listing(&inside);
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    assert_eq!(before, listing(&inside));
}

#[test]
fn an_edited_page_is_merged() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let page = inside.join("content/bao-cao-nam/01-ket-qua.md");
    let edited = fs::read_to_string(&page).expect("a page").replace("câu", "câu đã sửa");
    fs::write(&page, &edited).expect("a page");
    // The source changes a note: both changes stand.
    let revised = REPORT.replace("Lời một", "Lời ghi chú một");
    assert_ne!(revised, REPORT);
    fs::write(folder.path().join("report.md"), &revised).expect("a file");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let merged = fs::read_to_string(&page).expect("a page");
    assert!(merged.contains("câu đã sửa") && merged.contains("Lời ghi chú"), "{merged}");
    // The source changes the same words: both readings stay, and nothing is built until one is chosen.
    fs::write(folder.path().join("report.md"), revised.replace("câu", "câu khác")).expect("a file");
    let run = ibid(&inside).args(["import", "../report.md"]).assert().success();
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("merge-conflict"));
    let open = fs::read_to_string(&page).expect("a page");
    assert!(open.contains("<<<<<<< content\n") && open.contains("câu đã sửa") && open.contains("câu khác"), "{open}");
    ibid(&inside).arg("build").assert().code(1);
    // A further import waits for the choice.
    let (code, message) = failure(folder.path(), "report.md");
    assert!(code == 1 && message.contains("merge-open"), "{message}");
    assert_eq!(fs::read_to_string(&page).expect("a page"), open);
    // Undo brings the page of before, and once more the merge.
    ibid(&inside).arg("undo").assert().success();
    assert_eq!(fs::read_to_string(&page).expect("a page"), merged);
    ibid(&inside).arg("undo").assert().success();
    assert_eq!(fs::read_to_string(&page).expect("a page"), open);
}

#[test]
fn without_the_last_import_nothing_is_written_over() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let page = inside.join("content/bao-cao-nam/01-ket-qua.md");
    let edited = fs::read_to_string(&page).expect("a page").replace("câu", "câu đã sửa");
    fs::write(&page, &edited).expect("a page");
    fs::remove_dir_all(inside.join("content/bao-cao-nam/_import")).expect("removed");
    fs::write(folder.path().join("report.md"), REPORT.replace("Một", "Mỗi")).expect("a file");
    let (code, message) = failure(folder.path(), "report.md");
    assert_eq!(code, 1, "{message}");
    assert!(message.contains("01-ket-qua.md") && message.contains("page-edited"), "{message}");
    assert_eq!(fs::read_to_string(&page).expect("a page"), edited);
}

#[test]
fn a_difference_as_text_data_and_page() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let before = listing(&inside);
    fs::write(folder.path().join("report.md"), REPORT.replace("Một<sup>", "Mỗi<sup>")).expect("a file");
    let said = |format: &str| {
        let run = ibid(&inside).args(["diff", "../report.md", "--format", format]).assert().success();
        String::from_utf8_lossy(&run.get_output().stdout).into_owned()
    };
    let text = said("text");
    assert!(text.contains("edited block") && text.contains("[-Một-]{+Mỗi+}"), "{text}");
    let data: serde_json::Value = serde_json::from_str(&said("json")).expect("JSON");
    assert_eq!(data["revisions"][0]["changes"][0]["layer"], "wording");
    let page = said("html");
    assert!(page.contains("<del class=\"wording\">Một</del><ins class=\"wording\">Mỗi</ins>"), "{page}");
    assert!(page.contains("<style>") && !page.contains("href="), "a page that needs no other");
    assert_eq!(before, listing(&inside));
    ibid(&inside).args(["diff", "../report.md", "--date", "hôm qua"]).assert().code(2);
}

/// Starts a command again and again and kills it, earlier and later, until some were killed before they had done their work
/// and some after. `look` says which it was.
fn kill_at_every_moment(inside: &Path, arguments: &[&str], whole: Duration, mut look: impl FnMut() -> bool) {
    const STEPS: u32 = 6;
    let mut ends = [0, 0];
    // Longer and longer, as a loaded machine needs.
    for step in 0..=100 * STEPS {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("ibid"))
            .env("IBID_LANGUAGE", "en")
            .args(arguments)
            .arg("--quiet")
            .current_dir(inside)
            .spawn()
            .expect("it starts");
        std::thread::sleep(whole * step / STEPS);
        let _ = child.kill();
        let _ = child.wait();
        ends[usize::from(look())] += 1;
        if ends[1] >= 2 && step >= STEPS {
            break;
        }
    }
    assert!(ends[0] > 0 && ends[1] > 0, "{ends:?}: killed both before and after");
}

/// An edition with a report of many sections, and a second version of it beside it.
fn edition_with_two_versions() -> TempDir {
    let folder = edition();
    let many: String =
        (0..40).map(|n| format!("## {n}. Mục\n\nĐoạn thứ {n} của mục này, dài hơn một chút.\n\n")).collect();
    let source = |word: &str| format!("# BÁO CÁO NĂM\n\n{}", many.replace("dài", word));
    fs::write(folder.path().join("report.md"), source("dài")).expect("a file");
    fs::create_dir(folder.path().join("new")).expect("a folder");
    fs::write(folder.path().join("new/report.md"), source("ngắn")).expect("a file");
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md", "--date", "2026-01-01"]).assert().success();
    folder
}

#[test]
fn an_import_that_is_killed_leaves_all_of_the_old_or_all_of_the_new() {
    let folder = edition_with_two_versions();
    let inside = folder.path().join("an-ban");
    let before = listing(&inside.join("content"));
    let import = ["import", "../new/report.md", "--date", "2026-02-01"];
    // How long one takes that is left alone, so that the others are cut off all along.
    let begin = std::time::Instant::now();
    ibid(&inside).args(import).assert().success();
    let whole = begin.elapsed();
    let after = listing(&inside.join("content"));
    assert_ne!(before, after);
    ibid(&inside).arg("undo").assert().success();
    kill_at_every_moment(&inside, &import, whole, || {
        let now = listing(&inside.join("content"));
        if now == before {
            return false;
        }
        assert!(now == after, "all of the new pages");
        // The lock of the one that was killed is no hindrance.
        ibid(&inside).arg("undo").assert().success();
        assert_eq!(listing(&inside.join("content")), before);
        true
    });
}

#[test]
fn a_build_that_is_killed_leaves_all_of_the_old_site_or_all_of_the_new() {
    let folder = edition_with_two_versions();
    let inside = folder.path().join("an-ban");
    let public = inside.join("public");
    let is_site = |name: &str| !name.contains("/public/.");
    let site = || listing(&public).into_iter().filter(|(name, _)| is_site(name)).collect::<Vec<_>>();
    let build = |title: &str| {
        ibid(&inside).args(["build", "--base-url", title]).assert().success();
        site()
    };
    let (old, new) = ("https://example.org/old/", "https://example.org/new/");
    let before = build(old);
    let begin = std::time::Instant::now();
    let after = build(new);
    let whole = begin.elapsed();
    assert_eq!(build(old), before);
    kill_at_every_moment(&inside, &["build", "--base-url", new], whole, || {
        let now = site();
        if now == before {
            return false;
        }
        assert!(now == after, "all of the new site");
        assert_eq!(build(old), before);
        true
    });
}

#[test]
fn a_second_writer_is_told_who_is_at_work() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    let lock = ibid::disk::Lock::take(&inside).expect("nobody is at work");
    let refused = |arguments: &[&str]| {
        let run = ibid(&inside).args(arguments).assert().code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(&format!("process {}, begun ", std::process::id())), "{said}");
        assert!(said.contains("is writing into this edition; wait until it has ended"), "{said}");
    };
    std::thread::scope(|scope| {
        scope.spawn(|| refused(&["build"]));
        scope.spawn(|| refused(&["import", "../report.md"]));
        // Who only reads need not wait.
        scope.spawn(|| drop(ibid(&inside).arg("check").assert().success()));
        scope.spawn(|| drop(ibid(&inside).args(["import", "../report.md", "--dry-run"]).assert().success()));
    });
    assert!(!inside.join("public").exists() && !inside.join("content/bao-cao-nam").exists(), "nothing was written");
    drop(lock);
    ibid(&inside).arg("build").assert().success();
}

#[test]
fn untouched_pages_follow_a_revised_report() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    fs::write(folder.path().join("report.md"), REPORT.replace("Một<sup>", "Mỗi<sup>")).expect("a file");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let page = fs::read_to_string(inside.join("content/bao-cao-nam/01-ket-qua.md")).expect("a page");
    assert!(page.contains("Mỗi[^1] câu."), "{page}");
}

#[test]
fn bad_input_has_a_clear_message() {
    let folder = edition();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("empty.md"), " \n").expect("a file");
    fs::write(at("binary.md"), b"\x7fELF\0\0data").expect("a file");
    fs::write(at("picture.md"), b"\x89PNG\0\0data").expect("a file");
    fs::write(at("latin.md"), b"# B\xc3\xa1o c\xe1o\n").expect("a file");
    fs::create_dir(at("folder.md")).expect("a folder");
    let large = fs::File::create(at("large.md")).expect("a file");
    large.set_len(100 * 1024 * 1024).expect("a large file");
    for (file, words) in [
        ("empty.md", "no text"),
        ("binary.md", "not a text file"),
        ("picture.md", "`ibid import --ocr` reads it"),
        ("latin.md", "not UTF-8: a wrong byte at offset 8 (line 1)"),
        ("folder.md", "this is a folder"),
        ("large.md", "100 MB"),
        ("missing.md", "cannot be read"),
    ] {
        let (code, message) = failure(folder.path(), file);
        assert_eq!(code, 2, "{file}: {message}");
        assert!(message.contains(file) && message.contains(words), "{file}: {message}");
        assert!(!message.contains("panicked"), "{message}");
    }
}

#[test]
fn texts_in_other_encodings_are_converted_and_it_is_told() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    let wide: Vec<u8> = REPORT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("report.md"), [&[0xFF, 0xFE][..], &wide].concat()).expect("a file");
    let output = ibid(&inside).args(["import", "../report.md"]).assert().success();
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("converted from UTF-16LE"));
    assert!(inside.join("content/bao-cao-nam/01-ket-qua.md").exists());
}

#[test]
fn odd_texts_are_imported_and_their_faults_named() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    fs::write(folder.path().join("plain.md"), "Chỉ một đoạn, không đề mục.\n").expect("a file");
    let output = ibid(&inside).args(["import", "../plain.md"]).assert().success();
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(said.contains("no headings") && said.contains("title-missing"), "{said}");
    let notes = "# BÁO CÁO\n\n## 1. Một\n\nCó<sup>1</sup> chú thích.\n";
    fs::write(folder.path().join("notes.md"), notes).expect("a file");
    let output = ibid(&inside).args(["import", "../notes.md"]).assert().success();
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(said.contains("note 1 has no text") && said.contains("notes.md:5:3"), "{said}");
    ibid(&inside).args(["--strict", "import", "../notes.md"]).assert().code(1);
    ibid(&inside).arg("build").assert().success();
}

#[test]
fn the_world_is_wrong() {
    let folder = TempDir::new().expect("a folder");
    ibid(folder.path()).arg("build").assert().code(2);
    ibid(folder.path()).args(["build", "--no-such-option"]).assert().code(2);
    let edition = edition();
    ibid(edition.path()).args(["init", "an-ban"]).assert().code(2);
    let inside = edition.path().join("an-ban");
    fs::create_dir(inside.join("mine")).expect("a folder");
    fs::write(inside.join("mine/letter.txt"), "keep").expect("a file");
    let output = ibid(&inside).args(["build", "--output-dir", "mine"]).assert().code(2);
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(said.contains("ibid did not make"), "{said}");
    assert_eq!(fs::read_to_string(inside.join("mine/letter.txt")).expect("it stands"), "keep");
}

/// A folder without the right to write; as root every folder can be written, so a file stands in the way instead.
#[test]
fn no_right_to_write() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    fs::write(inside.join("content/bao-cao-nam"), "a file where the folder should be").expect("a file");
    let (code, message) = failure(folder.path(), "report.md");
    assert_eq!(code, 2, "{message}");
    assert!(message.contains("cannot"), "{message}");
}

#[test]
fn errors_in_the_text_leave_the_old_site() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    ibid(&inside).arg("build").assert().success();
    let before = listing(&inside.join("public"));
    let page = inside.join("content/bao-cao-nam/01-ket-qua.md");
    let text = fs::read_to_string(&page).expect("a page").replace("title:", "titel:");
    fs::write(&page, text).expect("a page");
    let output = ibid(&inside).arg("build").assert().code(1);
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(said.contains("01-ket-qua.md:2:1") && said.contains("title"), "{said}");
    assert_eq!(before, listing(&inside.join("public")));
}

#[test]
fn diagnostics_for_people_programs_and_code_hosts() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let page = inside.join("content/bao-cao-nam/01-ket-qua.md");
    let text = fs::read_to_string(&page).expect("a page").replace("Một[^1] câu.", "Một[^1] câu[^9].");
    fs::write(&page, text).expect("a page");
    ibid(&inside).arg("check").assert().success();
    ibid(&inside).args(["check", "--deny", "warnings"]).assert().code(1);
    let output = ibid(&inside).args(["check", "--format", "sarif"]).output().expect("it runs");
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "note-unresolved");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/bao-cao-nam/01-ket-qua.md");
    assert!(place["region"]["startColumn"].as_u64() > Some(1), "{place}");
    assert!(
        log["runs"][0]["tool"]["driver"]["rules"][0]["help"]["text"].as_str().is_some_and(|help| help.contains("[^3]"))
    );
    let said = ibid(&inside).args(["explain", "note-unresolved"]).assert().success();
    assert!(String::from_utf8_lossy(&said.get_output().stdout).contains("take the mark out"));
    let unknown = ibid(&inside).args(["explain", "note-unresolvd"]).assert().code(2);
    assert!(String::from_utf8_lossy(&unknown.get_output().stderr).contains("did you mean `note-unresolved`?"));
}

#[test]
fn a_figure_is_explained_by_its_line_and_by_its_words() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    fs::create_dir_all(inside.join("content/bao-cao")).expect("a folder");
    fs::write(inside.join("content/bao-cao/_index.md"), "---\ntitle: Báo cáo\n---\n").expect("written");
    let page = "---\ntitle: Kết quả\n---\n\nNăm 2024, huyện có 27 trang trại (kế hoạch 25 trang trại).\n";
    fs::write(inside.join("content/bao-cao/01-ket-qua.md"), page).expect("written");
    let told = |place: &str| {
        let run = ibid(&inside).args(["explain", "--figure", place]).assert().success();
        String::from_utf8_lossy(&run.get_output().stdout).into_owned()
    };
    let by_line = told("content/bao-cao/01-ket-qua.md:5");
    for said in [
        "01-ket-qua.md:5",
        "no figure: it is a year",
        "name    Số trang trại",
        "Trang trại (the noun that it counts; says only what the unit says)",
        "value   = 27",
        "time    2024 (in the words before it)",
        "kind    plan (words of a plan)",
    ] {
        assert!(by_line.contains(said), "{said}: {by_line}");
    }
    assert_eq!(told("27 trang trại"), by_line);
    let nowhere = ibid(&inside).args(["explain", "--figure", "28 trang trại"]).assert().code(2);
    assert!(String::from_utf8_lossy(&nowhere.get_output().stderr).contains("no passage or note"));
}

#[test]
fn an_unchanged_build_ends_early_and_never_wrongly() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let build = |more: &[&str]| {
        let run = ibid(&inside).arg("build").args(more).assert().success();
        String::from_utf8_lossy(&run.get_output().stdout).into_owned()
    };
    let is_early = |said: &str| said.contains("nothing changed since the last build");
    assert!(!is_early(&build(&[])));
    let before = listing(&inside.join("public"));
    assert!(is_early(&build(&[])));
    assert_eq!(before, listing(&inside.join("public")));
    let page = inside.join("public/bao-cao-nam/ket-qua.html");
    let good = fs::read(&page).expect("a page");
    // A file of the site that is gone, other, or new.
    fs::remove_file(&page).expect("removed");
    assert!(!is_early(&build(&[])));
    assert_eq!(fs::read(&page).expect("a page"), good);
    fs::write(&page, vec![b'x'; good.len()]).expect("written");
    assert!(!is_early(&build(&[])));
    assert_eq!(fs::read(&page).expect("a page"), good);
    fs::write(inside.join("public/la.html"), "x").expect("written");
    assert!(!is_early(&build(&[])));
    assert!(!inside.join("public/la.html").exists());
    // What the site is made from, or how.
    assert!(is_early(&build(&[])));
    assert!(!is_early(&build(&["--base-url", "https://a.example/"])));
    assert!(!is_early(&build(&[])), "the address is another one again");
    for (path, text) in [("templates/partials/footer_extra.html", "<p>x</p>"), ("static/x.css", "p{}")] {
        fs::create_dir_all(inside.join(path).parent().expect("a folder")).expect("a folder");
        fs::write(inside.join(path), text).expect("written");
        assert!(!is_early(&build(&[])), "{path}");
        assert!(is_early(&build(&[])), "{path}");
    }
    assert!(!is_early(&build(&["--force"])), "--force builds");
    // Errors come after an early end as they do after a build.
    let index = inside.join("content/_index.md");
    fs::write(&index, "---\ntitel: x\n---\n").expect("written");
    ibid(&inside).arg("build").assert().code(1);
}

#[test]
fn a_new_edition_is_worth_looking_at() {
    let folder = TempDir::new().expect("a folder");
    ibid(folder.path()).args(["init", "an-ban", "--edition-language", "vi"]).assert().success();
    let inside = folder.path().join("an-ban");
    let check = ibid(&inside).args(["check", "--strict"]).assert().success();
    assert!(String::from_utf8_lossy(&check.get_output().stdout).contains("0 diagnostics"));
    ibid(&inside).args(["build", "--strict"]).assert().success();
    let home = fs::read_to_string(inside.join("public/index.html")).expect("the home page");
    assert!(home.contains("href=\"gioi-thieu.html\""), "{home}");
    let about = fs::read_to_string(inside.join("public/gioi-thieu.html")).expect("the page about it");
    assert!(about.contains("role=\"doc-noteref\""), "{about}");
}

#[test]
fn the_first_report_settles_the_language() {
    let folder = TempDir::new().expect("a folder");
    ibid(folder.path()).args(["init", "machine"]).assert().success();
    assert!(folder.path().join("machine/content/about.md").is_file(), "a machine without a language speaks English");
    ibid(folder.path()).args(["init", "edition"]).env("LC_ALL", "vi_VN.UTF-8").assert().success();
    let inside = folder.path().join("edition");
    let many: String = (1..=14)
        .map(|mark| format!("The harbour was open in month {mark} of the year<sup>{mark}</sup>.\n\n"))
        .collect();
    let report = format!("# ANNUAL REPORT OF THE HARBOUR\n\n## 1. What was done in the year\n\n{many}");
    fs::write(folder.path().join("report.md"), report).expect("a file");
    let edition = || (fs::read_to_string(inside.join("edition.yaml")).expect("it"), listing(&inside.join("content")));
    let before = edition();
    ibid(&inside).args(["import", "../report.md"]).assert().code(1);
    ibid(&inside).args(["import", "../report.md", "--accept-unread", "--dry-run"]).assert().success();
    assert!(edition() == before, "an import that writes nothing settles nothing");
    ibid(&inside).args(["import", "../report.md", "--accept-unread"]).assert().success();
    assert!(edition().0.contains("\nlanguage: en"), "{}", edition().0);
    assert!(inside.join("content/about.md").is_file() && !inside.join("content/gioi-thieu.md").exists());
}

#[test]
fn a_new_edition_in_english_has_no_vietnamese() {
    let folder = TempDir::new().expect("a folder");
    ibid(folder.path()).args(["init", "reports", "--edition-language", "en"]).assert().success();
    let inside = folder.path().join("reports");
    ibid(&inside).args(["build", "--strict"]).assert().success();
    for path in ["edition.yaml", "content/_index.md", "content/about.md"] {
        let text = fs::read_to_string(inside.join(path)).expect("a file of it");
        assert_eq!(text.chars().find(|c| matches!(c, 'Ạ'..='ỹ' | 'ă' | 'đ' | 'ơ' | 'ư')), None, "{path}: {text}");
    }
    let about = fs::read_to_string(inside.join("public/about.html")).expect("its page");
    assert!(about.contains("<html lang=\"en\"") && about.contains("Where the text comes from"), "{about}");
    ibid(folder.path()).args(["init", "other", "--edition-language", "xx"]).assert().code(2);
}

#[test]
fn help_and_manual_teach() {
    let folder = TempDir::new().expect("a folder");
    let said = |arguments: &[&str]| {
        let run = ibid(folder.path()).args(arguments).assert().success();
        String::from_utf8_lossy(&run.get_output().stdout).into_owned()
    };
    let help = said(&["--help"]);
    assert!(help.contains("ibid init an-ban") && help.contains("Exit codes: 0 done"), "{help}");
    for command in ["init", "import", "build", "serve", "completion"] {
        assert!(said(&[command, "--help"]).contains("Example"), "{command}");
        let page = said(&["man", command]);
        assert!(page.contains(&format!(".TH ibid-{command} 1")) && page.contains("Example"), "{command}: {page}");
    }
    let page = said(&["man"]);
    assert!(page.contains(".TH ibid 1") && page.contains("ibid\\-import(1)"), "{page}");
    ibid(folder.path()).args(["man", "nothing"]).assert().code(2);
    // Lines break where the terminal ends.
    let words: Vec<&str> = help.split_whitespace().collect();
    assert!(words.join(" ").contains("(also `server`, `preview`)"), "{help}");
    assert!(said(&["completion", "bash"]).contains("serve"));
}

/// The proofreader's proposals: written once, changing nothing but `corrections`, and the editor's to accept or to refuse.
#[test]
fn proposals_stand_until_the_editor_decides() {
    let folder = edition();
    fs::write(folder.path().join("report.md"), include_str!("../proof/own.md")).expect("a file");
    let inside = folder.path().join("an-ban");
    ibid(&inside).args(["import", "../report.md"]).assert().success();
    let pages = || -> Vec<(String, String)> {
        let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8(bytes).expect("text"));
        listing(&inside.join("content")).into_iter().filter(|(path, _)| path.ends_with(".md")).map(text).collect()
    };
    let before = pages();
    ibid(&inside).args(["check", "--suggest"]).assert().success();
    let proposed = pages();
    let added = |text: &str| text.lines().filter(|line| line.contains("proposed: true")).count();
    let count: usize = proposed.iter().map(|(_, text)| added(text)).sum();
    assert!(count >= 5, "{count}");
    let body = |text: &str| text.splitn(3, "---\n").nth(2).unwrap_or_default().to_owned();
    for ((_, old), (path, new)) in before.iter().zip(&proposed) {
        assert_eq!(body(old), body(new), "{path}: the words stay");
    }
    // A second run proposes nothing again, not even where the editor has accepted.
    for (path, text) in &proposed {
        fs::write(path, text.replacen("    proposed: true\n", "", 1)).expect("a file");
    }
    let accepted = pages();
    let said = ibid(&inside).args(["check", "--suggest"]).assert().success();
    assert!(String::from_utf8_lossy(&said.get_output().stdout).starts_with("0 corrections"), "{said}");
    assert_eq!(accepted, pages());
    ibid(&inside).arg("build").assert().success();
}

/// Words of the edition's own `languages/` are read as the program's are; a file that is wrong ends the command.
#[test]
fn an_edition_has_words_of_its_own() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    let report = "# MEMORIAL OF THE PILOTS\n\nWexcombe, 3 April 2024\n\n## 1. The mole\n\nThe lamps burn.\n";
    fs::write(folder.path().join("memorial.md"), report).expect("a file");
    let kind = |text: &str| text.contains("document_kind");
    let imported = || {
        ibid(&inside).args(["import", "../memorial.md"]).assert().success();
        fs::read_to_string(inside.join("content/memorial-of-the-pilots/_index.md")).expect("the report")
    };
    assert!(!kind(&imported()));
    fs::create_dir(inside.join("languages")).expect("a folder");
    fs::write(inside.join("languages/en.yaml"), "kinds: [memorial]\n").expect("a file");
    let text = imported();
    assert!(kind(&text), "{text}");
    fs::write(inside.join("languages/en.yaml"), "kinds: [memorial]\nkind: [act]\n").expect("a file");
    for command in [&["import", "../memorial.md"][..], &["build"], &["check"]] {
        let run = ibid(&inside).args(command).assert().code(1);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains("language-broken") && told.contains("languages/en.yaml:2:1"), "{told}");
        assert!(told.contains("kind: [act]") && told.contains('^'), "{told}");
    }
}

/// What import does not understand it counts and lists; where that is too much it writes nothing until told to.
#[test]
fn what_is_unread_is_listed_and_too_much_of_it_refused() {
    let folder = edition();
    let inside = folder.path().join("an-ban");
    let list = inside.join(".ibid/unread/bao-cao-nam.txt");
    let run = ibid(&inside).args(["import", "../report.md"]).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(said.contains("bao-cao-nam: notes 1 of 1 · sections 1 of 1 · nothing unread"), "{said}");
    assert!(!list.exists());

    let few = format!("{REPORT}\nMột câu nữa<sup>7</sup>.\n\n<!-- máy quét -->\n");
    fs::write(folder.path().join("report.md"), few).expect("a file");
    let run = ibid(&inside).args(["import", "../report.md", "--dry-run"]).assert().success();
    let dry = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(dry.contains("../report.md:9: a mark without a note: 7") && !list.exists(), "{dry}");
    let run = ibid(&inside).args(["import", "../report.md"]).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(said.contains("notes 1 of 2 · sections 1 of 1 · 1 line unread, see"), "{said}");
    let text = fs::read_to_string(&list).expect("the list");
    assert!(text.starts_with("../report.md:9: a mark without a note: 7\n"), "{text}");
    assert!(text.contains("left out: 1 comments (line 11: <!-- máy quét -->)"), "{text}");

    let before = listing(&inside.join("content"));
    let many: String = (1..=14).map(|mark| format!("Câu {mark} có dấu<sup>{mark}</sup>.\n\n")).collect();
    fs::write(folder.path().join("other.md"), format!("# BÁO CÁO KHÁC\n\n## 1. Kết quả\n\n{many}")).expect("a file");
    let run = ibid(&inside).args(["import", "../other.md"]).assert().code(1);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("source-unread") && told.contains("14 of 14 marks and notes"), "{told}");
    let list = fs::read_to_string(inside.join(".ibid/unread/bao-cao-khac.txt")).expect("the list");
    assert_eq!(list.lines().count(), 14, "{list}");
    assert!(listing(&inside.join("content")) == before, "nothing is written");
    ibid(&inside).args(["import", "../other.md", "--accept-unread"]).assert().success();
    assert!(inside.join("content/bao-cao-khac/_index.md").is_file());
}
