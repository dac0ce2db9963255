//! Codes of what leads to other editions: facts without an address, what a job found for another edition, or long ago.

use crate::diagnostic::Diagnostic;
use crate::model::edition::Edition;
use crate::model::links::Links;

/// The file of the editor's words.
const CONFIG: &str = "edition.yaml";

/// One passage in so many may have changed since the job ran: a day's corrections are no reason to run it again.
const CHANGED: usize = 20;

/// What is to be looked at.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let address = &edition.config.base_url;
    let mut said = Vec::new();
    if edition.config.outputs.facts && address.is_empty() {
        let nowhere = Diagnostic::new("facts-without-address", CONFIG, message!("facts-without-address"));
        said.push(nowhere.hint(message!("facts-without-address-hint")));
    }
    for (path, found) in edition.other_editions.iter().filter(|(_, found)| found.edition != *address) {
        let message = message!("other-editions-foreign", edition = found.edition, address = address);
        let foreign = Diagnostic::new("other-editions-foreign", path, message);
        said.push(foreign.hint(message!("other-editions-foreign-hint")));
    }
    let (changed, known) = (links.elsewhere.changed, links.elsewhere.known);
    if changed * CHANGED > known {
        let message = message!("other-editions-old", changed = changed, known = known);
        let old = Diagnostic::new("other-editions-old", CONFIG, message);
        said.push(old.hint(message!("other-editions-old-hint")));
    }
    said
}
