//! Proofreading: what looks misread in the real input, in the shipped edition, and in a text of our own with planted faults.

#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

use std::path::Path;

use crate::support;
use crate::support::real::edition_of;
use ibid::check::proof::{PROPOSED, Suspicion, proofread};
use ibid::model::edition::Edition;
use ibid::model::page::Element;
use ibid::tree::FileTree;
use serde::Deserialize;

/// The line of the source that a suspicion came from, or at least its paragraph.
fn source_line(edition: &Edition, one: &Suspicion) -> usize {
    let report = edition.reports.iter().find(|report| report.all_pages().any(|page| page.path == one.page));
    let Some(report) = report else { return 0 };
    let Some(at) = one.at.as_deref() else {
        let page = report.all_pages().find(|page| page.path == one.page);
        let elements = page.map_or(&[][..], |page| page.elements.as_slice());
        let heading = elements.iter().find_map(|element| match element {
            Element::Heading(heading) if heading.range.contains(&one.range.start) => Some(&heading.id),
            _ => None,
        });
        return heading.and_then(|id| report.record.sections.get(id)).copied().unwrap_or_default();
    };
    let lines = match at.strip_prefix('^') {
        Some(label) => report.record.notes.get(label).and_then(|note| note.lines.first().copied()),
        None => report.record.blocks.get(at).and_then(|lines| lines.first().copied()),
    };
    lines.map_or(0, |lines| lines.0)
}

fn suspicions(folder: &FileTree) -> Vec<Suspicion> {
    proofread(&ibid::edition::read(folder).value)
}

/// Prints what looks misread in the file that `IBID_DUMP` names.
#[test]
#[ignore = "a listing for people"]
fn listing() {
    let Some(path) = std::env::var_os("IBID_DUMP") else { return };
    let text = std::fs::read_to_string(path).expect("a file");
    let folder = edition_of("source.md", &text, "");
    for one in suspicions(&folder) {
        let page = folder.text(&one.page).unwrap_or_default();
        let cut = |at: usize| (0..=at).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
        let around =
            page[cut(one.range.start.saturating_sub(60))..cut((one.range.end + 60).min(page.len()))].to_owned();
        let line = source_line(&ibid::edition::read(&folder).value, &one);
        println!(
            "{line}\t{:.3}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            one.confidence,
            one.code,
            one.page,
            one.at.as_deref().unwrap_or("-"),
            one.word,
            one.quote,
            one.read.as_deref().unwrap_or("-"),
            around.replace('\n', " ")
        );
    }
}

/// An edition on the disk: what is in `content/` and its configuration.
fn read_folder(root: &Path) -> FileTree {
    let mut folder = FileTree::new();
    for name in ["content", "edition.yaml"] {
        for entry in walkdir::WalkDir::new(root.join(name)).into_iter().filter_map(Result::ok) {
            let path = entry.path().strip_prefix(root).expect("below its root").to_string_lossy().into_owned();
            if entry.file_type().is_file() {
                folder.insert(path, std::fs::read(entry.path()).expect("a file")).expect("a path inside");
            }
        }
    }
    folder
}

#[test]
fn the_shipped_edition_is_nearly_silent() {
    let folder = read_folder(Path::new(env!("CARGO_MANIFEST_DIR")));
    let found = suspicions(&folder);
    for one in &found {
        println!("{:.2} {} {} {:?} -> {:?}", one.confidence, one.code, one.page, one.quote, one.read);
    }
    assert!(found.len() <= 5, "{}", found.len());
}

#[test]
fn what_an_ocr_doubted_is_suspected_sooner() {
    let text = "# BÁO CÁO\n\n## I. KẾT QUẢ\n\nBan lâm ngiệp họp bàn việc giữ rừng.\n\nNgười dân côngtrình đều vui.\n";
    let mut folder = edition_of("bao-cao.md", text, "");
    let find = |folder: &FileTree| {
        suspicions(folder).into_iter().find(|one| one.at.is_some() && one.confidence < 0.85).expect("a suspicion")
    };
    let before = find(&folder);
    let path = format!("{}/_import.yaml", before.page.rsplit_once('/').expect("a folder").0);
    let at = before.at.clone().unwrap_or_default();
    let record = folder.text(&path).expect("a record").to_owned();
    let doubted = format!("{record}doubtful:\n  \"{at}\": [\"{},\"]\n", before.word.to_uppercase());
    folder.insert(path, doubted).expect("a path inside");
    let all = suspicions(&folder);
    let now = all.iter().find(|one| one.at == before.at && one.word == before.word).expect("the same suspicion");
    assert!((now.confidence - before.confidence - 0.15).abs() < 1e-9, "{} {}", now.confidence, before.confidence);
}

