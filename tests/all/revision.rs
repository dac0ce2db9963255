//! The documents change, nothing is lost: a scripted revision of the real input, the editor's work planted in it, and the
//! laws of a merge on whole editions.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::support;
use crate::support::chance::Chance;
use crate::support::edition::{empty, reports};
use crate::support::editor::{pages, plant};
use crate::support::gold::Gold;
use crate::support::revise::{Fate, Revised, revise};
use ibid::model::revision::{ChangeKind, Revision};
use ibid::pipeline::{self, ImportPlan};
use ibid::tree::FileTree;

const DAY: &str = "2026-03-01";

fn planned(folder: &FileTree, text: &str) -> ImportPlan {
    support::edition::planned(folder, text, DAY)
}

/// The edition after an import.
pub fn imported(folder: &FileTree, text: &str) -> FileTree {
    support::edition::imported(folder, text, DAY)
}

/// The real input, its first import, and a revision of it.
pub struct Case {
    text: String,
    /// The edition before.
    pub before: FileTree,
    /// The revised source.
    pub revised: Revised,
}

/// A revision; none where the real input is absent.
pub fn case(seed: u64) -> Option<Case> {
    let gold = Gold::read().expect("the gold file reads");
    let text = support::real::text(&gold.file)?;
    static BEFORE: OnceLock<FileTree> = OnceLock::new();
    let before = BEFORE.get_or_init(|| imported(&empty(), &text)).clone();
    let all = reports(&before);
    let lines: Vec<(usize, usize)> = all.iter().map(|report| report.record.lines).collect();
    let long = |line: &usize| text.lines().nth(line - 1).is_some_and(|line| line.split(' ').count() >= 12);
    let mut paragraphs: Vec<usize> = Vec::new();
    for report in &all {
        let alone = report.record.blocks.values().filter_map(|lines| match lines.as_slice() {
            [(first, last)] if first == last => Some(*first),
            _ => None,
        });
        let headings: BTreeSet<usize> = report.record.sections.values().copied().collect();
        paragraphs.extend(alone.filter(long).filter(|line| !headings.contains(line)));
    }
    paragraphs.sort_unstable();
    paragraphs.dedup();
    let headings: BTreeSet<usize> = all.iter().flat_map(|report| report.record.sections.values().copied()).collect();
    let headings: Vec<usize> = headings.into_iter().collect();
    let revised = revise(&text, &paragraphs, &headings, &lines, seed);
    Some(Case { text, before, revised })
}

/// How ids fared in a revision.
#[derive(Debug, Default)]
struct Tally {
    survivors: usize,
    kept: usize,
    wrong: Vec<String>,
    removed: usize,
    without_stone: Vec<String>,
    sections: usize,
    sections_kept: usize,
}

fn tally(case: &Case, after: &FileTree, revisions: &[(String, Revision)]) -> Tally {
    let mut tally = Tally::default();
    let now = reports(after);
    for report in reports(&case.before) {
        let new = now.iter().find(|new| new.id == report.id).expect("the report is there");
        let stones: BTreeSet<&str> = revisions
            .iter()
            .filter(|(id, _)| *id == report.id)
            .flat_map(|(_, revision)| &revision.changes)
            .filter(|change| matches!(change.kind, ChangeKind::Removed | ChangeKind::Joined))
            .map(|change| change.id.as_str())
            .collect();
        for (id, lines) in &report.record.blocks {
            let goals = case.revised.lines.get(&lines[0].0).cloned().unwrap_or_default();
            let here = new.record.blocks.get(id);
            let hits = |lines: &Vec<(usize, usize)>| {
                lines.iter().any(|(a, b)| goals.iter().any(|goal| (a..=b).contains(&goal)))
            };
            let name = format!("{}#{id} line {}", report.id, lines[0].0);
            match (goals.is_empty(), here) {
                (true, None) => {
                    tally.removed += 1;
                    if !stones.contains(id.as_str()) {
                        tally.without_stone.push(name);
                    }
                }
                (true, Some(_)) => tally.wrong.push(name),
                (false, Some(lines)) if hits(lines) => {
                    tally.survivors += 1;
                    tally.kept += 1;
                }
                (false, found) => {
                    tally.survivors += 1;
                    if found.is_some() {
                        tally.wrong.push(name);
                    }
                }
            }
        }
        for (id, line) in &report.record.sections {
            let goal = case.revised.lines.get(line).and_then(|goals| goals.first());
            tally.sections += 1;
            tally.sections_kept += usize::from(new.record.sections.get(id) == goal);
        }
    }
    tally
}

