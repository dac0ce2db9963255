//! Tests: whatever call fails, and wherever the program dies, a site and the pages of an edition are old or new.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::calls::Call;
use super::calls::faults::{self, Fault};
use super::names::{self, NEXT, slashed};
use super::{Lock, Staging, Stamp, Standing, read_to_write, replace_content, replace_pages, stamp, undo};
use crate::tree::{FileSink as _, FileTree};

/// A site, and the one that takes its place: a file becomes a folder, a folder a file; files stay, change, go and come.
const OLD: [(&str, &str); 6] =
    [("a/x.html", "1"), ("b", "2"), ("c.html", "same"), ("d/e.html", "3"), ("d/gone.html", "4"), ("f/same.js", "same")];
const NEW: [(&str, &str); 6] = [
    ("a", "x"),
    ("b/y.html", "2"),
    ("c.html", "same"),
    ("d/e.html", "other"),
    ("f/same.js", "same"),
    ("g/h.html", "5"),
];

/// The pages of an edition, and what an import makes of them.
const PAGES: [(&str, &str); 3] = [("content/_index.md", "1"), ("content/a/01.md", "2"), ("content/a/02.md", "3")];
const REVISED: [(&str, &str); 3] =
    [("content/a/01.md", "other"), ("content/a/03.md", "new"), ("content/b/01.md", "new")];

/// What a file system can do.
const DISKS: [(&str, bool, bool); 3] =
    [("exchanges", true, true), ("exchanges nothing", false, true), ("exchanges and links nothing", false, false)];

type Files = BTreeMap<String, String>;

struct Place(TempDir);

impl Place {
    fn root(&self) -> &Path {
        self.0.path()
    }

    fn site(&self) -> PathBuf {
        self.root().join("public")
    }

