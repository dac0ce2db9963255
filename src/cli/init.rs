//! `ibid init`: a new edition with a commented configuration, a home page and a page about it.

use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::disk;
use crate::edition::{SchemaOf, schema};
use crate::message::Message;
use crate::tree::FileTree;

/// The configuration of a new edition.
const CONFIG: &str = r#"# yaml-language-server: $schema=schema/edition.json
# Cấu hình của ấn bản · The edition's configuration
# Khóa lạ là lỗi; việc riêng đặt dưới `extra`. · Unknown keys are errors; `extra` is yours.

# Tên ấn bản · Title
title: "Ấn bản mới"
# Một câu giới thiệu, cho trang chủ và máy tìm kiếm · A sentence about it
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
# Dựng thêm: dữ liệu mở, trang in, tìm kiếm, sách EPUB · Besides the pages: open data, print view, search, EPUB books
outputs:
  data: true
  print: true
  search: true
  epub: true
"#;

const HOME: &str = r#"---
title: "Ấn bản mới"
---

Ấn bản này công bố các báo cáo để bạn đọc và góp ý. Mỗi chú thích đều bấm được; mỗi đoạn đều có địa chỉ riêng để trích dẫn.
"#;

const ABOUT: &str = r#"---
title: "Về ấn bản này"
summary: "Văn bản được dựng từ đâu, và chỉnh sửa thế nào."
---

Đây là trang mẫu: hãy sửa lại cho đúng với ấn bản của bạn, hoặc xóa tệp `content/gioi-thieu.md`.

## Văn bản từ đâu ra

Các báo cáo được nhập bằng `ibid import` từ bản quét đã nhận dạng chữ. Chú thích in ở chân trang[^1] được nối hai chiều với chỗ
gọi nó; số liệu trong bài được nêu ở lề trang, kèm câu văn làm chứng.

## Chỉnh sửa

Mỗi trang là một tệp Markdown trong `content/`. Chạy `ibid serve --open` rồi sửa tệp: trình duyệt hiện ngay trang vừa lưu.

| Lệnh | Việc |
|---|---|
| `ibid check` | tìm lỗi, chỉ rõ tệp, dòng và cách sửa |
| `ibid build` | dựng trang web vào `public/` |

[^1]: Chú thích viết như thế này: `[^1]` ở chỗ gọi, `[^1]: …` ở cuối trang.
"#;

/// Makes a new edition.
pub fn init(folder: &Path, say: &Say) -> Result<Outcome> {
    for taken in ["edition.yaml", "content"] {
        if folder.join(taken).exists() {
            refuse!("init-taken", folder = folder.display(), taken = taken);
        }
    }
    let mut files = FileTree::new();
    for (path, of) in [("schema/edition.json", SchemaOf::Edition), ("schema/page.json", SchemaOf::Page)] {
        let _ = files.insert(path, schema(of));
    }
    for (path, text) in [
        ("edition.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/gioi-thieu.md", ABOUT),
        (".gitignore", "/public\n/.ibid\n"),
    ] {
        let _ = files.insert(path, text);
    }
    disk::apply(folder, &files, &[])?;
    say.line(message!("init-done", folder = folder.display()));
    for (command, key) in [
        (format!("cd {}", folder.display()), "init-go"),
        ("ibid import <file>…".to_owned(), "init-import"),
        ("ibid serve --open".to_owned(), "init-serve"),
        ("ibid build".to_owned(), "init-build"),
    ] {
        say.line(format!("  {command:<22}  {}", Message::new(key)).trim_end());
    }
    Ok(Outcome::Done)
}
