//! What an editor wants beside an item: the picture of its page, with the place of its passage.
//!
//! In: an edition, its links, the items. Out: each item's spots with what the print shows of them, where it is published.

use super::item::{Item, Spot, SpotPrint};
use crate::model::edition::Edition;
use crate::model::facsimile::letters;
use crate::model::links::{Links, PictureLinks};

/// Gives items the pictures of their pages.
pub(super) fn show(edition: &Edition, links: &Links, items: &mut [Item]) {
    if !edition.config.facsimile {
        return;
    }
    for item in items {
        item.spot.print = print(edition, links, &item.spot);
        if let Some((spot, _)) = &mut item.other {
            spot.print = print(edition, links, spot);
        }
    }
}

fn print(edition: &Edition, links: &Links, spot: &Spot) -> Option<SpotPrint> {
    let (folder, rest) = spot.url.split_once('/')?;
    let (_, id) = rest.split_once('#')?;
    let report = edition.reports.iter().find(|report| report.id == folder)?;
    let (key, name) = match id.strip_prefix("fn-") {
        Some(label) => {
            let key = format!("^{label}");
            let note = report.all_pages().flat_map(|page| &page.notes).find(|note| note.label == label)?;
            let printed = report.facsimile.places.get(&key).filter(|printed| printed.holds(letters(&note.text)))?;
            (key, printed.at.first()?.0.clone())
        }
        None => {
            let place = links.reports.get(folder)?.pictures.places.get(id)?;
            (if place.is_placed { id.to_owned() } else { String::new() }, place.page.clone())
        }
    };
    let page = report.facsimile.pages.iter().find(|page| page.name == name)?;
    let areas = report.facsimile.places.get(&key).map_or(&[][..], |printed| printed.at.as_slice());
    let areas = areas.iter().filter(|area| area.0 == name).map(|area| [area.1, area.2, area.3, area.4]);
    Some(SpotPrint {
        picture: format!("{folder}/{}", PictureLinks::picture(&page.picture)),
        url: format!("{folder}/{}#{id}", PictureLinks::beside(&name)),
        size: page.size,
        areas: areas.collect(),
    })
}
