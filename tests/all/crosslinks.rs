//! Cross links on the real input, against what a person read there (`documents.gold.yaml`, `parallels.gold.yaml`,
//! `discrepancies.gold.yaml`), and on an edition of our own with planted citations, parallels, discrepancies and
//! traps (`tests/golden/crosslinks`). The tests on the real input are skipped, and said to be, where it is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use crate::support;
use ibid::model::edition::Edition;
use ibid::model::links::{LinkTarget, Links, ParallelLink, Place, Side};
use ibid::pipeline::{BuildOptions, build, check, read_and_link};
use ibid::tree::FileTree;
use serde::Deserialize;

/// An edition with its links, and the source lines of places in it.
struct Read {
    folder: FileTree,
    edition: Edition,
    links: Links,
}

impl Read {
    fn new(folder: FileTree) -> Self {
        let (edition, links) = read_and_link(&folder, &BuildOptions::default()).value;
        Self { folder, edition, links }
    }

    /// The source lines of a place: all ranges of a block or note, the line of a section.
    fn lines(&self, place: &Place) -> Vec<(usize, usize)> {
        let Some(report) = self.edition.reports.iter().find(|report| report.id == place.report) else {
            return Vec::new();
        };
        if let Some(number) = place.note {
            let note = self.links.reports[&place.report].notes.iter().find(|note| note.number == number);
            return note.and_then(|note| report.record.notes.get(&note.label)).map_or(Vec::new(), |n| n.lines.clone());
        }
        let section = || report.record.sections.get(&place.id).map(|line| vec![(*line, *line)]);
        report.record.blocks.get(&place.id).cloned().or_else(section).unwrap_or_default()
    }

    /// Whether a section or one below it holds a block.
    fn holds(&self, section: &Place, block: &Place) -> bool {
        if section.report != block.report {
            return false;
        }
        let links = &self.links.reports[&block.report];
        let mut next =
            links.blocks.iter().find(|other| other.id == block.id).and_then(|block| block.section.as_deref());
        while let Some(id) = next {
            if id == section.id {
                return true;
            }
            let above = links.sections.iter().find(|other| other.id == id);
            next = above.and_then(|above| above.parent.as_deref());
        }
        false
    }

    fn first_line(&self, place: &Place) -> usize {
        self.lines(place).first().map_or(0, |lines| lines.0)
    }
}

/// The real input as an edition of its own, linked once; none where it is absent.
fn real() -> Option<&'static Read> {
    static READ: OnceLock<Read> = OnceLock::new();
    let folder = support::real::folder()?;
    Some(READ.get_or_init(|| Read::new(folder)))
}

/// The edition with planted places.
fn planted() -> Read {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/crosslinks");
    let mut folder = FileTree::new();
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(&root).expect("below its root").to_string_lossy().into_owned();
        if !path.starts_with("expected") {
            folder.insert(path, std::fs::read(entry.path()).expect("a file")).expect("a path inside");
        }
    }
    Read::new(folder)
}

#[derive(Deserialize)]
struct Documents {
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    line: usize,
    number: String,
    #[serde(rename = "type")]
    kind: String,
}

#[test]
fn documents_of_the_real_input() {
    let Some(read) = real() else { return };
    let gold: Documents = serde_yaml::from_str(include_str!("../documents.gold.yaml")).expect("the gold reads");
    let mut wanted: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    for mention in &gold.mentions {
        wanted.entry(mention.line).or_default().push((mention.kind.clone(), mention.number.clone()));
    }
    let mut found: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    for document in &read.links.documents {
        for mention in &document.mentions {
            let lines = read.lines(&mention.place);
            let line = wanted.keys().find(|line| lines.iter().any(|(a, b)| (a..=b).contains(line)));
            if let Some(line) = line {
                found.entry(*line).or_default().push((document.kind.clone(), mention.number.clone()));
            }
        }
    }
    let (mut right, mut wrong) = (0usize, Vec::new());
    for (line, found) in &found {
        let mut left = wanted[line].clone();
        for mention in found {
            match left.iter().position(|wanted| wanted == mention) {
                Some(at) => {
                    left.remove(at);
                    right += 1;
                }
                None => wrong.push((*line, mention.clone())),
            }
        }
    }
    let all = gold.mentions.len();
    println!("documents: {right} of {all} mentions, {} wrong: {wrong:?}", wrong.len());
    assert!(all >= 80);
    assert!(right * 100 >= all * 98, "{right} of {all}; found {found:?}");
    assert!(wrong.len() * 100 <= (right + wrong.len()) * 2, "{wrong:?}");
}

