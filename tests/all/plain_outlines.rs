//! Outlines of plain text: small sources of our own in the layouts that converters give, `tests/outlines/*.txt`.
//!
//! A file: a language; the source, in which `@5` stands for running text that fills five lines and `^L` for a form feed;
//! a line with a dot; the outline as a reader has it, two spaces a level, `number | title`. A line after `?` may be a
//! heading or not. `IBID_OUTLINE_VERBOSE=1` prints each miss, `IBID_OUTLINE_ONLY=minutes` measures one file.
#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use ibid::diagnostic::Diagnostic;
use ibid::import::import;
use ibid::model::report::Report;
use ibid::source::Source;
use ibid::text::{fold, words};

/// Three parts of sentences of our own a language; their counts share no factor, so that few sentences come twice.
type Parts = ([&'static str; 4], [&'static str; 7], [&'static str; 5]);

const SENTENCES: [(&str, Parts); 5] = [
    (
        "en",
        (
            ["In the spring of 2021", "According to the ledgers", "After the flood", "For want of a second crew"],
            [
                "two of the depots kept no list of what they lend",
                "the Board spent less on paint than its neighbours",
                "staff were told of the new rules too late in the season",
                "nobody could say who had signed the order",
                "the southern bridge stayed closed for 14 weeks",
                "most of those asked would keep the present fees",
                "the stores of three offices were counted twice",
            ],
            [
                "although the copy bears a stamp",
                "which the panel regards as a risk",
                "while the northern districts saw no change",
                "and the figures for the year are lower",
                "because the keys had been lost",
            ],
        ),
    ),
    (
        "vi",
        (
            ["Trong quý I năm 2024", "Theo sổ sách của các xã", "Sau đợt nước lên", "Do thiếu thợ"],
            [
                "hai bến đò chưa được sửa xong",
                "sản lượng cá nuôi tăng 4,2% so với cùng kỳ",
                "phần lớn các hộ đồng ý góp công làm đường",
                "toàn huyện có thêm 9 tổ thợ mộc",
                "đường vào chợ cũ được rải nhựa",
                "cán bộ đi học nghề đã về nhận việc",
                "ba trạm bơm phải dừng để thay máy",
            ],
            [
                "tuy còn chậm so với kế hoạch",
                "góp phần ổn định đời sống của nhân dân",
                "trong khi các xã ven sông không đổi",
                "và được huyện ghi nhận",
                "nhất là ở những thôn xa trung tâm",
            ],
        ),
    ),
    (
        "de",
        (
            ["Im Frühjahr 2021", "Nach den Büchern der Ämter", "Seit dem Hochwasser", "Mangels einer zweiten Kolonne"],
            [
                "führten zwei Werke kein Verzeichnis ihrer Brunnen",
                "wurde weniger Farbe gekauft als in den Nachbarorten",
                "erfuhren die Leute zu spät von den neuen Regeln",
                "konnte niemand sagen, wer den Auftrag erteilt hat",
                "blieb die südliche Brücke 14 Wochen lang gesperrt",
                "wollten die meisten Befragten die Gebühren behalten",
                "wurden die Lager dreier Ämter zweimal gezählt",
            ],
            [
                "obwohl die Kopie einen Stempel trägt",
                "was die Prüfer als Wagnis ansehen",
                "während sich im Norden nichts geändert hat",
                "und die Zahlen des Jahres sind niedriger",
                "weil die Schlüssel verloren waren",
            ],
        ),
    ),
    (
        "fr",
        (
            ["Au printemps 2021", "Selon les registres", "Depuis la crue", "Faute d'une seconde équipe"],
            [
                "deux dépôts ne tenaient aucun inventaire",
                "la régie a acheté moins de peinture que ses voisines",
                "les agents ont appris trop tard les nouvelles règles",
                "nul n'a pu dire qui avait signé la commande",
                "le pont du sud est resté fermé pendant 14 semaines",
                "la plupart des usagers garderaient les tarifs actuels",
                "les réserves de trois bureaux ont été comptées deux fois",
            ],
            [
                "bien que la copie porte un cachet",
                "ce que la chambre regarde comme un risque",
                "alors que rien n'a changé dans le nord",
                "et les chiffres de l'année sont plus bas",
                "parce que les clés étaient perdues",
            ],
        ),
    ),
    (
        "es",
        (
            ["En la primavera de 2021", "Según los registros", "Desde la riada", "A falta de una segunda cuadrilla"],
            [
                "dos almacenes no llevaban ningún inventario",
                "los puertos compraron menos pintura que sus vecinos",
                "el personal conoció tarde las nuevas normas",
                "nadie supo decir quién firmó el pedido",
                "el puente del sur estuvo cerrado 14 semanas",
                "la mayoría mantendría las tasas actuales",
                "las existencias de tres oficinas se contaron dos veces",
            ],
            [
                "aunque la copia lleva un sello",
                "lo que el tribunal considera un riesgo",
                "mientras que en el norte nada cambió",
                "y las cifras del año son más bajas",
                "porque se habían perdido las llaves",
            ],
        ),
    ),
];

/// The sentence of a number.
fn sentence((first, second, third): &Parts, number: usize) -> String {
    let comma = if number.is_multiple_of(3) { "," } else { "" };
    let (a, b, c) = (first[number % first.len()], second[number % second.len()], third[number % third.len()]);
    format!("{a}{comma} {b}, {c}.")
}

/// The width of running text.
const WIDTH: usize = 78;

/// One file.
struct Case {
    name: String,
    source: Source,
    wanted: Vec<Line>,
}

/// A heading of an outline: the words of its number and title, and those of its parent.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    words: String,
    printed: String,
    parent: Option<usize>,
    is_optional: bool,
}

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Score {
    headings: usize,
    found: usize,
    parents: usize,
    wrong: usize,
    silent: usize,
}

fn cases() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/outlines");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok).collect();
    files.sort_by_key(std::fs::DirEntry::path);
    files.iter().map(|file| case(&file.path())).collect()
}

