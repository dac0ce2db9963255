//! Readers' comments: taken in, kept at their words over revisions, shown with their answers.

use ibid::model::feedback::FEEDBACK;
use ibid::pipeline::{self, BuildOptions, build, check, read_and_link};
use ibid::read::{self, IncomingComment};
use ibid::tree::FileTree;

use crate::revision::{case, imported};
use crate::support::chance::Chance;
use crate::support::edition::of_one_section;

const SETTINGS: &str = "feedback: {mail: gop-y@example.org, gather: true, responses: true}\n";
const BODY: &str =
    "Sản lượng lúa đạt 12 nghìn tấn. {#p1}\n\nTrạm y tế đã được xây mới.[^1] {#p2}\n\n[^1]: Theo sở y tế.";

fn folder() -> FileTree {
    of_one_section(SETTINGS, "", BODY)
}

fn incoming(address: &str, quote: &str, comment: &str) -> IncomingComment {
    IncomingComment {
        address: address.to_owned(),
        quote: quote.to_owned(),
        comment: comment.to_owned(),
        name: "Trần Thị Bê".to_owned(),
        date: "2026-03-04".to_owned(),
    }
}

/// The edition after comments were taken in.
fn taken_in(mut folder: FileTree, comments: &[IncomingComment]) -> FileTree {
    let plan = pipeline::feedback(&folder, comments).expect("comments that can be taken in");
    if let Some(file) = plan.file {
        folder.insert(FEEDBACK, file).expect("a path inside");
    }
    folder
}

#[test]
fn comments_come_in_once_and_find_their_passages() {
    let comments = [
        incoming("https://e.org/x/r/a.html#p1", "Sản lượng lúa", "Nên nêu \"cả\" năm trước.\nXin cảm ơn."),
        incoming("file:///c:/r/a.html#p9", "Trạm y tế đã được xây", "Xây ở đâu?"),
        incoming("https://e.org/r/a.html", "", "Mục này hay."),
        incoming("", "một điều không có ở đâu", "- Góp ý chung: {a}"),
    ];
    let plan = pipeline::feedback(&folder(), &comments).expect("a plan");
    assert_eq!((plan.added, plan.known, plan.at_words, plan.at_passage, plan.unplaced.len()), (4, 0, 3, 0, 1));
    let after = taken_in(folder(), &comments);
    let again = pipeline::feedback(&after, &comments).expect("a plan");
    assert_eq!((again.added, again.known, again.file), (0, 4, None));
    let (edition, links) = read_and_link(&after, &BuildOptions::default()).value;
    assert_eq!(edition.feedback[0].comment, comments[0].comment);
    let ids: Vec<Option<&str>> =
        links.comments.iter().map(|link| link.as_ref().map(|link| link.place.id.as_str())).collect();
    assert_eq!(ids, [Some("p1"), Some("p2"), Some("muc"), None]);
    // What an editor wrote between stays to the byte.
    let mut edited = after.clone();
    let text = format!("# Góp ý đợt 1\n{}", after.text(FEEDBACK).expect("the file"));
    edited.insert(FEEDBACK, text.clone()).expect("a path inside");
    let more = pipeline::feedback(&edited, &[incoming("", "", "Thêm")]).expect("a plan").file.expect("a file");
    assert!(more.starts_with(&text), "{more}");
    let mut inline = after.clone();
    inline.insert(FEEDBACK, "comments: [{comment: x}]\n").expect("a path inside");
    assert!(pipeline::feedback(&inline, &comments).is_err(), "a list that cannot be added to is refused");
}

#[test]
fn the_site_shows_what_it_may() {
    let mut folder =
        taken_in(folder(), &[incoming("https://e.org/r/a.html#p1", "Sản lượng lúa", "Nên nêu năm trước.")]);
    let page = |folder: &FileTree| build(folder, &BuildOptions::default()).value;
    let site = page(&folder);
    let html = site.text("feedback.html").expect("the page");
    assert!(html.contains("Nên nêu năm trước.") && html.contains("r/a.html#p1"), "{html}");
    let csv = site.text("data/feedback.csv").expect("the table").to_owned();
    assert!(
        !html.contains("Trần Thị Bê") && !csv.contains("Trần Thị Bê"),
        "names are shown only where the editor says so"
    );
    assert!(
        site.text("r/a.html").is_some_and(|html| html.contains("id=\"ibid-comment\"") && html.contains("feedback.js"))
    );
    let text = folder.text(FEEDBACK).expect("the file").to_owned();
    folder.insert(FEEDBACK, format!("{text}    answer: partly\n    reason: Sẽ thêm bảng.\n")).expect("a path inside");
    let settings = "title: Thử\nlanguage: vi\nfeedback: {responses: true, names: true}\n";
    folder.insert("edition.yaml", settings).expect("a path inside");
    let site = page(&folder);
    let html = site.text("feedback.html").expect("the page");
    assert!(html.contains("Trần Thị Bê") && html.contains("class=\"answer partly\"") && html.contains("Sẽ thêm bảng."));
    assert!(site.text("r/a.html").is_some_and(|html| !html.contains("ibid-comment")), "no way to comment was opened");
    folder.insert(FEEDBACK, format!("{text}    hidden: true\n")).expect("a path inside");
    let site = page(&folder);
    assert!(site.get("feedback.html").is_none() && site.get("data/feedback.csv").is_none());
}

