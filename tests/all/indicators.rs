//! Indicators of the real input against what a person read in it (`indicators.gold.yaml`: the numbered target lists;
//! `indicators.sample.yaml`: running text), of a report of our own in other words and units (`indicators/`), and every
//! figure's place on its page. The tests on the real input are skipped, and said to be, where it is absent.

#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support;
use crate::support::real::edition_of;
use ibid::import::import;
use ibid::model::indicator::Indicator;
use ibid::model::report::Report;
use ibid::pipeline::{BuildOptions, build};
use ibid::source::Source;
use ibid::text::{fold, fold_space};
use ibid::tree::FileTree;
use serde::Deserialize;

/// One reading, or several that the text allows.
#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum Any {
    One(String),
    Several(Vec<String>),
}

impl Any {
    fn has(&self, test: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::One(text) => test(text),
            Self::Several(texts) => texts.iter().any(|text| test(text)),
        }
    }
}

#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum Value {
    One(f64),
    Range([f64; 2]),
}

/// A figure as a person read it; what is left out was not asked.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Read {
    line: usize,
    value: Value,
    #[serde(default)]
    op: Option<String>,
    unit: Any,
    #[serde(default)]
    period: Option<Any>,
    #[serde(default)]
    kind: Option<Any>,
    #[serde(default)]
    name: Option<Any>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    file: String,
    lists: Vec<(usize, usize)>,
    figures: Vec<Read>,
}

/// A figure that import proposed, and the source lines of its place.
#[derive(Clone)]
struct Proposed {
    lines: Vec<(usize, usize)>,
    figure: Indicator,
}

impl Proposed {
    fn is_at(&self, line: usize) -> bool {
        self.lines.iter().any(|(from, to)| (*from..=*to).contains(&line))
    }

    fn is_within(&self, range: (usize, usize)) -> bool {
        self.lines.first().is_some_and(|(from, _)| (range.0..=range.1).contains(from))
    }

    fn shown(&self) -> String {
        let figure = &self.figure;
        let (low, high) = figure.bounds().unwrap_or_default();
        let value = if low < high { format!("{low}..{high}") } else { low.to_string() };
        let line = self.lines.first().map_or(0, |lines| lines.0);
        let period = figure.period.as_deref().unwrap_or("-");
        format!(
            "{line}\t{}\t{}{value}\t{}\t{period}\t{}",
            figure.name,
            figure.op.sign(),
            figure.unit,
            figure.kind.name()
        )
    }
}

fn proposed(name: &str, text: &str) -> Vec<Proposed> {
    let source = Source::from_bytes(name, text.as_bytes()).expect("the input is text");
    import(&source).value.reports.iter().flat_map(of_report).collect()
}

