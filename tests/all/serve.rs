//! `ibid serve` from outside: the program runs, requests go over a socket by hand, files change on the disk.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::running::Running;

/// Longer than anything should take, so that a fault ends the test.
const PATIENCE: Duration = Duration::from_secs(20);

const PAGE: &str = "---\ntitle: Kết quả\nlevel: 1\n---\n\nMột câu[^1]. {#k7f2}\n\n[^1]: Lời một.\n";

/// An edition of one report in a new folder.
fn edition() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in [
        ("edition.yaml", "title: Ấn bản\nlanguage: vi\nbase_url: https://an-ban.example/bo/\n"),
        ("content/_index.md", "---\ntitle: Ấn bản\n---\n\nLời mở đầu.\n"),
        ("content/bao-cao/_index.md", "---\ntitle: Báo cáo\n---\n"),
        ("content/bao-cao/01-ket-qua.md", PAGE),
        ("static/rieng.css", "p { color: red }\n"),
    ] {
        put(folder.path(), path, text);
    }
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let target = folder.join(path);
    fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
    fs::write(target, text).expect("a file");
}

/// The program at work.
struct Serve {
    child: Running,
    port: u16,
    out: PathBuf,
}

impl Serve {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let out = folder.join("said.txt");
        let log = fs::File::create(&out).expect("a file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"));
        child.env("IBID_LANGUAGE", "en");
        child.args(["serve", "--root"]).arg(folder).args(["--port", "0"]).args(more);
        child.env("NO_COLOR", "1").stdout(Stdio::piped()).stderr(log);
        let mut child = child.spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let first = lines.next().expect("a line").expect("text");
        let address = first.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        let port = address.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        // Its words are read on, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let serve = Self { child: Running(child), port: port.expect("a port"), out };
        serve.until("/", |answer| answer.status == 200);
        serve
    }

    fn ask(&self, path: &str) -> Answer {
        self.request(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    fn request(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        stream.write_all(request.as_bytes()).expect("it is heard");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::of(&bytes)
    }

    /// Asks until the answer is as it should be.
    fn until(&self, path: &str, is_so: impl Fn(&Answer) -> bool) -> Answer {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.ask(path);
            if is_so(&answer) {
                return answer;
            }
            assert!(Instant::now() < end, "{path} stays {} {}", answer.status, answer.body);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The stream of tidings, after the state that it begins with.
    fn events(&self) -> Events {
        let mut events = self.ask_state();
        assert_eq!(events.next().0, "state");
        events
    }

    /// The stream of tidings from its first event on.
    fn ask_state(&self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        let request = format!("GET /.ibid/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("it is heard");
        Events { lines: BufReader::new(stream) }
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }
}

/// The stream of tidings.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event: its name and data.
    fn next(&mut self) -> (String, String) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("an event in time") > 0, "the stream ended");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (name, data.trim().to_owned());
            }
        }
    }

    /// The next event that is so; those before are passed over.
    fn until(&mut self, is_so: impl Fn(&str, &str) -> bool) -> (String, String) {
        loop {
            let (name, data) = self.next();
            if is_so(&name, &data) {
                return (name, data);
            }
        }
    }
}

#[test]
fn a_saved_page_is_told_and_shown() {
    let folder = edition();
    let serve = Serve::start(folder.path(), &[]);
    let mut events = serve.events();
    put(folder.path(), "content/bao-cao/01-ket-qua.md", &PAGE.replace("Một câu", "Hai câu"));
    events.until(|name, data| name == "changed" && data.contains("\"bao-cao/ket-qua.html\""));
    // What is told is already served.
    let page = serve.ask("/bao-cao/ket-qua.html");
    assert!(page.body.contains("Hai câu"), "{}", page.body);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"), "{}", page.head);
    assert!(page.body.contains("/.ibid/reload.js\" data-file=\"bao-cao/ket-qua.html\""));
    // The rest follows: the search index and the open data know the new words.
    serve.until("/data/edition.json", |answer| answer.body.contains("Hai câu"));
    assert!(!folder.path().join("public").exists(), "nothing is written");
}

