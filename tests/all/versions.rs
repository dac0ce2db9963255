//! Former versions through the front door: each reads as it did, says that it is former, and leads to the text of today.

use ibid::check::check_site;
use ibid::pipeline::{BuildOptions, Workspace, build, has_errors};
use ibid::tree::FileTree;

use crate::support::edition::imported;

const FIRST: &str = "# BÁO CÁO KẾT QUẢ NĂM CỦA XÃ AN BÌNH

## 1. Sản xuất nông nghiệp

Vụ đông xuân toàn xã gieo sạ 1.250 ha lúa, năng suất bình quân đạt 6,8 tấn/ha.

Hợp tác xã Tân Tiến ký được hợp đồng bao tiêu với ba doanh nghiệp<sup>1</sup>.

Mô hình nuôi cá trên ruộng mới có mười hộ làm thử, chưa đánh giá được hiệu quả; xem mục 2.

## 2. Văn hóa và xã hội

Toàn xã còn 42 hộ nghèo, giảm 15 hộ so với năm trước.

## 3. Việc phải làm

Nhân dân xã An Bình góp ý đến hết tháng Tư.

<sup>1</sup> Hợp đồng ký ngày 12/3, thời hạn hai năm.
";

fn edition(settings: &str) -> FileTree {
    let mut folder = FileTree::new();
    folder.insert("edition.yaml", format!("title: Thử\n{settings}")).expect("a path inside");
    folder
}

/// The report imported, and twice revised: a paragraph is gone, then a section.
fn revised(settings: &str) -> FileTree {
    let second = FIRST.replace("1.250 ha", "1.270 ha");
    let start = second.find("Mô hình nuôi cá").expect("the paragraph");
    let end = second.find("## 2.").expect("the section");
    let second = second.replace(&second[start..end], "");
    let third = second.replace("## 3. Việc phải làm\n\nNhân dân xã An Bình góp ý đến hết tháng Tư.\n\n", "");
    let mut folder = imported(&edition(settings), FIRST, "2026-03-01");
    for (text, day) in [(&second, "2026-04-01"), (&third, "2026-05-01")] {
        folder = imported(&folder, text, day);
    }
    folder
}

fn site(folder: &FileTree) -> FileTree {
    let built = build(folder, &BuildOptions::default());
    assert!(!has_errors(&built.diagnostics), "{:?}", built.diagnostics);
    built.value
}

fn text<'s>(site: &'s FileTree, path: &str) -> &'s str {
    let there: Vec<&str> = site.iter().map(|(path, _)| path).collect();
    site.text(path).ok_or_else(|| format!("{path} is not among {there:?}")).expect("a page of the site")
}