#[test]
fn what_has_no_place_or_no_answer_is_told() {
    let folder = taken_in(folder(), &[incoming("", "không có ở đâu cả", "Chung"), incoming("r/a.html#p1", "", "Tốt")]);
    let said: Vec<String> =
        check(&folder).iter().map(|one| one.code.to_owned()).filter(|c| c.starts_with("feedback")).collect();
    assert_eq!(said, ["feedback-unplaced", "feedback-unanswered"]);
}

/// A hundred comments on the real edition and a revision: each stands at its words, or at its passage that was edited, or is told.
#[test]
fn a_hundred_comments_live_through_a_revision() {
    let Some(case) = case(3) else { return };
    let before = case.before;
    let (edition, links) = read_and_link(&before, &BuildOptions::default()).value;
    let mut chance = Chance::new(5);
    let mut passages = Vec::new();
    for report in &edition.reports {
        for block in &links.reports[&report.id].blocks {
            let page = report.all_pages().nth(block.page).expect("a page");
            if let ibid::model::page::Element::Block(one) = &page.elements[block.element]
                && one.text.split_whitespace().count() > 12
            {
                passages.push((report.id.clone(), report.page_url(block.page), one.id.clone(), one.text.clone()));
            }
        }
    }
    let comments: Vec<IncomingComment> = (0..100)
        .map(|at| {
            let (_, url, id, text) = &passages[chance.below(passages.len())];
            let words: Vec<&str> = text.split_whitespace().collect();
            let from = chance.below(words.len() - 8);
            incoming(&format!("https://e.org/{url}#{id}"), &words[from..from + 8].join(" "), &format!("Góp ý {at}"))
        })
        .collect();
    let with = taken_in(before, &comments);
    let after = imported(&with, &case.revised.text);
    let (edition, links) = read_and_link(&after, &BuildOptions::default()).value;
    assert_eq!(edition.feedback.len(), 100, "none is lost");
    let mut counts = (0, 0, 0);
    for (comment, link) in edition.feedback.iter().zip(&links.comments) {
        match link {
            Some(link) if link.words_stand => counts.0 += 1,
            Some(_) => counts.1 += 1,
            None => counts.2 += 1,
        }
        let named = comment.at.split_once('/').map(|(report, _)| report);
        if let Some(link) = link.as_ref().filter(|link| !link.words_stand) {
            assert_eq!(named, Some(link.place.report.as_str()));
        }
    }
    let told = check(&after).iter().filter(|one| one.code == "feedback-unplaced").count();
    assert_eq!(told, counts.2, "each without a place is told");
    assert!(counts.0 >= 85, "{counts:?}");
}

#[test]
fn a_mailbox_of_the_theme_s_mails_is_read() {
    let mail = b"From x Wed Mar  4 10:00:00 2026\nFrom: A <a@b.vn>\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nN=C3=AAn n=C3=AAu n=C4=83m tr=C6=B0=E1=BB=9Bc.\n\n=E2=80=94=E2=80=94=E2=80=94\n> S=E1=BA=A3n l=C6=B0=E1=BB=A3ng l=C3=BAa\nM=E1=BB=A5c\nhttps://e.org/r/a.html#p1\n";
    let comments = read::feedback(mail).expect("a mailbox");
    let (edition, links) = read_and_link(&taken_in(folder(), &comments), &BuildOptions::default()).value;
    assert_eq!((edition.feedback[0].at.as_str(), edition.feedback[0].comment.as_str()), ("r/p1", "Nên nêu năm trước."));
    assert!(links.comments[0].as_ref().is_some_and(|link| link.words_stand));
}
