//! The rewriters of `support::rewrite` do what they say, on a small text and on the real input.

use crate::support;
use crate::support::gold::Gold;
use crate::support::rewrite::{self, Kind};

const SMALL: &str = "\
### **I. Kết quả**

Đạt 23,9 m<sup>2</sup> sàn<sup>[1]</sup> và 4 km<sup>2</sup><sup>(2)</sup>; tăng<sup>3)</sup>.

<sup>[1]</sup> Một.

thêm.

<sup>(2)</sup>Hai 72m<sup>2</sup>.

[3] Ba.";

#[test]
fn finds_marks_definitions_and_units() {
    let kinds: Vec<_> = rewrite::labels(SMALL).iter().map(|label| (label.kind, label.number.clone())).collect();
    let expected = [
        (Kind::Unit, "2"),
        (Kind::Mark, "1"),
        (Kind::Unit, "2"),
        (Kind::Mark, "2"),
        (Kind::Mark, "3"),
        (Kind::Definition, "1"),
        (Kind::Definition, "2"),
        (Kind::Unit, "2"),
        (Kind::Definition, "3"),
    ];
    assert_eq!(kinds, expected.map(|(kind, number)| (kind, number.to_owned())));
}

#[test]
fn writes_other_styles() {
    assert_eq!(rewrite::crlf("a\n\nb"), "a\r\n\r\nb");
    assert_eq!(rewrite::bom("a"), "\u{feff}a");
    assert_eq!(rewrite::nfd("ế"), "e\u{302}\u{301}");
    assert!(rewrite::superscript_digits(SMALL).contains("23,9 m² sàn¹ và 4 km² ²; tăng³."));
    assert!(rewrite::superscript_digits(SMALL).contains("\n² Hai 72m².\n"));
    assert!(rewrite::bracket_notes(SMALL).contains("23,9 m<sup>2</sup> sàn[^1] và 4 km<sup>2</sup> [^2]; tăng[^3]."));
    assert!(rewrite::bracket_notes(SMALL).contains("\n[^2]: Hai 72m<sup>2</sup>.\n\n[^3]: Ba."));
    assert!(rewrite::plain_definitions(SMALL).contains("\n[1] Một.\n\nthêm.\n\n[2] Hai"));
    assert!(rewrite::plain_definitions(SMALL).contains("sàn<sup>[1]</sup>"));
    assert!(!rewrite::shuffled_headings(SMALL, 3).starts_with("### **I. Kết quả**\n"));
}

#[test]
fn makes_faults_and_tells_them() {
    let (text, faults) = rewrite::wrong_labels(SMALL, &[(1, 11)], 7);
    assert_eq!(faults.len(), 1);
    assert_ne!(text, SMALL);
    let (text, faults) = rewrite::missing_definitions(SMALL, &[(1, 11)], &[(5, 7)], 1);
    assert_eq!(faults.len(), 1);
    assert_eq!(text.split('\n').count(), 11);
    assert_eq!(text.contains("thêm."), faults[0].place != 1);
}

#[test]
fn knows_every_note_of_the_real_input() {
    let gold = Gold::read().unwrap();
    let Some(text) = support::real::text(&gold.file) else { return };
    let labels = rewrite::labels(&text);
    let lines_of = |kind| -> Vec<usize> { labels.iter().filter(|l| l.kind == kind).map(|l| l.line).collect() };
    let gold_lines = |pick: fn(&support::gold::Reference) -> usize| -> Vec<usize> {
        gold.reports.iter().flat_map(|report| report.references.iter().map(pick)).collect()
    };
    assert_eq!(lines_of(Kind::Mark), gold_lines(|reference| reference.0));
    assert_eq!(lines_of(Kind::Definition), gold_lines(|reference| reference.3));
    assert_eq!(lines_of(Kind::Unit), gold.units);

    let reports = gold.report_lines();
    let (wrong, faults) = rewrite::wrong_labels(&text, &reports, 1);
    assert_eq!(faults.len(), 44);
    let changed = text.split('\n').zip(wrong.split('\n')).filter(|(a, b)| a != b).count();
    assert!((30..=44).contains(&changed), "{changed} lines changed");
    let (missing, faults) = rewrite::missing_definitions(&text, &reports, &gold.note_continuations(), 1);
    assert_eq!(faults.len(), 22);
    assert_eq!(missing.split('\n').count(), text.split('\n').count());
}