fn of_report(report: &Report) -> Vec<Proposed> {
    let place = |figure: &Indicator| match figure.note() {
        Some(label) => report.notes.iter().find(|note| note.number.to_string() == label).map(|note| note.lines.clone()),
        None => report.blocks.iter().find(|block| block.id == figure.at).map(|block| block.lines.clone()),
    };
    let figures = report.indicators.iter();
    figures.map(|figure| Proposed { lines: place(figure).unwrap_or_default(), figure: figure.clone() }).collect()
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A name has the words of the other, give or take a fifth.
fn same_name(wanted: &str, found: &str) -> bool {
    let (wanted, found) = (words(wanted), words(found));
    let lacks = |a: &[String], b: &[String]| a.iter().filter(|word| !b.contains(word)).count();
    (lacks(&wanted, &found) + lacks(&found, &wanted)) * 5 <= wanted.len().max(5)
}

fn same_unit(wanted: &str, found: &str) -> bool {
    fold_space(&fold(wanted)) == fold_space(&fold(found))
}

impl Read {
    fn shown(&self) -> String {
        let value = match self.value {
            Value::One(value) => value.to_string(),
            Value::Range([low, high]) => format!("{low}..{high}"),
        };
        let name = self.name.as_ref().map_or("", |name| match name {
            Any::One(name) => name,
            Any::Several(names) => names.first().map_or("", String::as_str),
        });
        format!("{}\t{name}\t{value}", self.line)
    }

    fn has_value(&self, figure: &Indicator) -> bool {
        let wanted = match self.value {
            Value::One(value) => (value, value),
            Value::Range([low, high]) => (low, high),
        };
        figure.bounds().is_some_and(|(low, high)| (low - wanted.0).abs() < 1e-9 && (high - wanted.1).abs() < 1e-9)
    }

    /// What is not as a person read it.
    fn faults(&self, figure: &Indicator) -> Vec<&'static str> {
        let mut faults = Vec::new();
        let mut say = |what: &'static str, right: bool| {
            if !right {
                faults.push(what);
            }
        };
        say("unit", self.unit.has(|unit| same_unit(unit, &figure.unit)));
        let period = figure.period.as_deref().unwrap_or("");
        say("period", self.period.as_ref().is_none_or(|any| any.has(|wanted| wanted == period)));
        say("kind", self.kind.as_ref().is_none_or(|any| any.has(|wanted| wanted == figure.kind.name())));
        say("name", self.name.as_ref().is_none_or(|any| any.has(|wanted| same_name(wanted, &figure.name))));
        say("bound", self.op.as_deref().is_none_or(|op| op == figure.op.sign()));
        faults
    }
}

/// How many of the figures that a person read were found, and how many of those that were found are right.
#[derive(Debug, Default)]
struct Score {
    wanted: usize,
    found: usize,
    right: usize,
    proposed: usize,
}

impl Score {
    fn share(part: usize, whole: usize) -> f64 {
        100.0 * f64::from(u32::try_from(part).unwrap_or(0)) / f64::from(u32::try_from(whole.max(1)).unwrap_or(1))
    }
    fn recall(&self) -> f64 {
        Self::share(self.found, self.wanted)
    }
    fn rightness(&self) -> f64 {
        Self::share(self.right, self.wanted)
    }
    fn precision(&self) -> f64 {
        Self::share(self.right, self.proposed)
    }
}

/// Pairs figures that were read with those that were proposed: of those with the value, the one with the fewest faults.
fn score(read: &[Read], proposed: &[Proposed]) -> Score {
    let mut score = Score { wanted: read.len(), proposed: proposed.len(), ..Score::default() };
    let mut free: BTreeSet<usize> = (0..proposed.len()).collect();
    let mut order: Vec<(usize, usize, usize)> = Vec::new();
    for (at, one) in read.iter().enumerate() {
        let fits = |place: &&usize| proposed[**place].is_at(one.line) && one.has_value(&proposed[**place].figure);
        order.extend(free.iter().filter(fits).map(|place| (one.faults(&proposed[*place].figure).len(), at, *place)));
    }
    order.sort_unstable();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for (_, at, place) in order {
        if done.contains(&at) || !free.remove(&place) {
            continue;
        }
        done.insert(at);
        score.found += 1;
        let faults = read[at].faults(&proposed[place].figure);
        if faults.is_empty() {
            score.right += 1;
        } else {
            println!("{}: {}\t({})", faults.join(", "), proposed[place].shown(), read[at].shown());
        }
    }
    for (_, one) in read.iter().enumerate().filter(|(at, _)| !done.contains(at)) {
        println!("missed: {}", one.shown());
    }
    free.into_iter().for_each(|place| println!("beyond: {}", proposed[place].shown()));
    score
}

#[test]
fn the_target_lists_of_the_real_input() {
    let gold: Gold = serde_yaml::from_str(include_str!("../indicators.gold.yaml")).expect("the gold reads");
    let Some(text) = support::real::text(&gold.file) else { return };
    let mut all = proposed(&gold.file, &text);
    all.retain(|one| gold.lists.iter().any(|range| one.is_within(*range)));
    let score = score(&gold.figures, &all);
    println!(
        "{score:?}: found {:.1}, right {:.1}, precision {:.1}",
        score.recall(),
        score.rightness(),
        score.precision()
    );
    assert!(score.found == score.wanted, "every figure is found: {score:?}");
    assert!(score.rightness() >= 95.0, "{score:?}");
    assert!(score.precision() >= 95.0, "{score:?}");
}