#[derive(Deserialize)]
struct Parallels {
    /// Line of a section of the first appendix, line of its counterpart in the first report.
    sections: Vec<(usize, usize)>,
    /// First lines of blocks and notes that say the same.
    passages: Vec<(usize, usize)>,
    /// First lines of those that do not.
    noise: Vec<(usize, usize)>,
}

#[test]
fn parallels_of_the_real_input() {
    let Some(read) = real() else { return };
    let gold: Parallels = serde_yaml::from_str(include_str!("../parallels.gold.yaml")).expect("the gold reads");
    let sections: Vec<(usize, usize)> = read
        .links
        .parallels
        .iter()
        .filter(|pair| pair.is_section)
        .map(|pair| (read.first_line(&pair.a), read.first_line(&pair.b)))
        .collect();
    let is_linked = |(a, b): &(usize, usize)| sections.iter().any(|pair| *pair == (*a, *b) || *pair == (*b, *a));
    let missing: Vec<_> = gold.sections.iter().filter(|pair| !is_linked(pair)).collect();
    println!("parallels: {} pairs of sections, of the first appendix {} missing", sections.len(), missing.len());
    assert!(missing.is_empty(), "{missing:?}");
    // Each pair of sections has blocks below it that are restated, so none shares a heading alone.
    for pair in read.links.parallels.iter().filter(|pair| pair.is_section) {
        let blocks = read.links.parallels.iter().filter(|block| !block.is_section);
        let mut between = blocks.filter(|block| {
            let holds = |section: &Place, block: &Place| read.holds(section, block);
            holds(&pair.a, &block.a) && holds(&pair.b, &block.b) || holds(&pair.a, &block.b) && holds(&pair.b, &block.a)
        });
        assert!(between.next().is_some(), "{pair:?}");
    }
}

#[test]
fn passages_of_the_real_input() {
    let Some(read) = real() else { return };
    let gold: Parallels = serde_yaml::from_str(include_str!("../parallels.gold.yaml")).expect("the gold reads");
    let starts = |place: &Place| read.lines(place).into_iter().map(|lines| lines.0).collect::<Vec<_>>();
    let mut shown: BTreeSet<(usize, usize)> = BTreeSet::new();
    for pair in read.links.parallels.iter().filter(|pair| !pair.is_section) {
        assert_ne!(pair.a, pair.b, "a passage beside itself");
        for a in starts(&pair.a) {
            shown.extend(starts(&pair.b).into_iter().map(|b| (a.min(b), a.max(b))));
        }
    }
    let is_shown = |(a, b): &&(usize, usize)| shown.contains(&(*a.min(b), *a.max(b)));
    let missing: Vec<_> = gold.passages.iter().filter(|pair| !is_shown(pair)).collect();
    let noise: Vec<_> = gold.noise.iter().filter(is_shown).collect();
    println!(
        "passages: {} of {} missing, {} of {} shown",
        missing.len(),
        gold.passages.len(),
        noise.len(),
        gold.noise.len()
    );
    assert!(missing.len() * 20 <= gold.passages.len(), "{missing:?}");
    // At most three in a hundred that are shown may be noise.
    assert!(noise.len() * 100 <= 3 * gold.noise.len(), "{noise:?}");
}

#[derive(Deserialize)]
struct Discrepancies {
    figures: Vec<Differ>,
    hand: Vec<Hand>,
}

