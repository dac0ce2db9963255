//! Captions of a page that its tags call headings.

use crate::model::scan::{Line, Page, Region, Shape};
use crate::read::captions::{Kind, captions};

/// Takes the headings of pages that are captions for text: one paragraph, line by line.
pub fn lower(pages: &mut [Page]) {
    for page in pages {
        let kept: Vec<usize> =
            (0..page.lines.len()).filter(|at| page.lines[*at].region == Some(Region::Body)).collect();
        let kinds: Vec<Kind> = kept.iter().map(|at| kind(&page.lines[*at])).collect();
        for lines in captions(&kinds) {
            for (place, at) in kept[lines.clone()].iter().enumerate() {
                let line = &mut page.lines[*at];
                line.shape = Shape::Text;
                line.text = line.text.replace("**", "");
                line.blank_before = usize::from(place == 0);
                if place + 1 < lines.len() {
                    line.text.push('\\');
                }
            }
            if let Some(next) = kept.get(lines.end) {
                page.lines[*next].blank_before = page.lines[*next].blank_before.max(1);
            }
        }
    }
}

fn kind(line: &Line) -> Kind {
    match line.shape {
        Shape::Table => Kind::Table,
        shape => Kind::of(&line.text.replace('*', ""), matches!(shape, Shape::Heading(_))),
    }
}