/// Prints what import proposes for the file that `IBID_DUMP` names, to read and to judge.
#[test]
#[ignore = "a listing for people"]
fn listing() {
    let Some(path) = std::env::var_os("IBID_DUMP") else { return };
    let text = std::fs::read_to_string(path).expect("a file");
    for one in proposed("source.md", &text) {
        println!("{}\t{}", one.shown(), one.figure.quote);
    }
}

/// Scores the reports that `IBID_TRIAL` names (paths without `.md` and `.gold.yaml`), in the form of `indicators/`.
#[test]
#[ignore = "a trial for people"]
fn trial() {
    let Ok(stems) = std::env::var("IBID_TRIAL") else { return };
    for stem in stems.split_whitespace() {
        println!("== {stem}");
        let read = |end: &str| std::fs::read_to_string(format!("{stem}{end}")).expect("a file");
        let _scores = scores_of_our_own(stem, (&read(".gold.yaml"), &read(".md")));
    }
}

/// Every link to the words of a figure leads to them.
fn assert_figures_are_marked(site: &FileTree) -> usize {
    let text = |path: &str| site.text(path).unwrap_or_default();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut count = 0;
    let mut dead = Vec::new();
    for (path, _) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        for part in text(path).split("href=\"").skip(1) {
            let href = part.split('"').next().unwrap_or_default();
            let Some((file, id)) = href.split_once('#').filter(|(_, id)| id.starts_with("fig-")) else { continue };
            let file = match file.strip_prefix("../") {
                Some(file) => file.to_owned(),
                None if file.is_empty() => path.to_owned(),
                None => format!("{folder}{file}"),
            };
            count += 1;
            let page = seen.entry(file.clone()).or_insert_with(|| text(&file).to_owned());
            if page.matches(&format!(" id=\"{id}\"")).count() != 1 {
                dead.push(format!("{path}: {file}#{id}"));
            }
        }
    }
    dead.sort();
    dead.dedup();
    assert!(dead.is_empty(), "{} of {count} lead to no words:\n{}", dead.len(), dead.join("\n"));
    count
}

#[test]
fn every_figure_of_the_real_edition_is_marked_on_its_page() {
    let gold: Gold = serde_yaml::from_str(include_str!("../indicators.gold.yaml")).expect("the gold reads");
    let Some(folder) = support::real::folder_of(&gold.file) else { return };
    let site = build(&folder, &BuildOptions::default()).value;
    let count = assert_figures_are_marked(&site);
    assert!(count > 3000, "{count} links");
    let comparison = site.text("comparison.html").expect("a comparison");
    // Rows that set two places or more side by side, without any names by the editor.
    let rows: Vec<&str> =
        comparison.split("<tr id=").skip(1).filter(|row| row.matches("<td><ul>").count() > 1).collect();
    assert!(rows.len() >= 35, "{} rows", rows.len());
    let core = comparison.split("<details class=\"more\"").next().unwrap_or_default();
    for row in [
        "grdp-growth-term",
        "grdp",
        "grdp-per-head",
        "investment-term",
        "poverty-rate",
        "health-insurance",
        "doctors",
        "beds",
    ] {
        assert!(core.contains(&format!("<tr id=\"{row}\"")), "{row} is not compared");
    }
}

#[test]
fn every_figure_of_the_shipped_edition_is_marked_on_its_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folder = FileTree::new();
    for name in ["content", "edition.yaml"] {
        for entry in walkdir::WalkDir::new(root.join(name)).into_iter().filter_map(Result::ok) {
            let path = entry.path().strip_prefix(root).expect("below its root").to_string_lossy().into_owned();
            if entry.file_type().is_file() {
                folder.insert(path, std::fs::read(entry.path()).expect("a file")).expect("a path inside");
            }
        }
    }
    assert!(assert_figures_are_marked(&build(&folder, &BuildOptions::default()).value) > 100);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Samples {
    file: String,
    first: Vec<Read>,
    second: Vec<Read>,
    third: Vec<Read>,
}

