//! What editors most often get wrong, each with what they are told (`tests/mistakes.yaml`); and the traps of a first day.

use std::collections::BTreeMap;
use std::path::Path;

use assert_cmd::Command;
use ibid::pipeline;
use ibid::tree::FileTree;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    name: String,
    files: BTreeMap<String, String>,
    code: String,
    place: String,
    says: String,
    hint: String,
    vi: [String; 2],
}

/// A small sound edition.
fn sound() -> FileTree {
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: Ấn bản\nlanguage: vi\n"),
        ("content/_index.md", "---\ntitle: Ấn bản\n---\n\nChào bạn.\n"),
        ("content/r/_index.md", "---\ntitle: Báo cáo\n---\n\nXã làm chợ.\n"),
        ("content/r/01-a.md", "---\ntitle: Kết quả\n---\n\nChợ đông. {#k7f2}\n"),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    folder
}

fn ibid() -> Command {
    let mut ibid = Command::cargo_bin("ibid").expect("the program is built");
    ibid.env("IBID_LANGUAGE", "en");
    ibid
}

fn written(folder: &FileTree) -> tempfile::TempDir {
    let made = tempfile::tempdir().expect("a folder");
    for (path, bytes) in folder.iter() {
        let path = made.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    made
}

#[test]
fn every_mistake_is_told_with_its_place_and_remedy() {
    assert_eq!(pipeline::check(&sound()), []);
    let mistakes: Vec<Mistake> = serde_yaml::from_str(include_str!("../mistakes.yaml")).expect("the file reads");
    // With those of the command line below they are the forty-two and some more.
    assert!(mistakes.len() >= 37, "{}", mistakes.len());
    for mistake in mistakes {
        let mut folder = sound();
        for (path, text) in &mistake.files {
            folder.insert(path, text.as_str()).expect("a path inside");
        }
        let said = pipeline::check(&folder);
        let is_told = said.iter().filter(|one| one.code == mistake.code && one.place().starts_with(&mistake.place));
        let fits = is_told.filter(|one| {
            let hint = |language| one.hint.as_ref().map(|hint| hint.in_language(language)).unwrap_or_default();
            assert_eq!([one.message.in_language("vi"), hint("vi")], mistake.vi, "{}", mistake.name);
            one.message.in_language("en").contains(&mistake.says) && hint("en").contains(&mistake.hint)
        });
        assert!(fits.count() == 1, "{}: {said:#?}", mistake.name);
        // A first mistake does not bring a crowd.
        assert!(said.len() <= 3, "{}: {said:#?}", mistake.name);
    }
}

/// What a run that ends with code 2 says, in a language.
fn refused(language: &str, arguments: &[&str], folder: &Path) -> String {
    let mut command = ibid();
    command.env("IBID_LANGUAGE", language).env_remove("IBID_ROOT").args(arguments).current_dir(folder);
    let said = command.assert().code(2);
    String::from_utf8_lossy(&said.get_output().stderr).into_owned()
}

#[test]
fn mistakes_of_the_command_line() {
    let made = written(&sound());
    let root = made.path();
    let nothing = tempfile::tempdir().expect("a folder");
    std::fs::write(root.join("gia.pdf"), "not a PDF at all").expect("a file");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    /// Arguments, folder, and what is said in English and in Vietnamese.
    type Case<'c> = (&'c [&'c str], &'c Path, &'c [&'c str], &'c [&'c str]);
    let cases: [Case; 7] = [
        (
            &["build"],
            nothing.path(),
            &["edition.yaml", "`ibid init <folder>`"],
            &["và các thư mục phía trên đều không phải ấn bản", "`ibid init <thư mục>` tạo ấn bản mới"],
        ),
        (&["init", "."], root, &["already has"], &["đã có edition.yaml; hãy chọn một thư mục mới"]),
        (
            &["import", "khong-co.md"],
            root,
            &["khong-co.md", "no such file"],
            &["khong-co.md: không đọc được: không có tệp hoặc thư mục ấy"],
        ),
        (
            &["import", "gia.pdf"],
            root,
            &["gia.pdf", "PDF"],
            &["gia.pdf: tên tệp là PDF, Word hay hình ảnh, nhưng bên trong chỉ là văn bản thuần", "hãy xin lại tệp"],
        ),
        (
            &["serve", "--port", &port],
            root,
            &["is taken", "ibid serve --port"],
            &["đang có chương trình khác dùng", "còn trống: ibid serve --port"],
        ),
        (&["buld"], root, &["did you mean `build`?"], &["không có lệnh `buld`; có phải bạn định gõ `build`?"]),
        (
            &["build", "--rot", "x"],
            root,
            &["did you mean `--root`?"],
            &["không có tùy chọn hay tham số `--rot`; có phải bạn định gõ `--root`?"],
        ),
    ];
    for (arguments, folder, english, vietnamese) in cases {
        for (language, words) in [("en", english), ("vi", vietnamese)] {
            let text = refused(language, arguments, folder);
            assert!(words.iter().all(|words| text.contains(words)), "{words:?}: {text}");
        }
    }
}

