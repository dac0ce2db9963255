//! Beyond one edition: the facts that it writes, and what a job over many found for it. The job itself is tried in `scale/`; here
//! its file is written by hand, so that nothing but ibid runs.

use std::path::Path;

use ibid::disk::read_edition;
use ibid::model::links::Links;
use ibid::model::other_editions::{Candidate, ForeignPassage, OtherEditions, SCHEMA, print_of};
use ibid::pipeline::{BuildOptions, build, has_errors, read_and_link};
use ibid::tree::FileTree;

/// The edition that takes in, as it stands in `scale/tests/editions`, and what it names as its folder.
fn edition() -> FileTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scale/tests/editions/song-thu");
    read_edition(&root).expect("an edition of our own")
}

fn links(folder: &FileTree) -> Links {
    read_and_link(folder, &BuildOptions::default()).value.1
}

/// The words of a passage.
fn words(links: &Links, id: &str) -> String {
    let own = links.passages.iter().find(|passage| passage.place.id == id);
    own.map(|passage| passage.text.clone()).expect("a passage")
}

/// A passage of another edition, offered for one of this.
fn candidate(at: &str, print: i64, text: &str) -> Candidate {
    Candidate {
        at: format!("xa-dong#{at}"),
        print,
        shared: 30,
        of: ForeignPassage {
            edition: "Ấn bản <khác>".to_owned(),
            report: "Báo cáo xã bên".to_owned(),
            section: "Tình hình".to_owned(),
            url: format!("https://example.org/khac/{at}.html#x"),
            language: "vi".to_owned(),
            text: text.to_owned(),
            ..ForeignPassage::default()
        },
    }
}

/// The edition with a file of the job in its folder.
fn with(candidates: Vec<Candidate>) -> FileTree {
    let found = OtherEditions {
        schema: SCHEMA.to_owned(),
        edition: "https://example.org/song-thu/".to_owned(),
        passages: candidates,
    };
    let mut folder = edition();
    folder.insert("khac/passages.json", serde_json::to_vec(&found).expect("plain data")).expect("a path inside");
    folder
}

/// The page that has the passages.
fn page(folder: &FileTree) -> (String, Vec<&'static str>) {
    let built = build(folder, &BuildOptions::default());
    assert!(!has_errors(&built.diagnostics), "{:?}", built.diagnostics);
    let page = built.value.iter().find(|(path, bytes)| {
        path.starts_with("xa-dong/")
            && !path.ends_with("index.html")
            && String::from_utf8_lossy(bytes).contains("id=\"a2\"")
    });
    let page = page.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).expect("the page");
    (page, built.diagnostics.iter().map(|said| said.code).collect())
}

#[test]
fn a_passage_leads_to_another_edition() {
    let links = links(&edition());
    let (school, boats) = (words(&links, "a2"), words(&links, "a1"));
    let edited = school.replace("quét vôi", "sơn tường");
    let (html, said) = page(&with(vec![
        candidate("a2", print_of(&school), &edited),
        // What shares no words is refused, whatever the file says of it.
        candidate("a1", print_of(&boats), &school),
    ]));
    assert!(html.contains("<a class=\"known elsewhere\" href=\"https://example.org/khac/a2.html#x\""), "{html}");
    assert!(html.contains("Ấn bản &lt;khác&gt;") && html.contains("Báo cáo xã bên · Tình hình"), "{html}");
    assert!(html.contains("Ở các ấn bản khác") && html.contains("gần như nguyên văn"), "{html}");
    assert!(!html.contains("khac/a1.html"), "{html}");
    assert_eq!(said, Vec::<&str>::new());
}

#[test]
fn a_passage_that_changed_leads_nowhere() {
    let school = words(&links(&edition()), "a2");
    let (html, said) = page(&with(vec![candidate("a2", print_of("other words"), &school)]));
    assert!(!html.contains("khac/a2.html"));
    assert_eq!(said, ["other-editions-old"]);
}

#[test]
fn pages_are_as_they_were_without_it() {
    let plain = |key: &str| {
        let mut folder = edition();
        let config = folder.text("edition.yaml").expect("its settings").replace("other_editions: khac\n", "");
        folder.insert("edition.yaml", config.replace("facts: true, ", key)).expect("a path inside");
        build(&folder, &BuildOptions::default()).value
    };
    let (without, facts) = (plain(""), plain("facts: true, "));
    let (with_none, _) = page(&with(Vec::new()));
    for (path, bytes) in without.iter() {
        assert_eq!(facts.get(path), Some(bytes), "{path}");
    }
    assert!(!with_none.contains("elsewhere"));
    let added: Vec<&str> = facts.iter().map(|(path, _)| path).filter(|path| without.get(path).is_none()).collect();
    let tables = ["documents", "edition", "figures", "passages", "reports", "shingles"];
    assert_eq!(added, tables.map(|name| format!("facts/{name}.parquet")));
    for path in added {
        assert!(facts.get(path).is_some_and(|bytes| bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")), "{path}");
        assert_eq!(plain("facts: true, ").get(path), facts.get(path), "{path}");
    }
}

#[test]
fn facts_are_the_same_in_every_edition() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scale/tests/editions/ven-bien");
    let other = links(&read_edition(&root).expect("an edition of our own"));
    let own = links(&edition());
    let shingles = |links: &Links, id: &str| {
        links.passages.iter().find(|passage| passage.place.id == id).map(|passage| passage.shingles.clone())
    };
    assert_eq!(shingles(&own, "a2"), shingles(&other, "b1"));
    let (boats, theirs) = (shingles(&own, "a1").expect("a passage"), shingles(&other, "c1").expect("a passage"));
    let common = boats.iter().filter(|shingle| theirs.binary_search(shingle).is_ok()).count();
    assert!(common > 10 && common < boats.len(), "{common} of {}", boats.len());
}
