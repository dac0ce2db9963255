//! `ibid init`: a new edition with a commented configuration and a home page.

use std::path::Path;

use anyhow::{Result, bail};

use super::Outcome;
use super::say::Say;
use crate::disk;
use crate::edition::{SchemaOf, schema};
use crate::tree::FileTree;

/// The configuration of a new edition.
const CONFIG: &str = r#"# yaml-language-server: $schema=schema/edition.json
# Cấu hình của ấn bản · The edition's configuration
# Khóa lạ là lỗi; việc riêng đặt dưới `extra`. · Unknown keys are errors; `extra` is yours.

# Tên ấn bản · Title
title: "Ấn bản mới"
# Một câu giới thiệu · A sentence about it
description: ""
# Ngôn ngữ: vi hoặc en · Language: vi or en
language: vi
# Địa chỉ công bố, ví dụ https://example.org/an-ban/ · Where the site will stand; needed for the sitemap
base_url: ""
# Nơi xuất bản · Publisher
publisher: ""
# Giao diện: thư mục trong themes/ · Theme
theme: default
# Cấp đề mục được tách thành trang · The outline level that becomes a page
page_depth: 4
# Mục không quá chừng này chữ thì giữ trên một trang · A section of at most so many words stays on one page
page_words: 2500
"#;

const HOME: &str = r#"---
title: "Ấn bản mới"
---

Ấn bản này công bố các báo cáo để bạn đọc và góp ý. Mỗi chú thích đều bấm được; mỗi đoạn đều có địa chỉ riêng để trích dẫn.
"#;

/// Makes a new edition.
pub fn init(folder: &Path, say: &Say) -> Result<Outcome> {
    for taken in ["edition.yaml", "content"] {
        if folder.join(taken).exists() {
            bail!("{} already has {taken}; name a new folder", folder.display());
        }
    }
    let mut files = FileTree::new();
    for (path, of) in [("schema/edition.json", SchemaOf::Edition), ("schema/page.json", SchemaOf::Page)] {
        let _ = files.insert(path, schema(of));
    }
    for (path, text) in [("edition.yaml", CONFIG), ("content/_index.md", HOME), (".gitignore", "/public\n/.ibid\n")] {
        let _ = files.insert(path, text);
    }
    disk::apply(folder, &files, &[])?;
    say.line(&format!(
        "a new edition stands in {0}\n\n  cd {0}\n  ibid import <file>…    bring in the reports\n  ibid build              make the site in public/",
        folder.display()
    ));
    Ok(Outcome::Done)
}