fn case(path: &Path) -> Case {
    let text = std::fs::read_to_string(path).expect("a text file");
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (lang, rest) = text.split_once('\n').expect("a language");
    let (source, outline) = rest.split_once("\n.\n").expect("a line with a dot");
    let (_, sentences) = SENTENCES.iter().find(|(code, _)| *code == lang).expect("a known language");
    let mut next = 0;
    let filled: Vec<String> = source.lines().map(|line| filled(line, sentences, &mut next)).collect();
    Case {
        source: Source {
            name: format!("{name}.txt"),
            text: filled.join("\n").replace("^L", "\u{c}") + "\n",
            ..Source::default()
        },
        wanted: wanted(outline),
        name,
    }
}

/// A line with its `@5` as running text.
fn filled(line: &str, sentences: &Parts, next: &mut usize) -> String {
    let Some((before, after)) = line.split_once('@') else { return line.to_owned() };
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    let (Ok(lines), after) = (after[..digits].parse::<usize>(), &after[digits..]) else { return line.to_owned() };
    let mut text = before.to_owned();
    let mut column = before.chars().count();
    let mut full = 1;
    while full < lines || column < WIDTH / 2 {
        for word in sentence(sentences, *next).split(' ') {
            let length = word.chars().count();
            if column + length + 1 > WIDTH {
                text.push('\n');
                (column, full) = (0, full + 1);
            } else if column > 0 && !text.ends_with([' ', '\n']) {
                text.push(' ');
                column += 1;
            }
            text.push_str(word);
            column += length;
        }
        *next += 1;
    }
    text + after
}

fn key(text: &str) -> String {
    words(&fold(text)).collect()
}

fn wanted(outline: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut path: Vec<usize> = Vec::new();
    for line in outline.lines().filter(|line| !line.trim().is_empty()) {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let printed = line.trim();
        let (is_optional, printed) = printed.strip_prefix("? ").map_or((false, printed), |rest| (true, rest));
        path.truncate(depth);
        let parent = path.last().copied();
        path.push(lines.len());
        lines.push(Line { words: key(printed), printed: printed.to_owned(), parent, is_optional });
    }
    lines
}

