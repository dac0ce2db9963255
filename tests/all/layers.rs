//! The two layers of figures: what every text states, found at each build, and the indicators that an editor accepts or refuses.

use std::fs;

use crate::support::edition::{empty, imported};
use assert_cmd::Command;
use ibid::diagnostic::Severity;
use ibid::figures;
use ibid::import::import;
use ibid::model::indicator::Status;
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::source::Source;
use ibid::tree::FileTree;

const REPORT: &str = "\
**ỦY BAN NHÂN DÂN XÃ BẾN SÔNG**

*Bến Sông, ngày 05 tháng 3 năm 2025*

# BÁO CÁO KẾT QUẢ NĂM 2024

## 1. Kết quả

Tỷ lệ hộ nghèo năm 2024 còn 2,35%. Sản lượng chè đạt 1.890 tấn, diện tích cam đạt 320 ha, đàn bò có 415 con.

### 1.1. Ngân sách

Xã trồng thêm 12 ha rừng; thu ngân sách đạt 4,5 tỷ đồng, chi ngân sách 3,8 tỷ đồng, 27 hộ vay vốn mua giống.
";

/// The path and text of the page on the results.
fn page(folder: &FileTree) -> (String, String) {
    let mut pages = folder.within("content").filter(|(path, _)| path.ends_with("01-ket-qua.md"));
    let (path, _) = pages.find(|(path, _)| !path.contains("/_import/")).expect("the section has a page");
    (path.to_owned(), folder.text(path).expect("a text").to_owned())
}

fn with(folder: &FileTree, text: &str) -> FileTree {
    let mut changed = folder.clone();
    changed.insert(page(folder).0, text).expect("a path inside");
    changed
}

/// What the site's open data says of the figures: name, status, quote.
fn figures_of(folder: &FileTree) -> Vec<(String, String, String)> {
    let site = build(folder, &BuildOptions::default());
    let errors: Vec<_> = site.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let data: serde_json::Value =
        serde_json::from_str(site.value.text("data/edition.json").expect("data")).expect("JSON");
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let list = data["reports"][0]["indicators"].as_array().expect("a list").iter();
    list.map(|one| (word(one, "name"), word(one, "status"), word(one, "quote"))).collect()
}

fn codes(folder: &FileTree) -> Vec<(Severity, String)> {
    let said = read_and_link(folder, &BuildOptions::default()).diagnostics;
    let of_indicators = said.iter().filter(|one| one.code.to_string().starts_with("indicator-"));
    of_indicators.map(|one| (one.severity, one.message.to_string())).collect()
}

fn count(list: &[(String, String, String)], status: &str) -> usize {
    list.iter().filter(|(_, own, _)| own == status).count()
}

#[test]
fn import_proposes_a_handful_and_a_build_finds_all_figures() {
    let folder = imported(&empty(), REPORT, "2025-03-06");
    let (_, text) = page(&folder);
    let proposed = text.matches("status: proposed").count();
    assert!((1..=3).contains(&proposed), "{text}");
    let source = Source::from_bytes("r.md", REPORT.as_bytes()).expect("a text");
    let read = import(&source).value.reports[0].indicators.clone();
    let all = figures_of(&folder);
    // The reader of the import and that of the build are one.
    let quotes = |of: &str| read.iter().filter(|one| one.quote == of).count();
    assert_eq!(all.len(), read.len(), "{all:?}");
    assert!(all.iter().all(|(_, _, quote)| quotes(quote) == 1), "{all:?}\n{read:?}");
    assert_eq!((count(&all, "proposed"), count(&all, "found")), (proposed, read.len() - proposed));
}

#[test]
fn figures_follow_the_text() {
    let folder = imported(&empty(), REPORT, "2025-03-06");
    let (_, text) = page(&folder);
    let all = figures_of(&with(&folder, &text.replace("415 con", "420 con")));
    assert!(all.iter().any(|(_, status, quote)| status == "found" && quote.contains("420")), "{all:?}");
    assert!(all.iter().all(|(_, _, quote)| !quote.contains("415")), "{all:?}");
    // Of an indicator the digits must stand in its place; its words may change around them.
    let quoted = "quote: \"";
    let own = text.split(quoted).nth(1).and_then(|rest| rest.split('"').next()).expect("a quote").to_owned();
    assert!(own.contains("2,35%"), "{own}");
    let body = text.rfind("Tỷ lệ hộ nghèo").expect("the sentence");
    let reworded = format!("{}{}", &text[..body], text[body..].replacen("còn 2,35%", "giảm xuống 2,35%", 1));
    let said = codes(&with(&folder, &reworded));
    assert!(matches!(said.as_slice(), [(Severity::Warning, _)]), "{said:?}");
    let site = build(&with(&folder, &reworded), &BuildOptions::default()).value;
    let (path, html) = site
        .iter()
        .map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        .find(|(path, _)| path.ends_with("/ket-qua.html"))
        .expect("a page");
    assert!(html.contains("<aside class=\"figures\"") && html.contains("id=\"fig-"), "{path}: {html}");
    let gone = format!("{}{}", &text[..body], text[body..].replacen("2,35%", "2,4%", 1));
    let said = codes(&with(&folder, &gone));
    assert!(matches!(said.as_slice(), [(Severity::Error, _)]), "{said:?}");
}