/// Running text, by value and unit.
#[test]
fn samples_of_the_real_inputs_running_text() {
    let samples: Samples = serde_yaml::from_str(include_str!("../indicators.sample.yaml")).expect("the samples read");
    let Some(text) = support::real::text(&samples.file) else { return };
    let all = proposed(&samples.file, &text);
    for (name, mut sample, least) in
        [("first", samples.first, 90.0), ("second", samples.second, 90.0), ("third", samples.third, 90.0)]
    {
        let lines: BTreeSet<usize> = sample.iter().map(|one| one.line).collect();
        for one in &mut sample {
            (one.name, one.op) = (None, None);
        }
        let mut all = all.clone();
        all.retain(|one| lines.iter().any(|line| one.is_at(*line)));
        let score = score(&sample, &all);
        println!("{name} {score:?}: with value {:.1}, with unit {:.1}", score.recall(), score.rightness());
        assert!(score.rightness() >= least, "{name}: {score:?}");
    }
}

/// Whether a name has the head of another (a name begins with it) and half of its words.
fn names_the_same(judged: &str, found: &str) -> bool {
    let (judged, found) = (words(judged), words(found));
    let kept = judged.iter().filter(|word| found.contains(word)).count();
    judged.first().is_some_and(|head| found.contains(head)) && kept * 2 >= judged.len()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgments {
    file: String,
    judged: Vec<Judged>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    line: usize,
    low: f64,
    unit: String,
    name: String,
    #[serde(default)]
    fault: Option<String>,
}

/// Precision in running text: a drawn figure keeps its judgment as long as import proposes it with the same value and unit at
/// the same place, and a name that a reader takes for the same: with its head, and half of its words. A fault that was found in
/// a name is the fault of that name alone.
#[test]
fn a_hundred_drawn_figures_of_the_real_input() {
    let judgments: Judgments = serde_yaml::from_str(include_str!("../indicators.judged.yaml")).expect("the file reads");
    let Some(text) = support::real::text(&judgments.file) else { return };
    let all = proposed(&judgments.file, &text);
    let stands = |one: &&Judged| {
        all.iter().any(|found| {
            let low = found.figure.bounds().map_or(0.0, |(low, _)| low);
            found.is_at(one.line)
                && (low - one.low).abs() < 1e-9
                && found.figure.unit == one.unit
                && match &one.fault {
                    Some(_) => found.figure.name == one.name,
                    None => names_the_same(&one.name, &found.figure.name),
                }
        })
    };
    let standing: Vec<&Judged> = judgments.judged.iter().filter(stands).collect();
    let with = |faults: &[&str]| {
        standing.iter().filter(|one| one.fault.as_deref().is_some_and(|fault| faults.contains(&fault))).count()
    };
    let whole = standing.len();
    let (values, any) = (with(&["value"]), with(&["value", "name", "period"]));
    println!("{whole} of 100 stand; {values} with a wrong value, {any} with any fault");
    assert!(whole >= 88, "{whole} stand: judge the new names, then write them down");
    assert!(Score::share(whole - values, whole) >= 95.0);
    assert!(Score::share(whole - any, whole) >= 90.0);
}

/// Reports of our own, each read by its author before import was: another province (`own.md`), a company's year in other
/// units, words and matters (`own2.md`), a district's half-year with plans in brackets and a scan's faults (`own3.md`), and a province's
/// programme with a note, a page break and a list under years that a line announces (`own4.md`).
#[test]
fn reports_of_our_own() {
    let own = (include_str!("../indicators/own.gold.yaml"), include_str!("../indicators/own.md"));
    let company = (include_str!("../indicators/own2.gold.yaml"), include_str!("../indicators/own2.md"));
    report_of_our_own("own", own, 95.0, 90.0);
    let district = (include_str!("../indicators/own3.gold.yaml"), include_str!("../indicators/own3.md"));
    let programme = (include_str!("../indicators/own4.gold.yaml"), include_str!("../indicators/own4.md"));
    report_of_our_own("own2", company, 90.0, 90.0);
    report_of_our_own("own3", district, 95.0, 95.0);
    report_of_our_own("own4", programme, 90.0, 95.0);
}

fn report_of_our_own(name: &str, files: (&str, &str), least_list: f64, least_text: f64) {
    let [list, text] = scores_of_our_own(name, files);
    let asked = [("list", list, least_list), ("text", text, least_text)];
    for (what, score, least) in asked.into_iter().filter(|(_, score, _)| score.wanted > 0) {
        assert!(score.recall() >= least && score.precision() >= least, "{name} {what}: {score:?}");
    }
}

/// The scores of the list and of the running text of a report; what no figure was read of is not scored.
fn scores_of_our_own(name: &str, (gold, text): (&str, &str)) -> [Score; 2] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Own {
        list: Vec<Read>,
        text: Vec<Read>,
    }
    let own: Own = serde_yaml::from_str(gold).expect("the gold reads");
    let all = proposed(&format!("{name}.md"), text);
    [("list", &own.list), ("text", &own.text)].map(|(what, read)| {
        let of: Vec<Proposed> =
            all.iter().filter(|one| read.iter().any(|read| one.is_at(read.line))).cloned().collect();
        let score = score(read, &of);
        println!(
            "{name} {what} {score:?}: {:.1} found, {:.1} right, {:.1} precise",
            score.recall(),
            score.rightness(),
            score.precision()
        );
        score
    })
}

