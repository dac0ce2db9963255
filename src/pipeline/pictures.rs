//! The pictures in the text of a source: their files, and which of them the plan of an import writes or removes.
//!
//! In: the edition's folder, the source, the plan. Out: names in the source, files in the plan. Invariants: a picture that the edition has
//! keeps its file, however many others come before it; a file goes only when no page, version or earlier import names it; what is
//! too large for a page is made smaller, or told.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::plan::ImportPlan;
use crate::diagnostic::Diagnostic;
use crate::edition::{ASIDE, BASE};
use crate::facsimile;
use crate::quiet;
use crate::raster;
use crate::source::{Source, SourcePicture};
use crate::text::digest;
use crate::tree::FileTree;

/// A source shows no more pictures.
const MOST: usize = 1000;
/// Nor more bytes of them.
const MOST_BYTES: usize = 256 << 20;
/// A picture that is not made smaller may have so many bytes.
const LARGEST: usize = 4 << 20;

/// A picture as a page shows it, and its file.
type Made = (Arc<Vec<u8>>, String);

/// The source with the files that its pictures will have; without those that no page can show, so that they are told as left out.
pub(super) fn named<'s>(folder: &FileTree, source: &'s Source, said: &mut Vec<Diagnostic>) -> Cow<'s, Source> {
    if source.pictures.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut names = Names::of(folder);
    let mut made: HashMap<u128, Option<Made>> = HashMap::new();
    let (mut pictures, mut size) = (Vec::new(), 0);
    for picture in source.pictures.iter().take(MOST) {
        let Some(bytes) = &picture.bytes else { continue };
        let file = made.entry(digest(bytes)).or_insert_with(|| {
            let (bytes, ending) = small(bytes)?;
            let file = names.file(&picture.name, ending, &bytes);
            size += bytes.len();
            (size <= MOST_BYTES).then_some((bytes, file))
        });
        if let Some((bytes, file)) = file {
            pictures.push(SourcePicture { file: file.clone(), bytes: Some(Arc::clone(bytes)), ..picture.clone() });
        }
    }
    let mut named = Source { pictures, ..source.clone() };
    // What was drawn nowhere, or has one colour, leaves no line that names it.
    let is_gone = |line: &str| {
        source.picture_at(line).is_some_and(|picture| picture.area.is_some()) && named.picture_at(line).is_none()
    };
    let gone = source.text.split('\n').filter(|line| is_gone(line)).count();
    if gone > 0 {
        let message = message!("pictures-not-drawn", count = gone);
        let told = Diagnostic::new("picture-left-out", &source.name, message);
        said.push(told.hint(message!("pdf-pictures-shown-hint")));
    }
    let lines: Vec<&str> = named.text.split('\n').map(|line| if is_gone(line) { "" } else { line }).collect();
    named.text = lines.join("\n");
    Cow::Owned(named)
}

/// A picture as a page shows it, and how the name of its file ends.
fn small(bytes: &Arc<Vec<u8>>) -> Option<(Arc<Vec<u8>>, &'static str)> {
    let format = raster::format(bytes)?;
    if matches!(format, "gif" | "webp") {
        return (bytes.len() <= LARGEST).then(|| (Arc::clone(bytes), format));
    }
    let own = Arc::clone(bytes);
    let picture = quiet::spawn(move || facsimile::of_figure(&own)).ok()?.join().ok()??;
    Some((Arc::new(picture.bytes), picture.ending))
}

/// The names that pictures have, and may have.
struct Names {
    /// By what they are, the files that the edition has.
    known: HashMap<u128, String>,
    /// What has a name.
    taken: BTreeMap<String, u128>,
}

impl Names {
    fn of(folder: &FileTree) -> Self {
        let mut names = Self { known: HashMap::new(), taken: BTreeMap::new() };
        for (path, bytes) in folder.within("content") {
            let mut parts = path.split('/').skip(2);
            if let (Some(file), None, Some(_)) = (parts.next(), parts.next(), raster::format(bytes)) {
                let what = digest(bytes);
                names.known.entry(what).or_insert_with(|| file.to_owned());
                names.taken.insert(file.to_owned(), what);
            }
        }
        names
    }

    /// The file of a picture: its own where the edition has it, else one that no other picture has.
    fn file(&mut self, name: &str, ending: &str, bytes: &[u8]) -> String {
        let what = digest(bytes);
        if let Some(file) = self.known.get(&what) {
            return file.clone();
        }
        let mut file = format!("{name}.{ending}");
        let mut count = 2;
        while self.taken.contains_key(&file) {
            file = format!("{name}-{count}.{ending}");
            count += 1;
        }
        self.taken.insert(file.clone(), what);
        self.known.insert(what, file.clone());
        file
    }
}

/// Writes the files of the pictures that the pages of the plan show, and removes those that nothing names any more.
pub(super) fn keep(folder: &FileTree, source: &Source, plan: &mut ImportPlan) {
    let reports: Vec<String> = plan.ledgers.iter().map(|ledger| ledger.report.clone()).collect();
    for id in reports {
        let base = format!("content/{id}");
        let shown = Texts::of(folder, plan, &base);
        for picture in &source.pictures {
            let path = format!("{base}/{}", picture.file);
            let Some(bytes) = picture.bytes.as_ref().filter(|_| shown.on_pages(&picture.file)) else { continue };
            if folder.get(&path) != Some(bytes.as_slice()) {
                // The name is made of letters, digits and hyphens.
                let _ = plan.writes.insert(path, bytes.as_slice().to_vec());
            }
        }
        let of_import = |path: &str| path.starts_with(&format!("{base}/{BASE}/"));
        let before: Vec<String> =
            folder.within(&base).filter(|(path, _)| of_import(path)).map(|(_, text)| lossy(text)).collect();
        let files = folder.within(&base).filter(|(_, bytes)| raster::format(bytes).is_some());
        let files = files.filter_map(|(path, _)| Some((path, path.strip_prefix(&base)?.strip_prefix('/')?)));
        let gone = files.filter(|(_, file)| {
            let was_imported = before.iter().any(|text| names(text, file));
            !file.contains('/') && was_imported && !shown.anywhere(file)
        });
        plan.removes.extend(gone.map(|(path, _)| path.to_owned()).collect::<Vec<_>>());
    }
}

/// The texts in a report's folder as they will be, each with its path.
struct Texts(Vec<(String, String)>);

impl Texts {
    fn of(folder: &FileTree, plan: &ImportPlan, base: &str) -> Self {
        // What revisions changed is told in words, which show nothing.
        let is_text = |path: &str| path.ends_with(".md") || path.ends_with(ASIDE);
        let stays = |path: &str| plan.writes.get(path).is_none() && !plan.removes.iter().any(|gone| gone == path);
        let old = folder.within(base).filter(|(path, _)| stays(path));
        let all = old.chain(plan.writes.within(base)).filter(|(path, _)| is_text(path));
        Self(all.map(|(path, bytes)| (path.to_owned(), lossy(bytes))).collect())
    }

    fn on_pages(&self, file: &str) -> bool {
        let base = format!("/{BASE}/");
        self.0.iter().any(|(path, text)| !path.contains(&base) && names(text, file))
    }

    fn anywhere(&self, file: &str) -> bool {
        self.0.iter().any(|(_, text)| names(text, file))
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a text names a file, and not one whose name only holds this one.
fn names(text: &str, file: &str) -> bool {
    text.match_indices(file).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "-_.".contains(c)))
}