#[test]
fn what_the_editor_accepts_is_not_told_of() {
    let mut folder = edition_of("own.md", include_str!("../proof/own.md"), "");
    let told = |folder: &FileTree| -> Vec<String> { suspicions(folder).into_iter().map(|one| one.word).collect() };
    let before = told(&folder);
    let (word, other) = (before.first().expect("a suspicion"), before.last().expect("another one"));
    assert_ne!(word, other);
    let config = folder.text("edition.yaml").expect("a configuration").to_owned();
    let accept = |folder: &mut FileTree, words: &str| {
        folder.insert("edition.yaml", format!("{config}\naccepted: [\"{words}\"]\n")).expect("a path inside");
        told(folder)
    };
    let expected: Vec<String> = before.iter().filter(|told| *told != word).cloned().collect();
    assert_eq!(accept(&mut folder, &word.to_uppercase()), expected);
    // A phrase that no text has accepts nothing.
    assert_eq!(accept(&mut folder, &format!("{word} không đâu có")), before);
    // One that stands in the text accepts its words.
    let quote = suspicions(&folder).into_iter().next().map(|one| one.quote).expect("a suspicion");
    assert!(!accept(&mut folder, &quote).contains(word));
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
    word: String,
    right: bool,
}

/// Precision: of all corrections that `check --suggest` writes on the real input, those that a person found true, word by word. What is doubtful is told
/// apart: it is never written, and it is less often true.
#[test]
fn nine_of_ten_corrections_of_the_real_input_are_right() {
    let judgments: Judgments = serde_yaml::from_str(include_str!("../proof.judged.yaml")).expect("the file reads");
    let Some(folder) = support::real::folder_of(&judgments.file) else { return };
    let read = ibid::edition::read(&folder).value;
    let (mut right, mut sure, mut unjudged) = (0, 0, Vec::new());
    let is_written = |one: &&Suspicion| one.confidence >= PROPOSED && one.read.is_some();
    for one in suspicions(&folder).iter().filter(is_written) {
        // Stops between thousands were judged together: each of them is right.
        if one.code == "proof-number" {
            continue;
        }
        sure += 1;
        let line = source_line(&read, one);
        match judgments.judged.iter().find(|known| known.line == line && known.word == one.word) {
            Some(known) => right += usize::from(known.right),
            None => unjudged.push(format!("{line} {} -> {:?}", one.word, one.read)),
        }
    }
    println!("{right} of {sure} are true; not judged yet: {unjudged:?}");
    assert!(unjudged.len() <= 3, "judge these and write them down: {unjudged:?}");
    assert!(sure >= 40 && right * 10 >= sure * 9, "{right} of {sure}");
}

/// What is proposed of a text of our own, the word and its reading; without the doubtful ones.
fn proposed(text: &str) -> Vec<(String, String)> {
    let sure = |one: &Suspicion| one.confidence >= PROPOSED;
    let found = suspicions(&edition_of("own.md", text, "")).into_iter().filter(sure);
    found.map(|one| (one.word, one.read.unwrap_or_default())).collect()
}

/// Sentences of our own in which a word has a neighbour that the edition knows beside another one.
#[test]
fn a_word_of_the_language_is_not_corrected() {
    let often = "Nhà máy được công nhận đạt chuẩn. Thị trường ổn định. Cư dân ở khu dân cư mới. Công tác kiểm tra được giữ vững. \
        Đơn vị có cơ bản đủ nhân lực. Họ đi trong đại hội. Chi phí được chỉ rõ. Văn bản nêu tính theo giá mới. Các cơ quan, tổ chức đều dự. \
        Thông tin chính thức và thông suốt. Công nghệ và thiết bị mới.\n\n";
    let mut text = format!("# Báo cáo\n\n{}", often.repeat(12));
    text.push_str(
        "Tỷ lệ công nhân là 5,0%. Các thị trưởng về dự. Cơ quan dân cử, hội đồng. Kiềm chế lạm phát. Cán bộ có bản lĩnh vững vàng. \
         Sự kiện trọng đại của xã. Các quận, huyện. Nguồn tin chính thống và kịp thời. Có mười nghề và ba lớp. Tự kiểm tra, tự phát hiện. Đất và người. \
         Đứng thứ nhất và thứ 2. Ấn bản của bạn, của tôi. Nói tiếng Pháp.\n",
    );
    assert_eq!(proposed(&text), []);
}