#[test]
fn ids_follow_the_words_of_the_real_input() {
    for seed in [1, 2] {
        let Some(case) = case(seed) else { return };
        let plan = planned(&case.before, &case.revised.text);
        let tally = tally(&case, &plan.applied(&case.before), &plan.revisions);
        let count = |fate: Fate| case.revised.fates.values().filter(|one| **one == fate).count();
        println!(
            "seed {seed}: {} edited, {} moved, {} split, {} removed, {} added, {} headings reworded",
            count(Fate::Edited),
            count(Fate::Moved),
            count(Fate::Split),
            count(Fate::Removed),
            case.revised.added,
            count(Fate::Reworded)
        );
        println!(
            "  paragraphs {}/{} keep their id, {} on wrong words {:?}, {} gone, {} without a stone; sections {}/{}",
            tally.kept,
            tally.survivors,
            tally.wrong.len(),
            tally.wrong,
            tally.removed,
            tally.without_stone.len(),
            tally.sections_kept,
            tally.sections
        );
        assert!(tally.kept * 1000 >= tally.survivors * 995, "{} of {}", tally.kept, tally.survivors);
        assert!(tally.wrong.is_empty(), "{:?}", tally.wrong);
        assert!(tally.without_stone.is_empty(), "{:?}", tally.without_stone);
        assert!(tally.sections_kept * 100 >= tally.sections * 99);
    }
}

#[test]
fn there_and_back_restores_the_pages() {
    let Some(case) = case(4) else { return };
    let there = imported(&case.before, &case.revised.text);
    assert_ne!(pages(&there), pages(&case.before));
    let back = imported(&there, &case.text);
    let (want, got) = (pages(&case.before), pages(&back));
    let differ: Vec<&String> =
        want.iter().filter(|(path, text)| got.get(*path) != Some(text)).map(|(path, _)| path).collect();
    for path in &differ {
        let (want, got) = (want[*path].lines(), got.get(*path).map_or("", String::as_str).lines().collect::<Vec<_>>());
        let own: Vec<&str> = want.clone().collect();
        want.filter(|line| !got.contains(line)).for_each(|line| println!("{path}\n  - {line:.400}"));
        got.iter().filter(|line| !own.contains(line)).for_each(|line| println!("  + {line:.400}"));
    }
    assert!(differ.is_empty(), "{} pages differ: {differ:?}", differ.len());
    assert_eq!(want.len(), got.len());
}

#[test]
fn the_same_import_twice_changes_nothing() {
    let Some(case) = case(5) else { return };
    let there = imported(&case.before, &case.revised.text);
    assert_eq!(imported(&there, &case.revised.text), there);
    let plan = planned(&there, &case.revised.text);
    assert!(plan.revisions.is_empty() && plan.removes.is_empty());
}