#[test]
fn new_files_templates_styles_and_configuration_are_seen() {
    let folder = edition();
    let serve = Serve::start(folder.path(), &[]);
    let mut events = serve.events();
    put(folder.path(), "static/rieng.css", "p { color: blue }\n");
    let (_, data) = events.until(|name, _| name == "changed");
    assert!(data.ends_with("[\"rieng.css\"]]"), "the style sheet alone: {data}");
    put(folder.path(), "content/bao-cao/02-moi.md", "---\ntitle: Trang mới\nlevel: 1\n---\n\nMới.\n");
    serve.until("/bao-cao/moi.html", |answer| answer.status == 200);
    fs::remove_file(folder.path().join("content/bao-cao/02-moi.md")).expect("a file");
    serve.until("/bao-cao/moi.html", |answer| answer.status == 404);
    // A folder that was not there when it began.
    put(folder.path(), "templates/partials/footer_extra.html", "<p>Chân trang riêng</p>");
    serve.until("/", |answer| answer.body.contains("Chân trang riêng"));
    put(folder.path(), "edition.yaml", "title: Tên khác\nlanguage: vi\n");
    serve.until("/", |answer| answer.body.contains("<title>") && answer.body.contains("Tên khác"));
}

#[test]
fn an_import_while_it_serves_is_seen_and_so_is_what_is_saved_after() {
    let folder = edition();
    put(folder.path(), "nguon.md", "# BÁO CÁO MỚI\n\n## 1. Kết quả\n\nCâu của bản nhập.\n");
    let serve = Serve::start(folder.path(), &[]);
    let done = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .env("IBID_LANGUAGE", "en")
        .args(["import", "nguon.md", "--quiet"])
        .current_dir(folder.path())
        .status()
        .expect("it runs");
    assert!(done.success());
    serve.until("/bao-cao-moi/ket-qua.html", |answer| answer.body.contains("Câu của bản nhập."));
    // The import put another folder in the place of content/.
    let page = "content/bao-cao-moi/01-ket-qua.md";
    let text = fs::read_to_string(folder.path().join(page)).expect("a page");
    put(folder.path(), page, &text.replace("Câu của bản nhập.", "Câu đã sửa sau."));
    serve.until("/bao-cao-moi/ket-qua.html", |answer| answer.body.contains("Câu đã sửa sau."));
}