#[test]
fn a_version_reads_as_it_did_and_leads_to_the_text_of_today() {
    let folder = revised("base_url: https://example.org/an-ban/\nversions: keep\n");
    let site = site(&folder);
    let first = text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@1/san-xuat-nong-nghiep.html");
    assert!(first.contains("1.250 ha") && first.contains("Mô hình nuôi cá") && !first.contains("1.270"));
    assert!(text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@2/san-xuat-nong-nghiep.html").contains("1.270 ha"));
    assert!(text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@2/viec-phai-lam.html").contains("góp ý đến hết tháng Tư"));
    assert!(text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@1/notes.html").contains("Hợp đồng ký ngày 12/3"));
    // Its own cross references stay within it.
    assert!(
        first.contains("href=\"van-hoa-va-xa-hoi.html")
            || first.contains("href=\"../bao-cao-ket-qua-nam-cua-xa-an-binh@1/van-hoa-va-xa-hoi.html")
    );
    assert!(first.contains("<aside class=\"former\"") && first.contains("Bản trước ngày 1 tháng 4 năm 2026"));
    assert!(
        first.contains("href=\"../bao-cao-ket-qua-nam-cua-xa-an-binh/san-xuat-nong-nghiep.html\""),
        "the way to the text of today"
    );
    assert!(
        first
            .contains("<link rel=\"canonical\" href=\"https://example.org/an-ban/bao-cao-ket-qua-nam-cua-xa-an-binh/san-xuat-nong-nghiep.html\">")
    );
    assert!(first.contains("<meta name=\"robots\" content=\"noindex\">"));
    // A section that is gone leads on by the address that it had; what is to be found instead is the report.
    let gone = text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@2/viec-phai-lam.html");
    assert!(
        gone.contains("href=\"../bao-cao-ket-qua-nam-cua-xa-an-binh/viec-phai-lam.html\"")
            && site.get("bao-cao-ket-qua-nam-cua-xa-an-binh/viec-phai-lam.html").is_some()
    );
    assert!(
        gone.contains(
            "<link rel=\"canonical\" href=\"https://example.org/an-ban/bao-cao-ket-qua-nam-cua-xa-an-binh/\">"
        )
    );
    let faults = check_site(&site);
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn the_pages_of_today_name_their_versions() {
    let site = site(&revised("versions: keep\n"));
    let now = text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh/san-xuat-nong-nghiep.html");
    assert!(!now.contains("class=\"former\"") && !now.contains("noindex"));
    let names = [
        "<span aria-current=\"true\">Bản hiện nay, sửa ngày 1 tháng 5 năm 2026</span>",
        "<a data-same-place href=\"../bao-cao-ket-qua-nam-cua-xa-an-binh@2/san-xuat-nong-nghiep.html\">Bản ngày 1 tháng 4 năm 2026</a>",
        "<a data-same-place href=\"../bao-cao-ket-qua-nam-cua-xa-an-binh@1/san-xuat-nong-nghiep.html\">Bản trước ngày 1 tháng 4 năm 2026</a>",
    ];
    let places: Vec<usize> = names.iter().map(|name| now.find(name).unwrap_or_else(|| panic!("{name}"))).collect();
    assert!(places.is_sorted(), "the newest first");
    // Without a base address the canonical one is relative.
    let first = text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@1/index.html");
    assert!(first.contains("<link rel=\"canonical\" href=\"../bao-cao-ket-qua-nam-cua-xa-an-binh/index.html\">"));
}

#[test]
fn a_redline_leads_to_each_passage_as_it_was() {
    let site = site(&revised("versions: keep\n"));
    for (redline, version) in [
        ("changes/bao-cao-ket-qua-nam-cua-xa-an-binh-1.html", "bao-cao-ket-qua-nam-cua-xa-an-binh@1"),
        ("changes/bao-cao-ket-qua-nam-cua-xa-an-binh-2.html", "bao-cao-ket-qua-nam-cua-xa-an-binh@2"),
    ] {
        let page = text(&site, redline);
        assert!(page.contains(&format!("href=\"../{version}/index.html\"")));
        let links: Vec<&str> =
            page.split(&format!("href=\"../{version}/")).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let places: Vec<(&str, &str)> = links.iter().filter_map(|link| link.split_once('#')).collect();
        assert!(!places.is_empty(), "{redline} leads nowhere");
        for (file, id) in places {
            let old = text(&site, &format!("{version}/{file}"));
            assert!(old.contains(&format!("id=\"{id}\"")), "{file} has no {id}");
        }
    }
}

#[test]
fn nothing_but_the_pages_lists_a_version() {
    let site = site(&revised("base_url: https://example.org/an-ban/\nversions: keep\noutputs: {epub: true}\n"));
    for (path, bytes) in site.iter().filter(|(path, _)| !path.ends_with(".html")) {
        let is_listed = bytes
            .windows("bao-cao-ket-qua-nam-cua-xa-an-binh@".len())
            .any(|words| words == b"bao-cao-ket-qua-nam-cua-xa-an-binh@");
        assert!(!is_listed, "{path} names a former version");
    }
    assert!(!text(&site, "index.html").contains("bao-cao-ket-qua-nam-cua-xa-an-binh@"));
}

#[test]
fn what_becomes_of_the_pages_changes_no_version() {
    let folder = revised("versions: keep\n");
    let before = site(&folder);
    assert_eq!(before, site(&folder), "the same bytes twice");
    let page = "content/bao-cao-ket-qua-nam-cua-xa-an-binh/01-san-xuat-nong-nghiep.md";
    let mut edited = folder.clone();
    let words = folder.text(page).expect("the page").replace("ba doanh nghiệp", "bốn doanh nghiệp");
    edited.insert(page, words).expect("a path inside");
    let after = site(&edited);
    assert!(text(&after, "bao-cao-ket-qua-nam-cua-xa-an-binh/san-xuat-nong-nghiep.html").contains("bốn doanh nghiệp"));
    for (path, bytes) in before.iter().filter(|(path, _)| path.contains('@')) {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
}

#[test]
fn only_what_differs_is_stored() {
    let folder = revised("versions: keep\n");
    let stored = |version: usize| {
        let files = folder.below(&format!("content/bao-cao-ket-qua-nam-cua-xa-an-binh/_versions/{version}"));
        files.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(stored(1).len(), 4, "the first one whole");
    assert_eq!(stored(2), ["01-san-xuat-nong-nghiep.md"]);
}

#[test]
fn without_the_setting_nothing_is_kept_or_shown() {
    let folder = revised("");
    assert!(folder.iter().all(|(path, _)| !path.contains("_versions")));
    let kept = revised("versions: keep\n");
    let mut off = kept.clone();
    off.insert("edition.yaml", "title: Thử\n").expect("a path inside");
    assert!(kept.iter().any(|(path, _)| path.contains("_versions")));
    assert_eq!(site(&off), site(&folder), "what was kept before costs and shows nothing");
}

#[test]
fn drafts_that_nobody_read_are_not_kept() {
    let folder = imported(&edition("versions: keep\n"), FIRST, "2026-03-01");
    let index = "content/bao-cao-ket-qua-nam-cua-xa-an-binh/_index.md";
    let mut draft = folder.clone();
    let text = folder.text(index).expect("the index").replacen("---\n", "---\ndraft: true\n", 1);
    draft.insert(index, text).expect("a path inside");
    let revised = imported(&draft, &FIRST.replace("1.250", "1.260"), "2026-04-01");
    assert!(revised.iter().any(|(path, _)| path.ends_with("_revisions.yaml")));
    assert!(revised.iter().all(|(path, _)| !path.contains("_versions")));
}

#[test]
fn pictures_of_a_version_are_those_of_the_report() {
    let mut folder = imported(&edition("versions: keep\n"), FIRST, "2026-03-01");
    let page = "content/bao-cao-ket-qua-nam-cua-xa-an-binh/02-van-hoa-va-xa-hoi.md";
    let words = format!("{}\n![Bản đồ](ban-do.png)\n", folder.text(page).expect("the page"));
    folder.insert(page, words).expect("a path inside");
    folder.insert("content/bao-cao-ket-qua-nam-cua-xa-an-binh/ban-do.png", "x").expect("a path inside");
    let site = site(&imported(&folder, &FIRST.replace("1.250", "1.260"), "2026-04-01"));
    assert!(
        text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh@1/van-hoa-va-xa-hoi.html")
            .contains("src=\"../bao-cao-ket-qua-nam-cua-xa-an-binh/ban-do.png\"")
    );
    assert!(text(&site, "bao-cao-ket-qua-nam-cua-xa-an-binh/van-hoa-va-xa-hoi.html").contains("src=\"ban-do.png\""));
    assert!(site.get("bao-cao-ket-qua-nam-cua-xa-an-binh/ban-do.png").is_some());
}

#[test]
fn a_page_that_is_shown_at_once_names_them_too() {
    let folder = revised("versions: keep\n");
    let mut workspace = Workspace::new(folder.clone());
    let built = workspace.build(&BuildOptions::default()).value;
    let shown =
        workspace.preview("content/bao-cao-ket-qua-nam-cua-xa-an-binh/01-san-xuat-nong-nghiep.md").expect("a page");
    assert_eq!(built.text(&shown.0), Some(shown.1.as_str()));
    assert!(shown.1.contains("bao-cao-ket-qua-nam-cua-xa-an-binh@2/"));
    assert_eq!(built, site(&folder));
}
