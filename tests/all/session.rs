//! An editor's session, through the program alone: a new edition, a small report, three diagnostics mended, an annotation, a
//! correction, and the site that readers get.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The report as OCR gives it: a note in the middle of a sentence, a mark whose note is lost, a sum that does not add up, a
/// word without its mark.
const REPORT: &str = "\
**ỦY BAN NHÂN DÂN XÃ BẾN SÔNG**

*Bến Sông, ngày 05 tháng 3 năm 2025*

# BÁO CÁO KẾT QUẢ NĂM 2024

## 1. Kết quả

Xã trồng thêm hai vườn<sup>1</sup> và mở

<sup>1</sup> Vườn chè và vườn cam.

một con đường mới. Các chi tiêu đều đạt.

Toàn xã có 30 cán bộ, công chức (12 cán bộ, công chức cấp xã; 17 cán bộ, công chức cấp thôn).

## 2. Nhiệm vụ

Năm 2025 xã sửa bến đò<sup>2</sup> và giữ đất lúa.
";

struct Session {
    folder: TempDir,
}

impl Session {
    fn root(&self) -> PathBuf {
        self.folder.path().join("an-ban")
    }

    fn ibid(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::cargo_bin("ibid").expect("the program is built");
        command.env("IBID_LANGUAGE", "en");
        command.current_dir(self.root()).env_remove("IBID_ROOT").env("NO_COLOR", "1");
        command.args(arguments).output().expect("it runs")
    }

    /// What `ibid check` says: code, file and line.
    fn check(&self) -> Vec<String> {
        let output = self.ibid(&["check", "--format", "json"]);
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let one = |said: &serde_json::Value| {
            let file = said["file"].as_str().unwrap_or_default();
            let name = file.rsplit('/').next().unwrap_or_default();
            assert!(said["hint"].is_string() && said["column"].is_u64(), "without a place or a hint: {said}");
            format!("{} {name}:{}", said["code"].as_str().unwrap_or_default(), said["line"])
        };
        list.as_array().expect("a list").iter().map(one).collect()
    }

    /// The editor changes a page.
    fn edit(&self, page: &str, from: &str, to: &str) {
        let path = self.root().join("content/bao-cao-ket-qua-nam-2024").join(page);
        let text = fs::read_to_string(&path).expect("a page");
        assert!(text.contains(from), "{page} has no {from}:\n{text}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a page");
    }

    fn site(&self, path: &str) -> String {
        fs::read_to_string(self.root().join("public").join(path)).unwrap_or_default()
    }
}

fn begin() -> Session {
    let folder = TempDir::new().expect("a folder");
    let mut init = Command::cargo_bin("ibid").expect("the program is built");
    init.env("IBID_LANGUAGE", "en").env("LC_ALL", "C").env_remove("LANGUAGE");
    init.current_dir(folder.path()).args(["init", "an-ban"]).assert().success();
    let session = Session { folder };
    fs::write(session.root().join("bao-cao.md"), REPORT).expect("a file");
    assert!(session.ibid(&["import", "bao-cao.md"]).status.success());
    session
}

#[test]
fn from_a_scan_to_a_site() {
    let session = begin();
    // The editor sums up a page and mistypes the key.
    session.edit("02-nhiem-vu.md", "title:", "sumary: Việc của năm sau\ntitle:");
    assert_eq!(
        session.check(),
        ["key-unknown 02-nhiem-vu.md:2", "note-unresolved 02-nhiem-vu.md:11", "figures-differ 01-ket-qua.md:12"]
    );
    assert_eq!(session.ibid(&["build"]).status.code(), Some(1), "an error stops the build");
    assert!(!session.root().join("public/index.html").exists());

    // Three diagnostics, mended as their hints say.
    session.edit("02-nhiem-vu.md", "sumary:", "summary:");
    session.edit("02-nhiem-vu.md", "bến đò[^2]", "bến đò");
    session.edit(
        "01-ket-qua.md",
        "\n---\n\n",
        "\ncorrections:\n  - quote: 30 cán bộ\n    read: 29 cán bộ\n    reason: 12 và 17 là 29.\n---\n\n",
    );
    assert_eq!(session.check(), Vec::<String>::new());

    // A word corrected, a sentence annotated.
    session.edit(
        "01-ket-qua.md",
        "corrections:\n",
        "annotations:\n  - quote: mở một con đường mới\n    note: Nay là **đường Bến Sông**.\n    by: Ban biên tập\ncorrections:\n  - quote: chi tiêu\n    read: chỉ tiêu\n    reason: Sót dấu hỏi.\n",
    );
    assert_eq!(session.check(), Vec::<String>::new());
    assert_eq!(session.ibid(&["check", "--deny", "warnings"]).status.code(), Some(0));
    assert!(session.ibid(&["build", "--base-url", "https://example.org/xa/"]).status.success());

    published(&session);
    // Building again changes nothing.
    let again = session.ibid(&["build", "--base-url", "https://example.org/xa/"]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("nothing changed since the last build"), "{again:?}");
}

/// What readers get.
fn published(session: &Session) {
    let page = session.site("bao-cao-ket-qua-nam-2024/ket-qua.html");
    for wanted in [
        "<ins class=\"read\">chỉ tiêu</ins><del class=\"misprint\" hidden>chi tiêu</del>",
        "<span class=\"annotated\">mở một con đường mới</span>",
        "Nay là <strong>đường Bến Sông</strong>.",
        "href=\"#fn-1\" role=\"doc-noteref\"",
        "12 và 17 là 29.",
        "canonical\" href=\"https://example.org/xa/bao-cao-ket-qua-nam-2024/ket-qua.html\"",
    ] {
        assert!(page.contains(wanted), "no {wanted} in\n{page}");
    }
    assert!(session.site("corrections.html").contains("Sót dấu hỏi."));
    assert!(
        session.site("discrepancies.html").contains("12 và 17 là 29."),
        "the difference is settled by the correction"
    );
    assert!(session.site("bao-cao-ket-qua-nam-2024/nhiem-vu.html").contains("Việc của năm sau"));
    let data: serde_json::Value = serde_json::from_str(&session.site("data/edition.json")).expect("JSON");
    assert_eq!(data["reports"][0]["corrections"].as_array().map(Vec::len), Some(2));
    assert!(Path::new(&session.root()).join("public/search.html").exists());
}