    /// An edition whose pages have been left alone for an hour.
    fn new() -> Self {
        // Thousands of folders come and go: in memory, where the system has a place for that.
        let place = Self(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder"));
        for (path, text) in PAGES {
            let path = place.root().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        }
        place.age();
        place
    }

    fn age(&self) {
        let then = SystemTime::now() - Duration::from_secs(3600);
        let files = WalkDir::new(self.root().join("content")).into_iter().filter_map(Result::ok);
        for file in files.filter(|entry| entry.file_type().is_file()) {
            let file = fs::File::options().write(true).open(file.path()).expect("a file");
            file.set_modified(then).expect("a time");
        }
    }

    /// What readers find: all files but ibid's own.
    fn files(&self) -> Files {
        let mut files = Files::new();
        for entry in WalkDir::new(self.root()).into_iter().filter_map(Result::ok) {
            let name = slashed(entry.path().strip_prefix(self.root()).expect("below"));
            let is_own = name.split('/').any(|part| part == names::OWN || names::is_unfinished(part));
            if entry.file_type().is_file() && !is_own {
                files.insert(name, fs::read_to_string(entry.path()).expect("text"));
            }
        }
        files
    }

    fn build(&self, site: &[(&str, &str)]) -> Result<()> {
        let (root, folder) = (self.root(), self.site());
        let _lock = Lock::take(root)?;
        let standing = Standing::look(&folder);
        let staging = Staging::new(root, &folder, false)?.keeping("p", false).standing(&standing);
        site.iter().for_each(|(path, text)| staging.put(path, text.as_bytes().to_vec()));
        let (_, files) = staging.finish_and_look()?;
        stamp(&folder, &Stamp { inputs: String::new(), pages: 0, warnings: 0 }, &files)
    }

    fn import(&self) -> Result<()> {
        let _lock = Lock::take(self.root())?;
        let reading = read_to_write(self.root())?;
        replace_content(self.root(), &reading, &tree(&REVISED), &["content/a/02.md".to_owned()]).map(drop)
    }

    fn review(&self) -> Result<()> {
        let _lock = Lock::take(self.root())?;
        let reading = read_to_write(self.root())?;
        replace_pages(self.root(), &reading, &tree(&REVISED), &["content/a/02.md".to_owned()]).map(drop)
    }

    fn undo(&self) -> Result<()> {
        let _lock = Lock::take(self.root())?;
        undo(self.root()).map(|_| ())
    }
}

fn tree(files: &[(&str, &str)]) -> FileTree {
    files.iter().map(|(path, text)| (*path, text.as_bytes())).collect()
}

/// A command, and what is there before it.
struct Setup {
    name: &'static str,
    prepare: fn(&Place),
    run: fn(&Place) -> Result<()>,
    /// Whether the program may die between two calls and leave what the next command mends, on a disk that exchanges.
    is_mended: bool,
}

const SCENES: [Setup; 7] = [
    Setup { name: "first build", prepare: |_| {}, run: |place| place.build(&NEW), is_mended: false },
    Setup { name: "second build", prepare: built_once, run: |place| place.build(&NEW), is_mended: false },
    Setup { name: "later build", prepare: built_twice, run: |place| place.build(&NEW), is_mended: false },
    Setup {
        name: "build of a site that is known",
        prepare: built_untouched,
        run: |place| place.build(&NEW),
        is_mended: false,
    },
    Setup { name: "import", prepare: |_| {}, run: Place::import, is_mended: false },
    Setup { name: "undo", prepare: imported, run: Place::undo, is_mended: false },
    Setup { name: "review", prepare: |_| {}, run: Place::review, is_mended: true },
];

fn built_once(place: &Place) {
    place.build(&OLD).expect("it is built");
    fs::write(place.site().join(".gitkeep"), "kept").expect("written");
}

fn built_untouched(place: &Place) {
    place.build(&NEW).expect("it is built");
    place.build(&OLD).expect("it is built");
}

fn built_twice(place: &Place) {
    place.build(&NEW).expect("it is built");
    built_once(place);
}

fn imported(place: &Place) {
    place.import().expect("it is imported");
    place.age();
}

/// The faults to try with a command that makes these calls. A disk that stays full matters most where files move one by
/// one: there it keeps them from being taken back, too.
fn faults_of(calls: &[Call], is_full: bool) -> Vec<Fault> {
    let each = (1..=calls.len()).flat_map(|n| [Fault::Once(n), Fault::Death(n)]);
    let lasting = calls.iter().enumerate().map(|(at, call)| {
        let before = calls[..=at].iter().filter(|one| *one == call).count();
        Fault::Lasting(*call, before)
    });
    each.chain(lasting.filter(|_| is_full)).collect()
}

/// Runs a scene with every fault; how many there were.
fn try_all(scene: &Setup, disk: (&str, bool, bool)) -> usize {
    let (disk, can_exchange, can_link) = disk;
    let begin = || {
        let place = Place::new();
        (scene.prepare)(&place);
        place
    };
    faults::on_disk(can_exchange, can_link, || {
        let place = begin();
        let old = place.files();
        let (done, calls) = faults::with(None, || (scene.run)(&place));
        done.expect("it goes well without a fault");
        let new = place.files();
        assert_ne!(old, new);
        let all = faults_of(&calls, !can_exchange && can_link);
        for fault in &all {
            let place = begin();
            let told = format!("{} on a disk that {disk}, {fault:?} of {calls:?}", scene.name);
            let (done, _) = faults::with(Some(*fault), || (scene.run)(&place));
            let is_one_step = can_exchange && !scene.is_mended;
            let at_once = is_one_step || matches!(fault, Fault::Once(_));
            judge(&place, &done, &told, at_once, [&old, &new]);
        }
        all.len()
    })
}

/// After a fault the place is old or new: at once, or when the next command has begun.
fn judge(place: &Place, done: &Result<()>, told: &str, at_once: bool, [old, new]: [&Files; 2]) {
    if at_once {
        let now = place.files();
        assert!(now == *old || now == *new, "{told}: between the two: {now:?}");
    }
    match done {
        Ok(()) => assert_eq!(&place.files(), new, "{told}: it was said to be done"),
        Err(error) => {
            let said = format!("{error:#}");
            let root = place.root().to_string_lossy();
            assert!(said.contains(&*root) && said.contains("run the command again"), "{told}: {said}");
        }
    }
    drop(Lock::take(place.root()).expect("the next command mends"));
    let now = place.files();
    assert!(now == *old || now == *new, "{told}: between the two after all: {now:?}");
    assert!(!place.root().join("content").join(NEXT).join("journal").exists(), "{told}: mended");
    // The command goes well now; what the fault left is no hindrance.
    place.build(&NEW).unwrap_or_else(|error| panic!("{told}: then {error:#}"));
    let site = |files: &[(&str, &str)]| -> Files {
        files.iter().map(|(path, text)| (format!("public/{path}"), (*text).to_owned())).collect()
    };
    let built: Files = place.files().into_iter().filter(|(name, _)| name.starts_with("public/")).collect();
    let kept = built.clone().into_iter().filter(|(name, _)| name == "public/.gitkeep");
    assert_eq!(built, site(&NEW).into_iter().chain(kept).collect(), "{told}: the site that is built next");
}

#[test]
fn a_site_is_old_or_new_at_every_call() {
    // What a second folder holds from before matters only where there is one.
    let tried: usize = SCENES[..4].iter().map(|scene| try_all(scene, DISKS[0])).sum::<usize>()
        + SCENES[..2].iter().map(|scene| try_all(scene, DISKS[1])).sum::<usize>()
        + try_all(&SCENES[1], DISKS[2]);
    println!("{tried} faults of builds");
    assert!(tried > 300, "{tried} faults");
}

#[test]
fn the_pages_are_old_or_new_at_every_call() {
    let others = SCENES[4..].iter();
    let tried: usize = others.map(|scene| DISKS[..2].iter().map(|disk| try_all(scene, *disk)).sum::<usize>()).sum();
    println!("{tried} faults of commands that change pages");
    assert!(tried > 200, "{tried} faults");
}

#[test]
fn undo_has_what_it_needs_whatever_failed() {
    for (disk, can_exchange, can_link) in DISKS {
        let calls = faults::on_disk(can_exchange, can_link, || faults::with(None, || Place::new().import()).1);
        for fault in faults_of(&calls, !can_exchange) {
            faults::on_disk(can_exchange, can_link, || {
                let place = Place::new();
                let old = place.files();
                let _ = faults::with(Some(fault), || place.import());
                drop(Lock::take(place.root()).expect("it is mended"));
                place.age();
                if place.files() != old {
                    place.undo().unwrap_or_else(|error| panic!("{disk}, {fault:?}: {error:#}"));
                    assert_eq!(place.files(), old, "{disk}, {fault:?}");
                }
            });
        }
    }
}

#[test]
fn what_an_editor_saves_meanwhile_is_not_lost() {
    let place = Place::new();
    let page = place.root().join("content/a/01.md");
    let reading = read_to_write(place.root()).expect("it is read");
    fs::write(&page, "saved meanwhile").expect("written");
    let before = place.files();
    for replace in [replace_content, replace_pages] {
        let said = replace(place.root(), &reading, &tree(&REVISED), &[]).expect_err("it is refused").to_string();
        assert!(said.contains("01.md was changed while ibid was at work, so nothing was written"), "{said}");
        assert_eq!(place.files(), before);
    }
    assert!(!place.root().join(names::OWN).join("next").exists(), "nothing is left");
}

#[cfg(unix)]
#[test]
fn whoever_holds_the_folder_open_sees_the_new_site() {
    use std::os::unix::fs::MetadataExt as _;
    let place = Place::new();
    place.build(&OLD).expect("it is built");
    // As a container's mount does: not the name but the folder itself, which goes where it is renamed to.
    let held = fs::metadata(place.site()).expect("a folder").ino();
    let find = || {
        let folders = WalkDir::new(place.root()).into_iter().filter_map(Result::ok);
        folders
            .filter(|entry| entry.metadata().is_ok_and(|meta| meta.ino() == held))
            .map(|entry| entry.into_path())
            .next()
    };
    for site in [&NEW[..], &OLD[..], &NEW[..1]] {
        place.build(site).expect("it is built");
        let held = find().expect("it still stands");
        let names: Vec<_> = WalkDir::new(&held).sort_by_file_name().into_iter().filter_map(Result::ok).collect();
        let files = names.iter().filter(|entry| entry.file_type().is_file() && entry.file_name() != super::MARKER);
        let files: Vec<String> = files.map(|entry| slashed(entry.path().strip_prefix(&held).expect("below"))).collect();
        assert_eq!(files, site.iter().map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_exchanged_is_written_in_place() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let place = Place::new();
    place.build(&OLD).expect("it is built");
    let identity = || fs::metadata(place.site()).expect("a folder").ino();
    // A repository in it has one name only.
    fs::create_dir(place.site().join(".git")).expect("a folder");
    fs::write(place.site().join(".git/index"), "index").expect("written");
    let before = identity();
    place.build(&NEW).expect("it is built");
    assert_eq!(identity(), before, "it is the same folder");
    assert_eq!(fs::read_to_string(place.site().join(".git/index")).expect("it stands"), "index");
    fs::remove_dir_all(place.site().join(".git")).expect("removed");
    // A link to the site's folder stays one; rights go over to the new folder.
    let real = place.root().join("real");
    fs::rename(place.site(), &real).expect("renamed");
    symlink("real", place.site()).expect("a link");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o2775)).expect("rights");
    place.build(&OLD).expect("it is built");
    assert!(place.site().is_symlink() && real.join("c.html").is_file());
    assert_eq!(fs::metadata(&real).expect("a folder").permissions().mode() & 0o7777, 0o2775);
}

#[test]
fn second_folders_go_with_their_sites() {
    let place = Place::new();
    let twins =
        || WalkDir::new(place.root().join(names::OWN).join("sites")).min_depth(1).max_depth(1).into_iter().count();
    place.build(&OLD).expect("it is built");
    assert_eq!(twins(), 2, "a folder and its note");
    let other = place.root().join("other");
    fs::rename(place.site(), &other).expect("renamed");
    place.build(&OLD).expect("it is built");
    fs::remove_dir_all(place.site()).expect("removed");
    let staging = Staging::new(place.root(), &other, false).expect("it is ibid's");
    staging.put("a.html", b"1".to_vec());
    staging.finish().expect("it is built");
    assert_eq!(twins(), 2, "that of the site that is gone went");
    assert!(super::clean(place.root(), &other).expect("it is ibid's"));
    // What is kept of the site that is gone goes with the next one that is kept.
    fs::remove_dir_all(place.root().join(names::OWN).join("cache")).expect("removed");
    let _ = fs::remove_file(place.root().join(names::OWN).join("lock"));
    let _ = fs::remove_dir(place.root().join(names::OWN));
    assert!(!place.root().join(names::OWN).exists());
}

#[test]
fn the_folder_of_the_edition_is_no_place_for_its_site() {
    let place = Place::new();
    for folder in [place.root(), place.root().parent().expect("a folder above")] {
        let said = Staging::new(place.root(), folder, true).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains("holds the edition itself"), "{said}");
    }
}
