//! Tests: a folder holds what was put; what is known of it is made use of, and changes nothing.

use super::*;

fn put(folder: &Path, files: &[(&str, &str)]) -> Synced {
    let staging = Staging::new(folder.parent().expect("a place"), folder, false).expect("a folder of ibid's");
    files.iter().for_each(|(path, text)| staging.put(path, text.as_bytes().to_vec()));
    staging.finish().expect("it is written")
}

fn listing(folder: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER);
    let name = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
    files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).expect("text"))).collect()
}

fn expected(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_folder_holds_what_was_put_and_no_more() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("site");
    let first = [("a/x.html", "1"), ("a/y.html", "2"), ("b.html", "3"), ("c/d/e.js", "4")];
    assert_eq!(put(&folder, &first), Synced { written: 4, kept: 0, removed: 0 });
    assert_eq!(listing(&folder), expected(&first));
    // Files become folders and folders files.
    let second = [("a", "0"), ("b.html", "3"), ("c/d/e.js", "5"), ("c/f.js", "6")];
    assert_eq!(put(&folder, &second), Synced { written: 3, kept: 1, removed: 0 });
    assert_eq!(listing(&folder), expected(&second));
    let third = [("a/z", "7"), ("b.html", "3")];
    assert_eq!(put(&folder, &third), Synced { written: 1, kept: 1, removed: 2 });
    assert_eq!(listing(&folder), expected(&third));
}

#[test]
fn what_is_given_up_leaves_no_trace() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("site");
    let given_up = |files: &[(&str, &str)]| {
        let staging = Staging::new(place.path(), &folder, false).expect("a folder of ibid's");
        files.iter().for_each(|(path, text)| staging.put(path, text.as_bytes().to_vec()));
    };
    given_up(&[("a.html", "1")]);
    assert!(!folder.exists(), "it was not there before");
    put(&folder, &[("a.html", "1")]);
    given_up(&[("a.html", "2"), ("b.html", "2")]);
    assert_eq!(listing(&folder), expected(&[("a.html", "1")]));
    // A build that was cut off: the next one takes away what it left.
    fs::create_dir_all(folder.join(NEXT).join("old")).expect("a folder");
    fs::write(folder.join(NEXT).join("old/left.html"), "x").expect("a file");
    put(&folder, &[("a.html", "3")]);
    assert_eq!(listing(&folder), expected(&[("a.html", "3")]));
}

#[test]
fn a_file_written_piece_by_piece_is_kept_when_it_is_the_same() {
    let place = tempfile::tempdir().expect("a folder");
    let edition = tempfile::tempdir().expect("a folder");
    let large = "x".repeat(100_000);
    let write = |text: &str| {
        let staging = Staging::new(edition.path(), place.path(), false).expect("a folder of ibid's");
        staging.write("data.json", &mut |file| text.as_bytes().chunks(7).try_for_each(|piece| file.write_all(piece)));
        staging.finish().expect("it is written").written
    };
    assert_eq!((write(&large), write(&large)), (1, 0));
    assert_eq!(write(&format!("{}y", &large[1..])), 1, "the last byte counts");
    assert!(fs::read_to_string(place.path().join("data.json")).expect("text").ends_with('y'));
}

/// A build that keeps what the next one needs; whether it knew both folders.
fn built(root: &Path, files: &[(&str, &str)]) -> (bool, Synced) {
    let folder = root.join("site");
    let standing = Standing::look(&folder);
    let staging = Staging::new(root, &folder, false).expect("a folder of ibid's");
    let staging = staging.keeping("p", false).standing(&standing);
    files.iter().for_each(|(path, text)| staging.put(path, text.as_bytes().to_vec()));
    let is_known = fs::canonicalize(&folder).is_ok_and(|full| staging.both_hold(&full).is_some());
    let (done, files) = staging.finish_and_look().expect("it is written");
    assert_eq!(files.fingerprint(), Files::of(&folder).expect("files").fingerprint(), "what is known is what stands");
    let stamp = stamp::Stamp { inputs: String::new(), pages: 0, warnings: 0 };
    stamp::stamp(&folder, &stamp, &files).expect("it is stamped");
    (is_known, done)
}

#[test]
fn a_site_that_nobody_touched_is_not_looked_through() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    let first = [("a/x.html", "1"), ("a/y.html", "2"), ("b.html", "3"), ("c/d/e.js", "4")];
    let second = [("a", "0"), ("b.html", "3"), ("c/d/e.js", "5"), ("c/f/g.js", "6")];
    let third = [("a/z", "7"), ("b.html", "3")];
    assert!(!built(root, &first).0, "there was none");
    let synced = |written, kept, removed| Synced { written, kept, removed };
    for (site, told) in [(&second[..], synced(3, 1, 0)), (&third, synced(1, 1, 2)), (&third, synced(0, 2, 0))] {
        assert_eq!(built(root, site), (true, told));
        assert_eq!(listing(&root.join("site")), expected(site));
    }
    // A file of the site or of the second folder that somebody touches, or that is not ibid's.
    let twin = || {
        let entries = fs::read_dir(root.join(".ibid/sites")).expect("a folder").filter_map(Result::ok);
        entries.map(|entry| entry.path()).find(|path| path.is_dir()).expect("a second folder")
    };
    let touches: [&dyn Fn(); 4] = [
        &|| fs::write(root.join("site/b.html"), "other").expect("written"),
        &|| fs::write(root.join("site/new.html"), "new").expect("written"),
        &|| fs::remove_file(twin().join("b.html")).expect("removed"),
        &|| fs::write(twin().join("a/new.html"), "new").expect("written"),
    ];
    for touch in touches {
        touch();
        assert!(!built(root, &third).0);
        assert_eq!(listing(&root.join("site")), expected(&third));
        assert!(built(root, &first).0);
        assert_eq!(listing(&root.join("site")), expected(&first));
        built(root, &third);
    }
}