/// The rows of a table after RFC 4180.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = csv.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => field.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            sign => field.push(sign),
        }
    }
    assert!(field.is_empty() && row.is_empty() && !quoted, "the table ends within a row");
    rows
}

/// What a Frictionless validator asks of a package: every table has the columns that its schema names, of their types, with
/// what they require, and no key twice.
#[test]
fn the_data_package_describes_its_tables() {
    let text = include_str!("../indicators/own.md");
    let cited = text.replace("giữ đà phục hồi", "theo Nghị quyết số 19-NQ/TU ngày 05/3/2021, giữ đà phục hồi");
    let site = build(&edition_of("own.md", &cited, ""), &BuildOptions::default()).value;
    let package: serde_json::Value =
        serde_json::from_str(site.text("data/datapackage.json").expect("a package")).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    let names: Vec<&str> = resources.iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["indicators", "documents"]);
    for resource in resources {
        let path = format!("data/{}", resource["path"].as_str().expect("a path"));
        let table = rows(site.text(&path).expect("the table"));
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let head: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(table[0], head, "{path}");
        assert!(table.len() > 1, "{path} is empty");
        let mut keys = BTreeSet::new();
        for row in &table[1..] {
            assert_eq!(row.len(), head.len(), "{path}: {row:?}");
            for (field, value) in fields.iter().zip(row) {
                let constraints = &field["constraints"];
                assert!(!value.is_empty() || constraints["required"] != true, "{path}: {field} in {row:?}");
                let right = match field["type"].as_str() {
                    _ if value.is_empty() => true,
                    Some("number") => value.parse::<f64>().is_ok(),
                    Some("integer") => value.parse::<i64>().is_ok(),
                    Some("string") => constraints["enum"]
                        .as_array()
                        .is_none_or(|list| list.iter().any(|one| one.as_str() == Some(value.as_str()))),
                    _ => false,
                };
                assert!(right, "{path}: “{value}” for {field}");
            }
            let key = resource["schema"]["primaryKey"].as_array().expect("a key");
            let key: Vec<&str> = key
                .iter()
                .filter_map(|name| row.get(head.iter().position(|one| Some(*one) == name.as_str())?))
                .map(String::as_str)
                .collect();
            assert!(keys.insert(key.join("\u{1f}")), "{path}: the key {key:?} twice");
        }
    }
}
