//! What an editor changed by hand, as `ibid status` tells it.

use crate::support::edition::{empty, imported};
use ibid::pipeline;

#[test]
fn what_was_changed_by_hand_is_listed_and_other_figures_are_told() {
    let report = "# BÁO CÁO THỊ TRẤN\n\n## 1. Kết quả\n\nĐã trồng 1.250 cây dọc bờ sông trong năm nay.\n\nChợ họp mỗi tuần hai phiên vào buổi sáng.\n";
    let mut folder = imported(&empty(), report, "2026-03-01");
    assert_eq!(pipeline::status(&folder).edits, []);
    let path = folder
        .iter()
        .map(|(path, _)| path.to_owned())
        .find(|path| !path.contains("/_") && folder.text(path).is_some_and(|text| text.contains("1.250")));
    let path = path.expect("a page");
    let text = folder.text(&path).expect("text").replace("1.250", "1.260").replace("hai phiên", "ba phiên");
    folder.insert(&path, text).expect("a path inside");
    let said: Vec<String> =
        pipeline::status(&folder).edits.iter().map(|edit| format!("{} {}", edit.page, edit.layer.name())).collect();
    assert_eq!(said, [format!("{path} figures"), format!("{path} wording")]);
}