/// Errors stand last and are counted; of one kind of warning three are shown.
#[test]
fn errors_come_last_and_warnings_fold() {
    let mut folder = sound();
    let formula = |n: usize| if n == 1 { "$a^2$".to_owned() } else { format!("$$a / {n}$$") };
    let formulas = (1..=5).map(|n| format!("Tỷ lệ thứ {n} là {}. {{#aa0{n}}}\n\n", formula(n))).collect::<String>();
    let page = format!("---\ntitle: Kết quả\n---\n\nXem [kia](#zz9). {{#k7f2}}\n\n{formulas}");
    folder.insert("content/r/01-a.md", page).expect("a path inside");
    let made = written(&folder);
    let told = |arguments: &[&str]| {
        let said = ibid().arg("check").args(arguments).current_dir(made.path()).assert().code(1);
        String::from_utf8_lossy(&said.get_output().stderr).into_owned()
    };
    let text = told(&[]);
    assert_eq!(text.matches("[markup-left-out]").count(), 3, "{text}");
    assert!(text.contains("2 more of `markup-left-out`"), "{text}");
    let (error, warning) = (text.find("link-broken").expect("told"), text.rfind("markup-left-out").expect("told"));
    assert!(warning < error && text.trim_end().ends_with("1 error, 5 warnings"), "{text}");
    assert_eq!(told(&["--verbose"]).matches("[markup-left-out]").count(), 5);
}

#[test]
fn bare_addresses_captions_and_callouts_work() {
    let mut folder = sound();
    let page = "---\ntitle: Kết quả\n---\n\nXem https://example.org/a_b_c?x=1. {#k7f2}\n\n![Chợ](cho.png \"Chợ mới\") {#m3p8}\n\n\
        > [!WARNING]\n> Số liệu sơ bộ.\n\n[Sở](https://example.org/so \"Trang của sở\") {#p4q9}\n";
    folder.insert("content/r/01-a.md", page).expect("a path inside");
    folder.insert("content/r/cho.png", "x").expect("a path inside");
    assert_eq!(pipeline::check(&folder), []);
    let site = pipeline::build(&folder, &pipeline::BuildOptions::default()).value;
    let html = site.text("r/a.html").expect("the page");
    for part in [
        "<a href=\"https://example.org/a_b_c?x=1\">https://example.org/a_b_c?x=1</a>.",
        "<span class=\"caption\">Chợ mới</span>",
        "data-callout=\"warning\">\n<p class=\"callout\">Cảnh báo</p>",
        "title=\"Trang của sở\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn a_theme_comes_out_of_the_program() {
    let made = written(&sound());
    let root = made.path();
    let run = |arguments: &[&str]| ibid().args(["theme", "eject"]).args(arguments).current_dir(root).assert();
    let list = run(&[]).success();
    let list = String::from_utf8_lossy(&list.get_output().stdout).into_owned();
    assert!(list.lines().any(|line| line == "home.html") && list.contains("partials/"), "{list}");
    run(&["home.html", "static/style.css"]).success();
    assert!(root.join("templates/home.html").is_file() && root.join("static/style.css").is_file());
    // Nothing that stands is written over.
    run(&["home.html"]).code(2);
    run(&["nowhere.html"]).code(2);
    run(&["--theme", "other"]).code(2);
    run(&["--whole", "../x"]).code(2);
    run(&["--whole", "mine"]).success();
    run(&["--whole", "mine"]).code(2);
    std::fs::write(root.join("edition.yaml"), "title: Ấn bản\ntheme: mine\n").expect("a file");
    ibid().args(["build", "--strict"]).current_dir(root).assert().success();
}

/// A theme of the program's own needs no folder; a logo stands on every page.
#[test]
fn the_plain_theme_is_in_the_program_and_a_logo_is_shown() {
    let mut folder = sound();
    folder.insert("edition.yaml", "title: Ấn bản\ntheme: plain\nlogo: huy-hieu.svg\n").expect("a path inside");
    folder.insert("static/huy-hieu.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").expect("a path inside");
    assert_eq!(pipeline::check(&folder), []);
    let site = pipeline::build(&folder, &pipeline::BuildOptions::default()).value;
    assert!(site.get("plain.css").is_some());
    for (page, logo) in [("index.html", "\"huy-hieu.svg\""), ("r/a.html", "\"../huy-hieu.svg\"")] {
        assert!(site.text(page).expect("a page").contains(&format!("<img class=\"logo\" src={logo}")), "{page}");
    }
}

/// Every key of `edition.yaml` stands in the reference, in both languages.
#[test]
fn the_reference_has_every_key() {
    let schema = ibid::edition::schema(ibid::edition::SchemaOf::Edition);
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let mut keys = Vec::new();
    gather(&schema, &schema, "", &mut keys);
    assert!(keys.len() > 60 && keys.contains(&"settled[].reason".to_owned()), "{keys:?}");
    for file in ["docs/edition.md", "docs/vi/an-ban.md"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a guide");
        let missing: Vec<&String> = keys.iter().filter(|key| !text.contains(&format!("`{key}`"))).collect();
        // `settled` and `accepted` stand under one heading; what only holds other keys may be named by them.
        let missing: Vec<&&String> = missing.iter().filter(|key| !text.contains(&format!("`{key}[]."))).collect();
        assert!(missing.is_empty(), "{file}: {missing:?}");
    }
}

fn gather(schema: &serde_json::Value, at: &serde_json::Value, path: &str, keys: &mut Vec<String>) {
    let target = at["$ref"].as_str().and_then(|to| schema.pointer(to.trim_start_matches('#')));
    let at = target.unwrap_or(at);
    for kind in ["anyOf", "oneOf", "allOf"] {
        for one in at[kind].as_array().into_iter().flatten() {
            gather(schema, one, path, keys);
        }
    }
    for (name, below) in at["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        keys.push(path.clone());
        gather(schema, below, &path, keys);
    }
    if at["items"].is_object() {
        gather(schema, &at["items"], &format!("{path}[]"), keys);
    }
    if at["additionalProperties"].is_object() {
        let name = if path == "documents" { "NUMBER" } else { "NAME" };
        gather(schema, &at["additionalProperties"], &format!("{path}.{name}"), keys);
    }
}