fn found(report: &Report) -> Vec<Line> {
    let printed = |section: &ibid::model::report::Section| {
        let (label, number) = (section.label.as_deref().unwrap_or_default(), section.number.as_deref());
        format!("{label} {} {}", number.unwrap_or_default(), section.title).trim().to_owned()
    };
    let line = |section| {
        let printed = printed(section);
        Line { words: key(&printed), printed, parent: section.parent, is_optional: false }
    };
    report.sections.iter().map(line).collect()
}

/// For each heading wanted, the one found: as many as can be paired in order.
fn paired(wanted: &[Line], found: &[Line]) -> Vec<Option<usize>> {
    let mut best = vec![vec![0usize; found.len() + 1]; wanted.len() + 1];
    for i in (0..wanted.len()).rev() {
        for j in (0..found.len()).rev() {
            let both = usize::from(wanted[i].words == found[j].words) + best[i + 1][j + 1];
            best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = vec![None; wanted.len()];
    while i < wanted.len() && j < found.len() {
        if wanted[i].words == found[j].words && best[i][j] == best[i + 1][j + 1] + 1 {
            pairs[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn measure(case: &Case, misses: &mut String) -> Score {
    let checked = import(&case.source);
    let found: Vec<Line> = checked.value.reports.iter().flat_map(found).collect();
    let pairs = paired(&case.wanted, &found);
    let mut score = Score::default();
    for (line, pair) in case.wanted.iter().zip(&pairs).filter(|(line, _)| !line.is_optional) {
        score.headings += 1;
        let Some(at) = pair else {
            let told = is_told(&case.source, &line.words, &checked.diagnostics);
            score.silent += usize::from(!told);
            let _ = writeln!(misses, "  not found, {}: {}", if told { "told" } else { "silent" }, line.printed);
            continue;
        };
        score.found += 1;
        let parent = found[*at].parent;
        if parent == line.parent.and_then(|parent| pairs[parent]) && (parent.is_some() || line.parent.is_none()) {
            score.parents += 1;
        } else {
            let under = parent.map_or("nothing", |parent| found[parent].printed.as_str());
            let _ = writeln!(misses, "  under {under:?}: {}", line.printed);
        }
    }
    let used: HashSet<usize> = pairs.iter().flatten().copied().collect();
    for (_, line) in found.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        score.wrong += 1;
        let _ = writeln!(misses, "  false: {}", line.printed);
    }
    score
}

/// Whether a diagnostic names a line that begins a heading.
fn is_told(source: &Source, words: &str, diagnostics: &[Diagnostic]) -> bool {
    let is_opening = |line: &str| !key(line).is_empty() && words.starts_with(&key(line));
    let lines = source.lines().filter(|(_, line)| is_opening(line)).map(|(number, _)| number);
    let about = |diagnostic: &&Diagnostic| ["heading-doubtful", "outline-gap"].contains(&diagnostic.code);
    let names = |message: &str, line: usize| {
        message.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.parse() == Ok(line))
    };
    lines.into_iter().any(|line| {
        diagnostics.iter().filter(about).any(|diagnostic| {
            names(&diagnostic.message.to_string(), line)
                || diagnostic.span.as_ref().is_some_and(|span| span.line == line)
        })
    })
}

#[test]
fn outlines_of_plain_text() {
    let only = std::env::var("IBID_OUTLINE_ONLY").unwrap_or_default();
    let is_verbose = std::env::var_os("IBID_OUTLINE_VERBOSE").is_some();
    let mut all = Score::default();
    for case in cases().iter().filter(|case| case.name.contains(&only)) {
        let mut misses = String::new();
        let score = measure(case, &mut misses);
        println!(
            "{}: headings {}/{}, parents {}, false {}, silent {}",
            case.name, score.found, score.headings, score.parents, score.wrong, score.silent
        );
        if is_verbose {
            print!("{misses}");
        }
        all.headings += score.headings;
        all.found += score.found;
        all.parents += score.parents;
        all.wrong += score.wrong;
        all.silent += score.silent;
    }
    println!("{all:?}");
    if only.is_empty() {
        let floors = Score { headings: 267, found: 266, parents: 265, wrong: 1, silent: 2 };
        assert!(all.found >= floors.found && all.parents >= floors.parents, "{all:?}, the floors are {floors:?}");
        assert!(all.wrong <= floors.wrong && all.silent <= floors.silent, "{all:?}, the floors are {floors:?}");
    }
}