/// A discrepancy that a reader found without the program.
#[derive(Debug, Deserialize)]
struct Hand {
    a: usize,
    b: usize,
    values: (String, String),
    #[serde(default)]
    also: Vec<usize>,
    /// Whether figures differ, and not numbers of documents or years of programmes.
    #[serde(default = "yes")]
    figures: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
struct Differ {
    a: usize,
    b: usize,
    values: (String, String),
    real: bool,
}

#[test]
fn discrepancies_of_the_real_input() {
    let Some(read) = real() else { return };
    let gold: Discrepancies = serde_yaml::from_str(include_str!("../discrepancies.gold.yaml")).expect("the gold reads");
    let (mut real, mut wrong, mut unknown, mut shown) = (0, 0, Vec::new(), BTreeSet::new());
    // What stands under an entry says one of its two values once more.
    let pairs = read.links.discrepancies.iter().flat_map(|found| {
        let also = found.also.iter().map(move |more| (found, &found.a, more));
        std::iter::once((found, &found.a, &found.b)).chain(also)
    });
    for (found, a, b) in pairs.filter(|(_, a, b)| a.value != b.value) {
        let lines = (read.first_line(&a.place), read.first_line(&b.place));
        let says = |printed: &str, gold: &str| printed == gold || printed.ends_with(&format!(" {gold}"));
        let known = gold.figures.iter().find(|differ| {
            (differ.a, differ.b) == lines && says(&a.value, &differ.values.0) && says(&b.value, &differ.values.1)
        });
        match known {
            Some(differ) if differ.real => {
                real += 1;
                shown.insert((differ.a, differ.b, differ.values.0.clone()));
            }
            Some(_) => wrong += 1,
            None => unknown.push((lines, &a.value, &b.value, &found.what)),
        }
    }
    let is_found = |differ: &&Differ| shown.contains(&(differ.a, differ.b, differ.values.0.clone()));
    let missing: Vec<_> = gold.figures.iter().filter(|differ| differ.real && !is_found(differ)).collect();
    println!("discrepancies: {real} real, {wrong} wrong, {} not looked at, missing {missing:?}", unknown.len());
    assert!(unknown.is_empty(), "look at these and list them: {unknown:?}");
    assert!(real >= 56, "{real} real");
    assert!(wrong * 20 <= real + wrong, "{wrong} of {} wrong", real + wrong);
}

#[test]
fn what_a_reader_found_by_hand() {
    let Some(read) = real() else { return };
    let gold: Discrepancies = serde_yaml::from_str(include_str!("../discrepancies.gold.yaml")).expect("the gold reads");
    let is_shown = |hand: &&Hand| {
        read.links.discrepancies.iter().any(|found| {
            let sides: Vec<_> = [&found.a, &found.b].into_iter().chain(&found.also).collect();
            let is_here = |line: usize| line == hand.a || line == hand.b || hand.also.contains(&line);
            let says = |value: &String| sides.iter().any(|side| side.value.contains(value.as_str()));
            sides.iter().any(|side| is_here(read.first_line(&side.place)))
                && (says(&hand.values.0) || says(&hand.values.1))
        })
    };
    let (shown, missed): (Vec<&Hand>, Vec<&Hand>) = gold.hand.iter().filter(|hand| hand.figures).partition(is_shown);
    println!("{} of {} found by hand; missed {missed:?}", shown.len(), shown.len() + missed.len());
    assert!(shown.len() * 100 >= (shown.len() + missed.len()) * 85, "{missed:?}");
}

#[test]
fn planted_documents_and_traps() {
    let read = planted();
    let mut cited: Vec<String> = read
        .links
        .documents
        .iter()
        .flat_map(|d| d.mentions.iter().map(move |m| (d, m)))
        .map(|(d, m)| {
            let date = d.date.as_deref().unwrap_or("-");
            format!("{} {} {} {date} {}", m.place.id, d.kind, d.number, d.issuer.as_deref().unwrap_or("-"))
        })
        .collect();
    cited.sort();
    assert_eq!(
        cited,
        [
            "b2 Nghị quyết 05-NQ/TU 2021-10-15 Tỉnh ủy Bắc Lâm",
            "b2 Nghị quyết 19-NQ/TW 2022-06-16 Ban Chấp hành Trung ương",
            "b2 Nghị quyết 28-NQ/TW 2008-09-22 Bộ Chính trị",
            "fn-1 Nghị quyết 05-NQ/TU 2021-04-20 Tỉnh ủy Sơn Hà",
            "n3 Nghị quyết 28-NQ/TW 2008-09-22 Bộ Chính trị",
            "n3 Nghị quyết 59-NQ/TW 2020-08-05 Bộ Chính trị",
            "n3 Nghị quyết 59-NQ/TW 2020-08-05 Bộ Chính trị",
            "p1 Kế hoạch 62/KH-UBND 2023-03-29 Ủy ban nhân dân tỉnh Sơn Hà",
            "p1 Nghị quyết 18-NQ/TW 2017-10-25 Ban Chấp hành Trung ương",
            "p1 Nghị quyết 19-NQ/TW 2017-10-25 Ban Chấp hành Trung ương",
            "p1 Nghị quyết 57-NQ/TW - Bộ Chính trị",
            "p1 Quyết định 3637 2024-03-18 Tỉnh ủy Sơn Hà",
            "p2 Nghị quyết 57-NQ/TW - Bộ Chính trị",
        ]
    );
    let by_id: Vec<&str> = read.links.documents.iter().map(|document| document.id.as_str()).collect();
    let unique: std::collections::BTreeSet<_> = by_id.iter().collect();
    assert_eq!(unique.len(), by_id.len(), "{by_id:?}");
    let named = read.links.documents.iter().find(|document| document.number == "59-NQ/TW").expect("cited");
    assert_eq!(named.title.as_deref(), Some("Về phát triển vùng Sơn Hà"));
    let two = read.links.documents.iter().find(|document| document.dates.len() > 1).expect("two dates");
    assert_eq!(two.number, "28-NQ/TW");
    let quotes: Vec<&str> =
        read.links.documents.iter().flat_map(|d| &d.mentions).map(|mention| mention.quote.as_str()).collect();
    assert!(quotes.contains(&"Kế hoạch số 62 KH-UBND"), "the quote keeps what is printed: {quotes:?}");
}

#[test]
fn planted_references() {
    let read = planted();
    let mut places: Vec<String> = Vec::new();
    for (page, links) in &read.links.words {
        let (page, _) = read.edition.addresses().find(|(other, _)| other.path == *page).expect("a page");
        for link in links {
            if let LinkTarget::Place(url, preview) = &link.leads {
                let words = &page.text[link.range.clone()];
                places.push(format!("{words} -> {url}{}", preview.as_ref().map_or("", |_| " shown")));
            }
        }
    }
    places.sort();
    assert_eq!(
        places,
        [
            "Như trên -> tinh-son-ha/ket-qua.html#fn-1 shown",
            "Phần thứ nhất -> tinh-son-ha/ket-qua.html#kq",
            "Phụ lục 1 -> phu-luc-1/index.html",
            "chú thích số 1 -> tinh-son-ha/ket-qua.html#fn-1",
            "mục 2.1 Phần thứ hai -> tinh-son-ha/nhiem-vu.html#n1",
        ]
    );
}

#[test]
fn planted_parallels_and_discrepancies() {
    let read = planted();
    let pairs: Vec<String> =
        read.links.parallels.iter().map(|pair| format!("{} {} {}", pair.a.id, pair.b.id, pair.degree.name())).collect();
    assert!(pairs.contains(&"kt pkt partial".to_owned()) || pairs.contains(&"kt pkt edited".to_owned()), "{pairs:?}");
    assert!(pairs.contains(&"p3 q3 edited".to_owned()), "{pairs:?}");
    assert!(!pairs.iter().any(|pair| pair.contains("xh")), "sections that share a heading only: {pairs:?}");
    let figures: Vec<String> = read
        .links
        .discrepancies
        .iter()
        .map(|d| {
            format!(
                "{} {} {} | {} {}{}",
                d.kind.name(),
                d.a.place.id,
                d.a.value,
                d.b.place.id,
                d.b.value,
                if d.settled.is_some() { " settled" } else { "" }
            )
        })
        .collect();
    assert_eq!(
        figures,
        [
            "figure p3 8,12% | q3 8,21%",
            "unit p4 5.400 ha | q4 5.400 km²",
            "figure p5 41.200 | q5 42.100 settled",
            "sum p6 3.893 | p6 1.689 + 2.214 = 3.903",
            "shares p7 100 | p7 21,5 + 40,2 + 39,3 = 101,0",
        ]
    );
}

#[test]
fn planted_terms_and_diagnostics() {
    let read = planted();
    let terms: Vec<String> =
        read.links.terms.iter().map(|term| format!("{} {}", term.abbr.as_deref().unwrap_or("-"), term.term)).collect();
    assert_eq!(terms, ["GRDP tổng sản phẩm trên địa bàn", "- kinh tế số", "UBND Ủy ban nhân dân"]);
    let said: Vec<&str> = check(&read.folder).iter().map(|said| said.code).collect();
    let count = |code: &str| said.iter().filter(|other| **other == code).count();
    assert_eq!(
        (count("figures-differ"), count("document-dates-differ"), count("site-link-broken")),
        (4, 1, 0),
        "{said:?}"
    );
    let mut folder = read.folder.clone();
    let page = "---\ntitle: X\nid: x1\nrelated: [\"weg.md\", \"03-x.md\"]\naliases: [ket-qua]\n---\nLời.\n";
    folder.insert("content/tinh-son-ha/03-x.md", page).expect("a path inside");
    let said: Vec<&str> = check(&folder).iter().map(|said| said.code).collect();
    for code in ["related-dead", "related-self", "alias-taken"] {
        assert!(said.contains(&code), "{code}: {said:?}");
    }
}

/// The caret stands under the figure of the note and not under the same digits before it.
#[test]
fn a_diagnostic_names_the_place_of_its_figure() {
    let page = |figure: &str| {
        let note = "Tổng số lao động được tạo việc làm mới trong năm của toàn tỉnh đến hết tháng 12 là";
        let text =
            format!("Có {figure} cây xanh.[^1] {{#x}}\n\n[^1]: **Xem thêm**: {note} **{figure}** người, cao nhất.");
        format!("---\ntitle: Kết quả\nid: k\nlevel: 1\n---\n\n{text}\n")
    };
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: E\nlanguage: vi\n".to_owned()),
        ("content/_index.md", "---\ntitle: E\n---\n".to_owned()),
        ("content/a/_index.md", "---\ntitle: A\nplace: Sơn Hà\n---\n".to_owned()),
        ("content/a/p.md", page("41.200")),
        ("content/b/_index.md", "---\ntitle: B\nplace: Sơn Hà\n---\n".to_owned()),
        ("content/b/p.md", page("42.100")),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    let said = check(&folder);
    let differ: Vec<_> = said.iter().filter(|said| said.code == "figures-differ").collect();
    assert_eq!(differ.len(), 1, "{said:?}");
    let span = differ[0].span.as_ref().expect("a place");
    assert!(span.text.starts_with("[^1]"), "{span:?}");
    let marked: String = span.text.chars().skip(span.column - 1).take(span.length).collect();
    assert_eq!(marked, "41.200");
}

#[test]
fn the_site_of_the_real_input_has_no_dead_link() {
    let Some(read) = real() else { return };
    let said: Vec<String> = check(&read.folder)
        .into_iter()
        .filter(|said| said.code == "site-link-broken")
        .map(|said| format!("{}: {}", said.file, said.message))
        .collect();
    assert!(said.is_empty(), "{said:?}");
    let site = build(&read.folder, &BuildOptions::default()).value;
    for page in ["documents.html", "parallels.html", "discrepancies.html", "glossary.html", "data/documents.csv"] {
        assert!(site.get(page).is_some(), "{page}");
    }
}

#[test]
#[ignore = "a measurement: run it in release, on a quiet machine"]
fn linking_the_real_input_is_quick() {
    let Some(read) = real() else { return };
    let start = std::time::Instant::now();
    let links = ibid::link::link(&read.edition).value;
    println!("linked in {:.1} ms, {} documents", start.elapsed().as_secs_f64() * 1e3, links.documents.len());
    assert!(start.elapsed().as_millis() < 150);
}

/// An edition of two reports of one place, each with one page.
fn two_reports(a: &str, b: &str) -> Read {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\nid: {}\nlevel: 1\n---\n\n{text}\n", title.len());
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: E\nlanguage: vi\n".to_owned()),
        ("content/_index.md", "---\ntitle: E\n---\n".to_owned()),
        ("content/a/_index.md", "---\ntitle: A\nplace: Sơn Hà\n---\n".to_owned()),
        ("content/a/p.md", page("Kết quả", a)),
        ("content/b/_index.md", "---\ntitle: B\nplace: Sơn Hà\n---\n".to_owned()),
        ("content/b/p.md", page("Mục tiêu", b)),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    Read::new(folder)
}

fn pairs(read: &Read) -> Vec<String> {
    let pair = |pair: &ParallelLink| {
        let target = pair.target.map_or("", |side| if side == Side::A { " a" } else { " b" });
        format!("{} {} {}{target}", pair.a.id, pair.b.id, pair.degree.name())
    };
    read.links.parallels.iter().filter(|pair| !pair.is_section).map(pair).collect()
}

const NOTE: &str = "Trong năm toàn tỉnh đã trồng mới được hai mươi nghìn cây xanh dọc theo các tuyến đường liên xã";

#[test]
fn notes_are_paired_and_a_target_beside_a_result_says_so() {
    let read = two_reports(
        &format!("Lời thứ nhất. [^1] {{#x}}\n\n[^1]: {NOTE}."),
        &format!("Lời khác hẳn.[^a] {{#y}}\n\n[^a]: {NOTE}, vượt kế hoạch."),
    );
    assert_eq!(pairs(&read), ["fn-1 fn-a edited b"]);
    let site = build(&read.folder, &BuildOptions::default()).value;
    let page = site.text("parallels/a--p--b.html").expect("a page for the edited note");
    assert!(page.contains("p.html#fn-1") && page.contains("p.html#fn-a"), "{page}");
    assert!(page.contains("Mục tiêu</span>") && page.contains("Kết quả</span>"), "{page}");
}

#[test]
fn what_one_side_alone_says_at_length_is_left_out_beside_what_both_say() {
    let more: String = (1..=80).map(|at| format!("riêng{at} ")).collect();
    let read = two_reports(&format!("{more}{NOTE}. {{#x}}"), &format!("{NOTE}. {{#y}}"));
    assert_eq!(pairs(&read), ["x y partial b"]);
    let site = build(&read.folder, &BuildOptions::default()).value;
    let page = site.text("parallels/a--p--b.html").expect("a page for the pair");
    assert!(page.contains("riêng12 […] riêng69") && !page.contains("riêng40"), "{page}");
    assert!(page.contains("hai mươi nghìn cây xanh"), "{page}");
}

#[test]
fn what_a_scan_did_is_not_edited() {
    let same = |a: &str, b: &str| pairs(&two_reports(&format!("{a} {{#x}}"), &format!("{b} {{#y}}")));
    assert_eq!(same(NOTE, NOTE), ["x y same b"]);
    assert_eq!(same(NOTE, &NOTE.replace("trồng", "trông")), ["x y same b"]);
    assert_eq!(same(NOTE, &NOTE.replace("tuyến", "tuyếnn")), ["x y same b"]);
    assert_eq!(same(NOTE, &NOTE.replace("liên xã", "liênxã")), ["x y same b"]);
    assert_eq!(same(NOTE, &NOTE.replace("mới được", "thay thế")), ["x y edited b"]);
    assert_eq!(same(&format!("{NOTE} 20.000"), &format!("{NOTE} 30.000")), ["x y edited b"]);
}

#[test]
fn a_form_filled_twice_and_the_name_of_a_document_are_no_parallels() {
    let form = |a: &str, b: &str, c: &str, d: &str| {
        format!(
            "Trong đó năm 2021 đạt {a} triệu đồng, năm 2022 đạt {b} triệu đồng, năm 2023 đạt {c} triệu đồng, năm 2024 đạt {d} triệu đồng"
        )
    };
    let (a, b) = (form("10", "20", "31", "45"), form("72", "83", "91", "99"));
    assert!(pairs(&two_reports(&format!("{a} {{#x}}"), &format!("{b} {{#y}}"))).is_empty());
    let name = "Nghị quyết số 59-NQ/TW ngày 05/8/2020 của Bộ Chính trị về xây dựng và phát triển thành phố đến năm 2030 và tầm \
                nhìn đến năm 2045 theo hướng xanh, bền vững, hiện đại, giàu bản sắc sông nước của cả vùng";
    let a = format!("Sáng nay các đại biểu cùng nhau học tập {name} {{#x}}");
    let b = format!("Nhiều cuộc thi viết đã được mở ra khắp nơi để tìm hiểu {name} {{#y}}");
    assert!(pairs(&two_reports(&a, &b)).is_empty());
}

#[test]
fn a_pair_that_crosses_better_ones_goes() {
    let halves = [
        "các sở ngành cùng địa phương rà soát lại quy hoạch sử dụng đất ở ven sông trước mùa lũ hằng năm",
        "mỗi xã chọn một sản phẩm để xây dựng thương hiệu và đưa lên sàn giao dịch điện tử của tỉnh nhà",
    ];
    let one = |first: &str, last: &str| format!("{first}, đồng thời {} và {last}", halves[0]);
    let (x, y) =
        (one("Ngay từ đầu nhiệm kỳ", halves[1]), one("Bước sang năm cuối cùng", "giữ vững kỷ cương phép nước ở cơ sở"));
    let read = two_reports(&format!("{x} {{#x1}}\n\n{y} {{#x2}}"), &format!("{x} {{#y1}}\n\n{y} {{#y2}}"));
    let across: Vec<String> =
        pairs(&read).into_iter().filter(|pair| pair.starts_with('x') && pair.contains(" y")).collect();
    assert_eq!(across, ["x1 y1 same b", "x2 y2 same b"]);
}

/// Pairs of passages of one report with two pages.
fn pairs_in_one(front: &str, first: &[&str], second: &[&str]) -> usize {
    let page = |id: &str, texts: &[&str]| {
        let text: String = texts.iter().enumerate().map(|(at, text)| format!("{text} {{#{id}{at}}}\n\n")).collect();
        format!("---\ntitle: Kết quả {id}\nid: {id}\nlevel: 1\n---\n\n{text}")
    };
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: E\nlanguage: vi\n".to_owned()),
        ("content/_index.md", "---\ntitle: E\n---\n".to_owned()),
        ("content/a/_index.md", format!("---\ntitle: A\n{front}---\n")),
        ("content/a/p.md", page("p", first)),
        ("content/a/q.md", page("q", second)),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    read_and_link(&folder, &BuildOptions::default()).value.1.parallels.len()
}

#[test]
fn a_form_that_is_filled_twice_restates_nothing() {
    let text = "Nhập toàn bộ diện tích tự nhiên, quy mô dân số của các xã Thượng Lau và Hạ Lau thành xã mới, đặt trụ sở tại trung tâm cũ, giữ nguyên chợ, \
                bến đò và trường học của các xã trước khi nhập";
    let other = text.replace("Thượng Lau và Hạ Lau", "Phà Đông và Phà Tây");
    assert_eq!(pairs_in_one("", &[text], &[text]), 1, "said again");
    assert_eq!(pairs_in_one("", &[text], &[&other]), 0, "of other places");
    assert_eq!(pairs_in_one("document_kind: Nghị quyết\n", &[text], &[text]), 0, "norms");
    // Where things are counted up, few words are a form, and many are said again.
    let (short, _) = text.split_once(", giữ nguyên").expect("the text has that");
    for (words, pairs) in [(short, 0), (text, 1)] {
        let item = format!("- {words}");
        assert_eq!(pairs_in_one("", &[words, words], &[]), pairs, "in one section");
        assert_eq!(pairs_in_one("", &[&item], &[&item]), pairs, "lines of lists");
    }
}

#[test]
fn precise_figures_are_a_pair_in_whatever_words() {
    let told = "Cuối kỳ có 2.914 cơ sở còn mở cửa, hơn đầu kỳ 37,26 phần trăm, phần lớn ở bến chợ và hai bên đường đê.";
    let again = "Nhờ vậy số cơ sở đang hoạt động của cả huyện nay là 2.914, nghĩa là tăng 37,26 phần trăm.";
    let of = |a: &str, b: &str| pairs(&two_reports(&format!("{a} {{#x}}"), &format!("{b} {{#y}}")));
    assert_eq!(of(told, again), ["x y partial b"]);
    assert!(of(told, &again.replace("2.914", "2.950")).is_empty(), "one figure may be chance");
    let round = |text: &str| text.replace("2.914", "4.000").replace("37,26", "50");
    assert!(of(&round(told), &round(again)).is_empty());
    // Within one report, too, but no passage stands beside its own note.
    let read = two_reports(&format!("{told} {{#x}}\n\n{again} {{#y}}"), "Một câu khác. {#z}");
    assert_eq!(pairs(&read), ["x y partial"]);
    let read = two_reports(&format!("{told}[^1] {{#x}}\n\n[^1]: {again}"), "Một câu khác. {#z}");
    assert!(pairs(&read).is_empty());
}

#[test]
fn notes_that_list_the_same_documents_are_a_pair() {
    let list = "Nghị quyết số 16-NQ/TU, ngày 14/7/2023 về phát triển bến bãi của tỉnh đến năm 2030; Đề án số 07-ĐA/TU, ngày 14/7/2023 về dạy chữ cho dân chài";
    let of = |other: &str| {
        let a = format!("Lời thứ nhất. [^1] {{#x}}\n\n[^1]: {list}.");
        pairs(&two_reports(&a, &format!("Lời khác hẳn. [^2] {{#y}}\n\n[^2]: {other}.")))
    };
    let longer = format!(
        "Nghị quyết số 05-NQ/TU, ngày 02/3/2022 về trồng rừng ngập mặn và giữ đất bãi bồi ven sông của tỉnh; {list}"
    );
    assert_eq!(of(&longer).len(), 1, "{:?}", of(&longer));
    assert!(of(&longer.replace("16-NQ", "17-NQ")).is_empty(), "one document alone");
}