#[test]
fn a_compound_of_the_language_speaks_for_a_reading() {
    let often =
        "Chuyển đổi số là việc lớn. Chỉ thị được giao. Xã phát triển nông nghiệp công nghệ cao. Tỉnh uỷ họp.\n\n";
    let mut text = format!("# Báo cáo\n\n{}", often.repeat(6));
    text.push_str("Nhiều hộ tham gia chuyên đổi nghề. Thôn làm theo Chi thị mới. Tinh uỷ giao việc.\n");
    let found: Vec<String> = proposed(&text).into_iter().map(|(_, read)| read).collect();
    assert_eq!(found.len(), 3, "{found:?}");
    for read in ["chuyển đổi", "Chỉ thị", "Tỉnh uỷ"] {
        assert!(found.iter().any(|one| one.contains(read)), "{read}: {found:?}");
    }
}

/// Two spellings that both stand; a word that closes another one before its neighbour; a number that belongs to its word.
#[test]
fn neighbours_that_belong_elsewhere_speak_for_no_reading() {
    let often = "Chi hàng tháng đã đủ. Hồ sơ cấp phép đều xong. Họp ngày 3 tháng 4 năm 2024.\n\n";
    let mut text = format!("# Báo cáo\n\n{}", often.repeat(12));
    text.push_str("Trợ cấp hằng tháng cho hộ. Học bạ số cấp tiểu học. Theo Thông tư ngày 18 tháng11 năm 2013.\n");
    assert_eq!(proposed(&text), []);
    let found = suspicions(&edition_of("own.md", &text, ""));
    let glued = found.iter().find(|one| one.word.contains("tháng11")).expect("it is told");
    assert!(glued.read.as_ref().is_some_and(|read| read.contains("tháng 11")), "{glued:?}");
}

#[test]
fn the_sample_page_of_init_is_not_corrected() {
    let made = tempfile::tempdir().expect("a folder");
    let root = made.path().join("edition");
    let mut ibid = assert_cmd::Command::cargo_bin("ibid").expect("the program");
    ibid.args(["init", "--edition-language", "vi"]).arg(&root).assert().success();
    let folder = read_folder(&root);
    assert!(folder.text("content/gioi-thieu.md").is_some());
    assert_eq!(suspicions(&folder), []);
}

/// Lines in the cells of a table are words of their own.
#[test]
fn tags_that_break_lines_part_words() {
    assert_eq!(
        proposed(
            "# Báo cáo\n\nCột có hồ sơ, hồ sơ.\n\n| Số hồ<br>sơ | Ghi **chú**<br>**mới** |\n|---|---|\n| 3 | 4 |\n"
        ),
        []
    );
}

/// Recall and precision on a text of our own with planted faults.
#[test]
fn planted_faults() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Planted {
        planted: Vec<Fault>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fault {
        word: String,
        read: String,
    }
    let planted: Planted = serde_yaml::from_str(include_str!("../proof/own.planted.yaml")).expect("the file reads");
    let found = suspicions(&edition_of("own.md", include_str!("../proof/own.md"), ""));
    let hits = |fault: &Fault| found.iter().filter(|one| one.word.contains(&fault.word)).count();
    let met = planted.planted.iter().filter(|fault| hits(fault) > 0).count();
    let read_right = planted
        .planted
        .iter()
        .filter(|fault| {
            let right =
                |one: &&Suspicion| one.read.as_ref().map_or(fault.read.is_empty(), |read| read.contains(&fault.read));
            found.iter().filter(|one| one.word.contains(&fault.word)).any(|one| right(&one))
        })
        .count();
    let false_ones: Vec<String> = found
        .iter()
        .filter(|one| planted.planted.iter().all(|fault| !one.word.contains(&fault.word)))
        .map(|one| format!("{} -> {:?}", one.word, one.read))
        .collect();
    for fault in planted.planted.iter().filter(|fault| hits(fault) == 0) {
        println!("not met: {}", fault.word);
    }
    println!("{met} of {} met, {read_right} with the right reading; false: {false_ones:?}", planted.planted.len());
    assert!(met * 100 >= planted.planted.len() * 80 && false_ones.len() <= 2);
}