#[test]
fn a_value_is_what_its_quote_says_in_the_report() {
    let folder = imported(&empty(), REPORT, "2025-03-06");
    let (_, text) = page(&folder);
    let id = text.split("415 con. {#").nth(1).and_then(|rest| rest.split('}').next()).expect("an id").to_owned();
    let entry = |value: &str| {
        let entry = format!("  - name: Sản lượng chè\n    value: {value}\n    quote: đạt 1.890 tấn\n    at: {id}\n");
        with(&folder, &text.replacen("indicators:\n", &format!("indicators:\n{entry}"), 1))
    };
    assert_eq!(codes(&entry("1890")), []);
    let said = codes(&entry("1.890"));
    assert!(
        matches!(said.as_slice(), [(Severity::Error, message)] if message.contains("1.89,") && message.contains("are 1890")),
        "{said:?}"
    );
}

#[test]
fn what_no_editor_accepted_can_be_hidden() {
    let folder = imported(&empty(), REPORT, "2025-03-06");
    let (_, text) = page(&folder);
    let mut folder = with(&folder, &text.replacen("    status: proposed\n", "", 1));
    let all = figures_of(&folder);
    assert_eq!(count(&all, "accepted"), 1, "{all:?}");
    let config = folder.text("edition.yaml").unwrap_or_default().to_owned();
    folder.insert("edition.yaml", format!("{config}\nproposals: hide\n")).expect("a path");
    let shown = figures_of(&folder);
    assert_eq!(shown.len(), 1, "{shown:?}");
    let site = build(&folder, &BuildOptions::default()).value;
    let html = site.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    assert!(html.into_iter().all(|html| !html.contains("class=\"unreviewed\" title")), "a sign of what is hidden");
}

#[test]
fn a_decision_lasts_over_imports() {
    let folder = imported(&empty(), REPORT, "2025-03-06");
    let (_, text) = page(&folder);
    let proposed = text.matches("status: proposed").count();
    let refused = with(&folder, &text.replacen("status: proposed", "status: refused", 1));
    let before = figures_of(&refused);
    let revised = REPORT.replace("Xã trồng thêm", "Trong năm xã trồng thêm");
    let after = imported(&refused, &revised, "2025-04-06");
    let (_, text) = page(&after);
    assert_eq!(text.matches("status: refused").count(), 1, "{text}");
    assert_eq!(text.matches("status: proposed").count(), proposed - 1, "{text}");
    assert_eq!(figures_of(&after).len(), before.len());
    assert!(before.iter().all(|(_, status, _)| status != "refused"), "{before:?}");
}

#[test]
fn review_accepts_and_refuses_by_one_key_each() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let ibid = |arguments: &[&str], keys: &str| {
        let mut command = Command::cargo_bin("ibid").expect("the program is built");
        command.env("IBID_LANGUAGE", "en").env("LC_ALL", "C").env_remove("LANGUAGE");
        command.current_dir(folder.path()).env_remove("IBID_ROOT").env("NO_COLOR", "1");
        let output = command.args(arguments).write_stdin(keys.to_owned()).assert().success();
        String::from_utf8_lossy(&output.get_output().stdout).into_owned()
    };
    ibid(&["init", "e"], "");
    fs::write(folder.path().join("r.md"), REPORT).expect("a file");
    ibid(&["import", "--root", "e", "r.md"], "");
    let content = folder.path().join("e/content");
    let path = fs::read_dir(content)
        .expect("a folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("01-ket-qua.md"))
        .find(|path| path.is_file())
        .expect("a page");
    let before = fs::read_to_string(&path).expect("a page");
    let proposed = before.matches("status: proposed").count();
    let said = ibid(&["review", "--root", "e"], "s\nxq");
    assert!(said.contains("2,35%") && said.contains("01-ket-qua.md:"), "{said}");
    assert_eq!(fs::read_to_string(&path).expect("a page"), before);
    let said = ibid(&["review", "--root", "e"], "ar");
    assert!(said.contains("1 accepted, 1 refused"), "{said}");
    let after = fs::read_to_string(&path).expect("a page");
    let expected = before.replacen("    status: proposed\n", "", 1).replacen("status: proposed", "status: refused", 1);
    assert_eq!(after, expected);
    let said = ibid(&["review", "--root", "e"], "");
    assert!(said.contains(&format!("0 accepted, 0 refused, {} still proposed", proposed - 2)), "{said}");
}

#[test]
fn a_figure_that_an_entry_stands_for_is_no_second_one() {
    let folder = imported(&empty(), REPORT, "2025-03-06");
    let links = read_and_link(&folder, &BuildOptions::default()).value.1;
    let own = links.reports.values().next().expect("a report");
    let found: usize = own.found.iter().map(Vec::len).sum();
    assert_eq!(own.indicators.len(), found);
    assert!(own.indicators.iter().any(|link| link.figure.status == Status::Proposed && link.entry.is_some()));
    let ids: std::collections::BTreeSet<&str> = own.indicators.iter().map(|link| link.id.as_str()).collect();
    assert_eq!(ids.len(), own.indicators.len());
    let reader = figures::Reader::new(&figures::Document::default(), &[], std::iter::empty());
    assert!(reader.read(&[], &[]).is_empty());
}