#[test]
fn a_fault_is_shown_and_goes_and_the_last_good_site_stays() {
    let folder = edition();
    let serve = Serve::start(folder.path(), &[]);
    let mut events = serve.events();
    put(folder.path(), "content/bao-cao/01-ket-qua.md", &PAGE.replace("title:", "titel:"));
    let (_, data) = events.until(|name, _| name == "fault");
    for words in ["key-unknown", "content/bao-cao/01-ket-qua.md:2:1", "^^^^^", "did you mean `title`?"] {
        assert!(data.contains(words), "{words}: {data}");
    }
    let end = Instant::now() + PATIENCE;
    let said = loop {
        let said = fs::read_to_string(&serve.out).expect("its words");
        if said.contains("did you mean") || Instant::now() > end {
            break said;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let shown: Vec<String> = serde_json::from_str(&data).expect("a list");
    assert!(said.contains(&shown[0]), "the overlay says what the terminal says: {shown:?}\n{said}");
    assert!(serve.ask("/bao-cao/ket-qua.html").body.contains("Một câu"));
    // A browser that comes now is told, too.
    let mut late = serve.ask_state();
    assert!(late.next().1.contains("key-unknown"));
    put(folder.path(), "content/bao-cao/01-ket-qua.md", PAGE);
    events.until(|name, _| name == "mended");
    // A template's fault is one, too.
    put(folder.path(), "templates/section.html", "{{ page.no_such }}{% if %}");
    let (_, data) = events.until(|name, _| name == "fault");
    assert!(data.contains("template-error") && data.contains("templates/section.html:1"), "{data}");
}

#[test]
fn an_edition_with_faults_from_the_start_waits_for_them_to_be_mended() {
    let folder = edition();
    put(folder.path(), "content/bao-cao/01-ket-qua.md", &PAGE.replace("title:", "titel:"));
    let out = folder.path().join("said.txt");
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"));
    child.env("IBID_LANGUAGE", "en");
    child.args(["serve", "--port", "0", "--root"]).arg(folder.path()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = child.spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its words")).read_line(&mut line).expect("a line");
    let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
    let port = address.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let serve = Serve { child: Running(child), port, out };
    let waiting = serve.ask("/");
    assert_eq!(waiting.status, 503);
    assert!(waiting.body.contains("/.ibid/reload.js"), "the page that waits loads the site when it is there");
    put(folder.path(), "content/bao-cao/01-ket-qua.md", PAGE);
    serve.until("/", |answer| answer.status == 200);
}

#[test]
fn only_this_machine_only_reading_only_the_site() {
    let folder = edition();
    let serve = Serve::start(folder.path(), &[]);
    let asked = |line: &str, host: &str| serve.request(&format!("{line} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    let own = format!("Host: 127.0.0.1:{}\r\n", serve.port);
    assert_eq!(asked("GET /", &own).status, 200);
    for host in ["Host: evil.example\r\n", "Host: localhost.evil.example\r\n", "Host: \r\n"] {
        let refused = asked("GET /bao-cao/ket-qua.html", host);
        assert_eq!(refused.status, 421, "{host}");
        assert!(!refused.body.contains("Một câu"));
    }
    assert!(asked("GET /", "").status >= 400, "no host at all");
    assert_eq!(asked("GET /", &format!("{own}Host: evil.example\r\n")).status, 421, "two hosts");
    assert_eq!(asked("GET http://evil.example/", &own).status, 421, "a host in the address");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let refused = asked(&format!("{method} /"), &own);
        assert_eq!(refused.status, 405, "{method}");
        assert!(refused.head.contains("allow: get, head"), "{}", refused.head);
    }
    let head = asked("HEAD /rieng.css", &own);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains("content-type: text/css; charset=utf-8"), "{}", head.head);
    for path in [
        "/../edition.yaml",
        "/%2e%2e/edition.yaml",
        "/bao-cao/..%2f..%2fedition.yaml",
        "/..%5cedition.yaml",
        "/%00",
        "/bao-cao/%00.html",
        "//edition.yaml",
        "/edition.yaml",
        "/content/_index.md",
        "/%ff",
    ] {
        let answer = serve.ask(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("base_url:"), "{path}");
    }
}

#[test]
fn addresses_are_answered_as_a_host_would() {
    let folder = edition();
    let serve = Serve::start(folder.path(), &[]);
    let moved = serve.ask("/bao-cao");
    assert_eq!(moved.status, 302);
    assert!(moved.head.contains("location: /bao-cao/"), "{}", moved.head);
    assert_eq!(serve.ask("/bao-cao/").status, 200);
    let lost = serve.ask("/khong/co.html");
    assert_eq!(lost.status, 404);
    assert!(
        lost.body.contains("href=\"/style.css\""),
        "the site's own page, whose links begin at the host: {}",
        lost.body
    );
    for (path, kind) in [
        ("/reader.js", "text/javascript; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
        ("/fonts/serif-latin.woff2", "font/woff2"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/data/edition.json", "application/json"),
        ("/feed.xml", "xml"),
    ] {
        let answer = serve.ask(path);
        let named = answer.head.lines().find(|line| line.starts_with("content-type:")).unwrap_or_default().to_owned();
        assert!(answer.status == 200 && named.contains(kind), "{path}: {} {named}", answer.status);
        assert!(!answer.body.contains("reload.js"), "{path} is served as it is built");
    }
    // The address of the machine stands in place of the edition's.
    assert!(serve.ask("/").body.contains(&format!("href=\"http://127.0.0.1:{}/\"", serve.port)));
    let below = Serve::start_below(folder.path());
    assert_eq!(below.ask("/an/ban/bao-cao/ket-qua.html").status, 200);
    assert_eq!(below.ask("/bao-cao/ket-qua.html").status, 404);
}

impl Serve {
    /// Served below a path, by another name.
    fn start_below(folder: &Path) -> Self {
        let held = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = held.local_addr().expect("its number").port();
        drop(held);
        let out = folder.join("said.txt");
        let child = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .env("IBID_LANGUAGE", "en")
            .args(["serve", "--port", &port.to_string(), "-u", "http://localhost/an/ban", "--root"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let serve = Self { child: Running(child), port, out };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
        serve.until("/an/ban/", |answer| answer.status == 200);
        serve
    }
}

#[test]
fn a_taken_port_names_a_free_one() {
    let folder = edition();
    let held = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = held.local_addr().expect("its number").port().to_string();
    let run = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .env("IBID_LANGUAGE", "en")
        .args(["serve", "--port", &port, "--root"])
        .arg(folder.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("ibid serve --port"), "{said}");
}

#[test]
fn built_pages_have_no_script_of_serve() {
    let folder = edition();
    let run = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .env("IBID_LANGUAGE", "en")
        .args(["build", "--root"])
        .arg(folder.path())
        .output();
    assert!(run.expect("it runs").status.success());
    let page = fs::read_to_string(folder.path().join("public/bao-cao/ket-qua.html")).expect("a page");
    assert!(!page.contains(".ibid"), "{page}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_cleanly() {
    let folder = edition();
    let mut serve = Serve::start(folder.path(), &[]);
    // A browser that listens does not hold it up.
    let _events = serve.events();
    let sent = Command::new("kill").args(["-INT", &serve.child.0.id().to_string()]).status().expect("a signal");
    assert!(sent.success());
    let end = Instant::now() + PATIENCE;
    let status = loop {
        match serve.child.0.try_wait().expect("its end") {
            Some(status) => break status,
            None => assert!(Instant::now() < end, "it goes on"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(status.code(), Some(0));
}