#[test]
fn what_the_editor_wrote_is_all_there() {
    let Some(case) = case(6) else { return };
    let (ours, planted) = plant(&case.before, 200, &mut Chance::new(9));
    assert!(planted.len() >= 180, "{}", planted.len());
    let after = imported(&ours, &case.revised.text);
    let kept: String = after
        .iter()
        .filter(|(path, _)| path.starts_with("content/") && !path.contains("/_import/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let aside: String = after
        .iter()
        .filter(|(path, _)| path.ends_with("/_aside.yaml"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let lost: Vec<&(String, String)> = planted.iter().filter(|(_, word)| !kept.contains(word.as_str())).collect();
    let set_aside = planted.iter().filter(|(_, word)| aside.contains(word.as_str())).count();
    println!("{} planted, {} lost, {set_aside} set aside", planted.len(), lost.len());
    assert!(lost.is_empty(), "{lost:?}");
    // What stands on a page stands where its words are: the edition has no error but open merges.
    let said = pipeline::build(&after, &pipeline::BuildOptions::default()).diagnostics;
    let errors: BTreeSet<&str> =
        said.iter().filter(|one| one.severity == ibid::diagnostic::Severity::Error).map(|one| one.code).collect();
    for one in said.iter().filter(|one| one.severity == ibid::diagnostic::Severity::Error && one.code != "merge-open") {
        println!("{}", one.render(false));
    }
    assert!(errors.iter().all(|code| *code == "merge-open"), "{errors:?}");
    // And nothing of the source is lost where the editor had changed something.
    let twice = planned(&imported(&ours, &case.text), &case.text);
    assert!(twice.revisions.is_empty());
    assert_eq!(pages(&imported(&ours, &case.text)), pages(&ours));
}

#[test]
fn pages_whose_text_did_not_change_stay_to_the_byte() {
    let Some(case) = case(7) else { return };
    let all = reports(&case.before);
    let report = &all[1];
    // One sentence at the head of the second report: all lines after it move.
    let heading = report.record.sections.values().min().copied().expect("a section");
    let blocks = report.record.blocks.values().filter(|lines| lines.len() == 1).map(|lines| lines[0].0);
    let line = blocks.filter(|line| *line > heading).min().expect("a block");
    let mut lines: Vec<&str> = case.text.split('\n').collect();
    lines.splice(line..line, ["", "Câu mới ở đầu báo cáo, nêu 12 việc phải làm ngay.", ""]);
    let after = imported(&case.before, &lines.join("\n"));
    let (old, new) = (pages(&case.before), pages(&after));
    let changed: Vec<&String> =
        new.iter().filter(|(path, text)| old.get(*path) != Some(text)).map(|(path, _)| path).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].starts_with(&format!("content/{}/", report.id)));
}

const FIRST: &str = "# BÁO CÁO NĂM CỦA XÃ HÒA LẠC

## 1. Sản xuất

Vụ hè thu toàn xã gieo sạ 840 ha lúa, năng suất đạt 5,9 tấn/ha, cao hơn năm trước.

Hợp tác xã Tân Phú đã lập thêm hai tổ máy gặt để phục vụ bà con trong xã.

Tổ máy gặt làm cả ban đêm nên thu hoạch xong sớm hơn mọi năm gần mười ngày.

Đàn vịt chạy đồng giảm vì đồng đã xuống giống sớm, người nuôi chuyển nghề.

## 2. Chợ xã

Chợ xã họp mỗi sáng, có chín mươi sạp hàng, thu phí đủ trả công quét dọn.

## 3. Trường học

Trường tiểu học có mười hai lớp, học sinh đi học đều, không em nào bỏ học.
";

/// Two paragraphs are one, a paragraph and a section are gone.
fn second() -> String {
    let joined = FIRST.replace("trong xã.\n\nTổ máy", "trong xã. Tổ máy");
    let from = joined.find("Đàn vịt").expect("the paragraph");
    let to = joined.find("## 3.").expect("the section");
    let mut text = joined.clone();
    text.replace_range(from..to, "");
    text.replace("## 3.", "## 2.")
}

fn id_of(folder: &FileTree, words: &str) -> String {
    let (_, text) = pages(folder).into_iter().find(|(_, text)| text.contains(words)).expect("a page with the words");
    let line = text.lines().find(|line| line.contains(words)).expect("the line");
    line.rsplit_once("{#").and_then(|(_, id)| id.strip_suffix('}')).expect("an id").to_owned()
}

#[test]
fn addresses_lead_to_the_words_or_to_what_became_of_them() {
    let before = imported(&empty(), FIRST);
    let (duck, market) = (id_of(&before, "Đàn vịt"), id_of(&before, "Chợ xã họp"));
    let (kept, joined) = (id_of(&before, "Hợp tác xã Tân Phú"), id_of(&before, "Tổ máy gặt làm"));
    let after = imported(&before, &second());
    let whole = id_of(&after, "Hợp tác xã Tân Phú");
    let part = if whole == kept { joined } else { kept };
    let school = "Trường tiểu học có";
    assert_eq!(id_of(&before, school), id_of(&after, school));
    let built = pipeline::build(&after, &pipeline::BuildOptions::default());
    assert!(!pipeline::has_errors(&built.diagnostics), "{:?}", built.diagnostics.first());
    let site = built.value;
    let text = |path: &str| site.text(path).unwrap_or_else(|| panic!("no {path}"));
    let report = reports(&after).remove(0).id;
    let page = text(&format!("{report}/san-xuat.html"));
    let changes = format!("../changes/{report}-1.html");
    assert!(page.contains(&format!("<li id=\"{duck}\"><a href=\"{changes}#c-{duck}\">")), "{page}");
    assert!(page.contains(&format!("<li id=\"{part}\"><a href=\"../{report}/san-xuat.html#{whole}\">")), "{page}");
    assert!(page.contains(&format!("{changes}#s-")), "it says when it last changed");
    let redline = text(&format!("changes/{report}-1.html"));
    for wanted in
        [format!("id=\"c-{duck}\""), "Đàn vịt chạy đồng".to_owned(), "class=\"change joined layer-layout\"".to_owned()]
    {
        assert!(redline.contains(&wanted), "no {wanted} in {redline}");
    }
    // The page of the section that is gone leads on, and so do its anchors.
    let gone = text(&format!("{report}/cho-xa.html"));
    assert!(gone.contains(&format!("{changes}#c-")) && gone.contains(&format!("#c-{market}")), "{gone}");
    assert!(text("changes.html").contains(&format!("changes/{report}-1.html")));
    // Once more the first text: all of it is back in its place, nothing leads on.
    let back = imported(&after, FIRST);
    assert_eq!(pages(&back), pages(&before));
    let site = pipeline::build(&back, &pipeline::BuildOptions::default()).value;
    let page = site.text(&format!("{report}/san-xuat.html")).expect("the page");
    assert!(!page.contains("class=\"led\""), "{page}");
    assert!(site.text(&format!("{report}/cho-xa.html")).is_some_and(|page| page.contains("Chợ xã họp")));
}

/// The ids of a page of the site.
fn ids(page: &str) -> BTreeSet<&str> {
    page.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

/// The pages that the program makes of the cross links.
fn is_made(path: &str) -> bool {
    let registers = ["documents.html", "discrepancies.html", "glossary.html", "parallels.html"];
    registers.contains(&path) || path.starts_with("parallels/")
}

#[test]
fn cuts_and_the_addresses_of_made_pages_last() {
    let Some(case) = case(3) else { return };
    let after = imported(&case.before, &case.revised.text);
    // What was a page and is still a section is still a page.
    let now = reports(&after);
    let mut folded = Vec::new();
    for report in reports(&case.before) {
        let new = now.iter().find(|new| new.id == report.id).expect("the report is there");
        let stands = |id: &String| new.record.sections.contains_key(id);
        let is_page = |id: &String| new.pages.iter().any(|page| page.id == *id);
        folded.extend(report.pages.iter().map(|page| page.id.clone()).filter(|id| stands(id) && !is_page(id)));
    }
    assert!(folded.is_empty(), "{folded:?}");
    let site = |folder: &FileTree| pipeline::build(folder, &pipeline::BuildOptions::default()).value;
    let (old, new) = (site(&case.before), site(&after));
    let (mut count, mut dead) = (0, Vec::new());
    for (path, page) in old.iter().filter(|(path, _)| is_made(path)) {
        let page = String::from_utf8_lossy(page);
        let Some(now) = new.text(path) else {
            dead.push(path.to_owned());
            continue;
        };
        count += ids(&page).len();
        let leads_on = now.contains("http-equiv=\"refresh\"");
        let lost = ids(&page).into_iter().filter(|id| !leads_on && !ids(now).contains(id));
        dead.extend(lost.map(|id| format!("{path}#{id}")));
    }
    println!("{count} addresses of made pages, {} dead", dead.len());
    assert!(count > 400 && dead.is_empty(), "{dead:?}");
}

/// A report of one chapter with two sections, each so many sentences long.
fn chapter(first: usize, second: usize) -> String {
    let sentences = |name: &str, count: usize| {
        (1..=count)
            .map(|at| format!("{name} thứ {at} kể việc làm hằng ngày của bà con trong ấp."))
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    format!(
        "# BÁO CÁO NĂM CỦA XÃ HÒA LẠC\n\n## I. Kinh tế\n\n### 1. Trồng trọt\n\n{}\n\n### 2. Chăn nuôi\n\n{}\n\n## II. Xã hội\n\nTrường học mở cửa cả năm.\n",
        sentences("Đoạn ruộng", first),
        sentences("Đoạn chuồng", second)
    )
}

#[test]
fn a_cut_stays_whatever_words_come_or_go() {
    let mut folder = empty();
    folder.insert("edition.yaml", "title: E\nlanguage: vi\npage_words: 200\n").expect("a path inside");
    let names = |folder: &FileTree| {
        pages(folder).into_keys().filter(|path| path.contains("trot") || path.contains("nuoi")).count()
    };
    let long = imported(&folder, &chapter(15, 15));
    assert_eq!(names(&long), 2);
    let short = imported(&long, &chapter(5, 4));
    assert_eq!(names(&short), 2, "{:?}", pages(&short).keys());
    assert_eq!(names(&imported(&folder, &chapter(5, 4))), 0);
    let whole = imported(&imported(&folder, &chapter(5, 4)), &chapter(15, 15));
    assert_eq!(names(&whole), 0, "{:?}", pages(&whole).keys());
}

#[test]
fn what_the_editor_added_keeps_its_address_when_its_words_change() {
    let before = imported(&empty(), &chapter(5, 4));
    let (path, text) = pages(&before).into_iter().find(|(_, text)| text.contains("{#")).expect("a page with text");
    let added = "Ban biên tập viết thêm đoạn này cho dễ hiểu.";
    let mut folder = before;
    folder.insert(&path, format!("{}\n\n{added}\n", text.trim_end())).expect("a path inside");
    let id = made_id(&folder, added);
    let revised = imported(&folder, &chapter(6, 4));
    let page = revised.text(&path).expect("the page");
    assert!(page.contains(&format!("{added} {{#{id}}}")), "{page}");
    let again = imported(&revised, &chapter(6, 4));
    assert_eq!(again.text(&path), Some(page), "once is enough");
    let changed = "Ban biên tập viết lại cả đoạn, bằng chữ khác hẳn.";
    let mut folder = again.clone();
    folder.insert(&path, page.replace(added, changed)).expect("a path inside");
    assert_eq!(made_id(&folder, changed), id);
}

/// The id of the paragraph with these words.
fn made_id(folder: &FileTree, words: &str) -> String {
    let reports = reports(folder);
    let elements = reports.iter().flat_map(|report| report.all_pages()).flat_map(|page| &page.elements);
    let found = elements.filter_map(|element| match element {
        ibid::model::page::Element::Block(block) if block.text.contains(words) => Some(block.id.clone()),
        _ => None,
    });
    found.last().expect("the paragraph stands")
}
