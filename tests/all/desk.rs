//! The desk: what waits, what each answer writes, and who is let in.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ibid::diagnostic::Checked;
use ibid::model::edition::Edition;
use ibid::model::links::Links;
use ibid::pipeline::desk::{Answer, Gathered, Item, Kind, Refusal, Role, Verb, act, add, gather, select};
use ibid::pipeline::{BuildOptions, read_and_link};
use ibid::tree::FileTree;
use tempfile::TempDir;

use crate::support::running::Running;

const CONFIG: &str = "title: Ấn bản # tên\nlanguage: vi\n# hết\n";
const PAGE: &str = "---\ntitle: Kết quả   # mine\nindicators:\n  # first\n  - name: Diện tích\n    value: 125\n    unit: ha\n    period: '2024'\n    kind: actual\n    quote: trồng 125 ha\n    at: k7f2\n    status: proposed\ncorrections:\n  - quote: \"chi tiêu\"\n    at: k7f2\n    read: \"chỉ tiêu\"\n    reason: \"between these words the edition has “chỉ”\"\n    proposed: true\n---\n\nMở đầu. Xã trồng 125 ha chè, đạt chi tiêu năm[^1]. {#k7f2}\n\n<<<<<<< content\nBản một. {#c0nf}\n=======\nBản hai. {#c0nf}\n>>>>>>> source\n\nToàn xã có 30 cán bộ, công chức (12 cán bộ, công chức cấp xã; 17 cán bộ, công chức cấp thôn). {#sum0}\n\nMất chú thích[^9]. {#l0st}\n\n[^1]: Lời chú.\n";
const ASIDE: &str = "# What a revision could not put back in its place. Move each entry to the front matter of a page, or delete it.\n- list: annotations\n  page: \"01-ket-qua.md\"\n  date: \"2025-01-01\"\n  why: \"its words are gone\"\n  entry:\n    quote: \"trồng 125 ha\"\n    note: \"Nay là 130 ha.\"\n";

fn folder() -> FileTree {
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", CONFIG),
        ("content/_index.md", "---\ntitle: Nhà\n---\n"),
        ("content/r/_index.md", "---\ntitle: Báo cáo\n---\n"),
        ("content/r/01-ket-qua.md", PAGE),
        ("content/r/_aside.yaml", ASIDE),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    folder
}

fn gathered(folder: &FileTree) -> Gathered {
    let read = read_and_link(folder, &BuildOptions::default());
    gather(folder.clone(), &read.value.0, &read.value.1, &read.diagnostics)
}

fn of_kind(gathered: &Gathered, kind: Kind) -> Item {
    gathered.items.iter().find(|item| item.kind == kind).cloned().expect("an item of this kind")
}

fn answer(verb: Verb, fields: &[(&str, &str)]) -> Answer {
    Answer { verb, fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect() }
}

/// A file as an answer leaves it.
fn after(item: &Item, verb: Verb, fields: &[(&str, &str)], path: &str) -> Result<String, Refusal> {
    let changes = act(&folder(), &[(item.clone(), answer(verb, fields))])?;
    Ok(changes.get(path).cloned().flatten().unwrap_or_default())
}

const PATH: &str = "content/r/01-ket-qua.md";

#[test]
fn everything_that_wants_a_person_is_in_the_queue_once() {
    let gathered = gathered(&folder());
    let names: Vec<(&str, &str)> = gathered.items.iter().map(|item| (item.kind.name(), item.code)).collect();
    let wanted = [
        ("conflict", "merge-open"),
        ("aside", "entry-aside"),
        ("correction", ""),
        ("indicator", ""),
        ("discrepancy", "figures-differ"),
        ("note", "note-unresolved"),
    ];
    assert_eq!(names, wanted);
    let item = of_kind(&gathered, Kind::Correction);
    let words: Vec<&str> = item.sentence.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["Mở đầu.", " Xã trồng 125 ha chè, đạt ", "chi tiêu", " năm."]);
    assert_eq!((item.spot.line, item.spot.url.as_str()), (21, "r/ket-qua.html#k7f2"));
    // The same words, the same name: another run, and a page that grew above.
    let mut later = folder();
    later.insert(PATH, PAGE.replace("Mở đầu.", "Mở đầu dài hơn.\n\nThêm.")).expect("a path inside");
    let again = self::gathered(&later);
    assert!(again.items.iter().any(|other| other.id == item.id));
}

#[test]
fn each_answer_is_the_smallest_change() {
    let all = gathered(&folder());
    let of = |kind, verb, fields: &[(&str, &str)]| after(&of_kind(&all, kind), verb, fields, PATH).expect("a change");
    assert_eq!(of(Kind::Correction, Verb::Accept, &[]), PAGE.replace("    proposed: true\n", ""));
    assert_eq!(of(Kind::Correction, Verb::Refuse, &[]), PAGE.replace("    proposed: true\n", "    status: refused\n"));
    let changed = of(Kind::Correction, Verb::Change, &[("read", "chỉ \"tiêu\""), ("reason", "Sót dấu.")]);
    let wanted = PAGE
        .replace("\"chỉ tiêu\"", "\"chỉ \\\"tiêu\\\"\"")
        .replace("\"between these words the edition has “chỉ”\"", "\"Sót dấu.\"");
    assert_eq!(changed, wanted.replace("    proposed: true\n", ""));
    assert_eq!(of(Kind::Indicator, Verb::Accept, &[]), PAGE.replace("    status: proposed\n", ""));
    let changed = of(
        Kind::Indicator,
        Verb::Change,
        &[("name", "Diện tích chè"), ("period", ""), ("kind", "target"), ("op", ">=")],
    );
    let wanted = PAGE.replace("name: Diện tích\n", "name: \"Diện tích chè\"\n").replace("    period: '2024'\n", "");
    assert_eq!(
        changed,
        wanted.replace("kind: actual", "kind: target").replace("    status: proposed\n", "    op: \">=\"\n")
    );
    let open = "<<<<<<< content\nBản một. {#c0nf}\n=======\nBản hai. {#c0nf}\n>>>>>>> source\n";
    assert_eq!(of(Kind::Conflict, Verb::Accept, &[]), PAGE.replace(open, "Bản hai. {#c0nf}\n"));
    assert_eq!(of(Kind::Conflict, Verb::Refuse, &[]), PAGE.replace(open, "Bản một. {#c0nf}\n"));
    assert_eq!(
        of(Kind::Conflict, Verb::Change, &[("text", "Bản ba. {#c0nf}")]),
        PAGE.replace(open, "Bản ba. {#c0nf}\n")
    );
    assert_eq!(of(Kind::Note, Verb::Change, &[("text", "Mất.")]), PAGE.replace("Mất chú thích[^9].", "Mất."));
    let back = of(Kind::Aside, Verb::Accept, &[]);
    assert_eq!(
        back,
        PAGE.replace(
            "proposed: true\n---",
            "proposed: true\nannotations:\n  - quote: \"trồng 125 ha\"\n    note: \"Nay là 130 ha.\"\n---"
        )
    );
    let aside = of_kind(&all, Kind::Aside);
    let dropped = act(&folder(), &[(aside, answer(Verb::Refuse, &[]))]).expect("a change");
    assert_eq!(
        dropped,
        BTreeMap::from([("content/r/_aside.yaml".to_owned(), None)]),
        "the last entry takes the file with it"
    );
}

#[test]
fn figures_that_differ_are_settled_or_corrected() {
    let all = gathered(&folder());
    let item = of_kind(&all, Kind::Discrepancy);
    let settled = after(&item, Verb::Accept, &[("reason", "In như thế.")], "edition.yaml").expect("a change");
    let wanted = format!(
        "{CONFIG}settled:\n  - at: [\"r#sum0\", \"r#sum0\"]\n    values: [\"{}\", \"{}\"]\n    reason: \"In như thế.\"\n",
        item.change.0, item.change.1
    );
    assert_eq!(settled, wanted);
    let mut later = folder();
    later.insert("edition.yaml", settled).expect("a path inside");
    assert!(gathered(&later).items.iter().all(|item| item.kind != Kind::Discrepancy), "it is settled");
    assert_eq!(after(&item, Verb::Accept, &[], "edition.yaml"), Err(Refusal::Field("reason".to_owned())));
    let corrected = after(&item, Verb::Change, &[("read", "29"), ("reason", "12 và 17.")], PATH).expect("a change");
    let entry = format!(
        "  - quote: \"{}\"\n    at: \"sum0\"\n    read: \"29\"\n    reason: \"12 và 17.\"\n",
        item.fields[0].value
    );
    assert_eq!(corrected, PAGE.replace("proposed: true\n---", &format!("proposed: true\n{entry}---")));
}

/// Two reports with passages that share a run of words, and hardly more than makes a pair.
fn alike_in_part() -> FileTree {
    let run =
        "một hai ba bốn năm sáu bảy tám chín mười sen súng lúa ngô khoai sắn mía dừa cam quýt bưởi xoài mận ổi táo lê";
    let own = |word: &str| (0..24).map(|n| format!("{word}{}", char::from(b'a' + n))).collect::<Vec<_>>().join(" ");
    let mut folder = folder();
    folder.take("content/r");
    for (report, id, word) in [("r", "k7f2", "gạo"), ("s", "m2n3", "tôm")] {
        let page = format!("---\ntitle: Việc {report}\n---\n\nKể rằng {run} {}. {{#{id}}}\n", own(word));
        folder.insert(format!("content/{report}/_index.md"), format!("---\ntitle: {report}\n---\n")).expect("inside");
        folder.insert(format!("content/{report}/01-viec.md"), page).expect("inside");
    }
    folder
}

#[test]
fn a_pair_in_doubt_is_confirmed_or_refused() {
    let all = gathered(&alike_in_part());
    let item = of_kind(&all, Kind::Parallel);
    let marked: Vec<&str> =
        item.sentence.iter().filter(|(role, _)| *role == Role::Marked).map(|(_, words)| words.as_str()).collect();
    assert!(marked.len() == 1 && marked[0].contains("mười sen súng"), "{marked:?}");
    for (verb, says, pairs) in [(Verb::Accept, "same", 1), (Verb::Refuse, "other", 0)] {
        let changes = act(&alike_in_part(), &[(item.clone(), answer(verb, &[]))]).expect("a change");
        let config = changes["edition.yaml"].clone().unwrap_or_default();
        let entry = format!("parallels:\n  - at: [\"r#k7f2\", \"s#m2n3\"]\n    answer: {says}\n");
        assert_eq!(config, format!("{CONFIG}{entry}"));
        let mut later = alike_in_part();
        later.insert("edition.yaml", config).expect("a path inside");
        assert!(gathered(&later).items.iter().all(|item| item.kind != Kind::Parallel), "it is answered");
        let read = read_and_link(&later, &BuildOptions::default());
        let passages = |read: &Checked<(Edition, Links)>| {
            let of_passages = read.value.1.parallels.iter().filter(|pair| !pair.is_section);
            of_passages.map(|pair| pair.is_doubtful).collect::<Vec<_>>()
        };
        assert_eq!(passages(&read), vec![false; pairs]);
        // The two places in the other order are the same pair; an entry that fits none is told.
        let turned = format!("{CONFIG}parallels:\n  - at: [\"s#m2n3\", \"r#k7f2\"]\n    answer: {says}\n");
        later.insert("edition.yaml", turned.replace("r#k7f2", "r#k7f9")).expect("a path inside");
        let said = read_and_link(&later, &BuildOptions::default()).diagnostics;
        assert!(said.iter().any(|one| one.code == "parallel-unused"), "{said:?}");
        later.insert("edition.yaml", turned).expect("a path inside");
        assert_eq!(passages(&read_and_link(&later, &BuildOptions::default())).len(), pairs);
    }
}

#[test]
fn what_cannot_be_written_is_refused_in_words() {
    let all = gathered(&folder());
    let item = of_kind(&all, Kind::Indicator);
    let refused = |fields: &[(&str, &str)]| after(&item, Verb::Change, fields, PATH).expect_err("a refusal");
    assert_eq!(refused(&[("value", "nhiều")]), Refusal::Field("value".to_owned()));
    assert_eq!(refused(&[("value", "126")]), Refusal::Field("value".to_owned()), "the words say otherwise");
    assert_eq!(refused(&[("value", "1,5")]), Refusal::Field("value".to_owned()));
    assert_eq!(refused(&[("name", " ")]), Refusal::Field("name".to_owned()));
    assert_eq!(refused(&[("kind", "x\ny: z")]), Refusal::Field("kind".to_owned()));
    // A line feed in a field is a sign in its words, never another key.
    let text = after(&item, Verb::Change, &[("unit", "ha\n    draft: true")], PATH).expect("a change");
    assert!(text.contains("    unit: \"ha\\n    draft: true\"\n"), "{text}");
    assert_eq!(after(&item, Verb::Seen, &[], PATH), Err(Refusal::Verb));
    let mut changed = folder();
    changed.insert(PATH, PAGE.replace("unit: ha", "unit: mẫu")).expect("a path inside");
    assert_eq!(act(&changed, &[(item, answer(Verb::Accept, &[]))]), Err(Refusal::Gone));
    let aside = of_kind(&all, Kind::Aside);
    let out = after(&aside, Verb::Change, &[("page", "../../edition.yaml")], "edition.yaml");
    assert_eq!(out, Err(Refusal::Field("page".to_owned())), "an entry goes to a page of its report alone");
    let broken = after(&aside, Verb::Change, &[("text", "quote: [\nnote")], PATH);
    assert!(matches!(broken, Err(Refusal::Fault(_))), "{broken:?}");
}

#[test]
fn selected_words_become_entries() {
    let all = gathered(&folder());
    let (path, _) = &all.pages["r/ket-qua.html"];
    let figures = all.figures.get(path).cloned().unwrap_or_default();
    let found = select(path, PAGE, ("k7f2", "125 ha"), &figures).expect("a place");
    let fields: Vec<(&str, &str)> = found.indicator.iter().map(|field| (field.name, field.value.as_str())).collect();
    assert!(fields.contains(&("value", "125")) && fields.contains(&("unit", "ha")), "{fields:?}");
    assert_eq!(select(path, PAGE, ("k7f2", "không có"), &figures), Err(Refusal::Gone));
    assert_eq!(select(path, PAGE, ("k7f2", "h"), &figures), Err(Refusal::Field("quote".to_owned())));
    let note = select(path, PAGE, ("fn-1", "Lời chú"), &figures).expect("a note");
    assert_eq!(note.fix.at, "^1");
    let given = BTreeMap::from([("note".to_owned(), "Xem thêm.".to_owned())]);
    let changes = add(&folder(), &note.fix, "annotations", &given).expect("a change");
    let text = changes[PATH].clone().unwrap_or_default();
    assert_eq!(
        text,
        PAGE.replace(
            "proposed: true\n---",
            "proposed: true\nannotations:\n  - quote: \"Lời chú\"\n    at: \"^1\"\n    note: \"Xem thêm.\"\n---"
        )
    );
    let given = BTreeMap::from([
        ("term".to_owned(), "OCOP".to_owned()),
        ("definition".to_owned(), "Mỗi xã một sản phẩm".to_owned()),
    ]);
    let changes = add(&folder(), &found.fix, "glossary", &given).expect("a change");
    assert_eq!(
        changes["edition.yaml"].as_deref(),
        Some(&*format!("{CONFIG}glossary:\n  - term: \"OCOP\"\n    definition: \"Mỗi xã một sản phẩm\"\n"))
    );
    // Words that are proposed already are taken up, not written twice.
    let given = BTreeMap::from([("name".to_owned(), "Chè".to_owned()), ("value".to_owned(), "125".to_owned())]);
    let changes = add(&folder(), &found.fix, "indicators", &given).expect("a change");
    let text = changes[PATH].clone().unwrap_or_default();
    assert_eq!(text, PAGE.replace("name: Diện tích\n", "name: \"Chè\"\n").replace("    status: proposed\n", ""));
    let mut accepted = folder();
    accepted.insert(PATH, text).expect("a path inside");
    assert_eq!(add(&accepted, &found.fix, "indicators", &given), Err(Refusal::There));
    assert_eq!(add(&folder(), &found.fix, "extra", &given), Err(Refusal::Verb));
}

/// The program at work.
struct Serve {
    _child: Running,
    site: u16,
    port: u16,
    base: String,
}

const PATIENCE: Duration = Duration::from_secs(20);

impl Serve {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"));
        child.env("IBID_LANGUAGE", "en");
        child.args(["serve", "--port", "0", "--root"]).arg(folder).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = child.env("NO_COLOR", "1").spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let mut address = || {
            let line = lines.next().expect("a line").expect("text");
            line.split_whitespace()
                .find_map(|word| word.strip_prefix("http://127.0.0.1:"))
                .expect("an address")
                .to_owned()
        };
        let (site, desk) = (address(), address());
        std::thread::spawn(move || lines.for_each(drop));
        let (port, base) = desk.split_once('/').expect("a path");
        let number = |text: &str| text.trim_end_matches('/').parse().expect("a port");
        Self { _child: Running(child), site: number(&site), port: number(port), base: format!("/{base}") }
    }

    fn token(&self) -> &str {
        self.base.split('/').nth(3).expect("a token")
    }

    fn own(&self) -> Vec<(&'static str, String)> {
        let host = format!("127.0.0.1:{}", self.port);
        vec![
            ("Host", host.clone()),
            ("Origin", format!("http://{host}")),
            ("X-Desk-Token", self.token().to_owned()),
            ("Content-Type", "application/json".to_owned()),
        ]
    }

    fn ask(&self, port: u16, line: &str, headers: &[(&str, String)], body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        let head: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request =
            format!("{line} HTTP/1.1\r\n{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        // A request that is too large is answered before it is read to its end.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0), text)
    }

    fn get(&self, below: &str) -> (u16, String) {
        self.ask(self.port, &format!("GET {}{below}", self.base), &[("Host", format!("127.0.0.1:{}", self.port))], "")
    }

    fn post(&self, below: &str, headers: &[(&str, String)], body: &str) -> (u16, String) {
        self.ask(self.port, &format!("POST {}{below}", self.base), headers, body)
    }

    fn queue(&self) -> serde_json::Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let (_, text) = self.get("queue");
            let value: serde_json::Value =
                text.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok()).expect("JSON");
            if value["ready"] == true {
                return value;
            }
            assert!(Instant::now() < end, "it is never ready");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn on_disk() -> TempDir {
    let root = TempDir::new().expect("a folder");
    for (path, bytes) in folder().iter() {
        let target = root.path().join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, bytes).expect("a file");
    }
    root
}

fn accept(queue: &serde_json::Value, kind: &str) -> String {
    let item = queue["items"].as_array().expect("items").iter().find(|item| item["kind"] == kind).expect("an item");
    serde_json::json!({"items": [[item["id"], item["version"]]], "verb": "accept"}).to_string()
}

#[test]
fn an_attacker_gets_nothing_and_writes_nothing() {
    let root = on_disk();
    let serve = Serve::start(root.path());
    let queue = serve.queue();
    let body = accept(&queue, "correction");
    let page = || fs::read_to_string(root.path().join(PATH)).expect("a page");
    let with = |name: &str, value: &str| {
        let mut own = serve.own();
        own.retain(|(own, _)| *own != name);
        if !value.is_empty() {
            own.push((
                ["Host", "Origin", "X-Desk-Token", "Content-Type", "Sec-Fetch-Site"]
                    .into_iter()
                    .find(|one| *one == name)
                    .expect("a name"),
                value.to_owned(),
            ));
        }
        own
    };
    let site = format!("http://127.0.0.1:{}", serve.site);
    for (headers, status) in [
        (with("X-Desk-Token", "0000"), 403),
        (with("X-Desk-Token", ""), 403),
        (with("Origin", &site), 403),
        (with("Origin", "https://evil.example"), 403),
        (with("Origin", "null"), 403),
        (with("Origin", ""), 403),
        (with("Sec-Fetch-Site", "same-site"), 403),
        (with("Host", "evil.example"), 421),
        (with("Host", ""), 421),
        (with("Content-Type", "text/plain"), 415),
    ] {
        let (given, text) = serve.post("answer", &headers, &body);
        assert_eq!(given, status, "{headers:?}: {text}");
        assert!(!text.contains(serve.token()), "the token is told: {text}");
    }
    assert_eq!(page(), PAGE, "nothing was written");
}

#[test]
fn no_address_and_no_request_leads_further() {
    let root = on_disk();
    let serve = Serve::start(root.path());
    let body = accept(&serve.queue(), "correction");
    let host = [("Host", format!("127.0.0.1:{}", serve.port))];
    for path in [
        "/",
        "/-/desk/",
        "/-/desk/queue",
        "/-/desk/0/queue",
        "/queue",
        "/-/desk/000000000000000000000000000000000000000000000000/",
    ] {
        let (status, text) = serve.ask(serve.port, &format!("GET {path}"), &host, "");
        assert!(status == 404 && !text.contains(serve.token()) && !text.contains("chi tiêu"), "{path}: {text}");
    }
    // Reading does not write; other methods are no way in.
    for line in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        for below in ["answer", "undo", "add"] {
            let (status, _) = serve.ask(serve.port, &format!("{line} {}{below}", serve.base), &serve.own(), &body);
            assert!(status == 404 || status == 405, "{line} {below}: {status}");
        }
    }
    for below in [
        "site/../edition.yaml",
        "site/%2e%2e/edition.yaml",
        "site/..%2f..%2fedition.yaml",
        "site//etc/passwd",
        "../../edition.yaml",
    ] {
        let (status, text) = serve.get(below);
        assert!(status >= 400 && !text.contains("language: vi"), "{below}: {text}");
    }
    let huge = "x".repeat(8 * 1024 * 1024);
    assert!(matches!(serve.post("answer", &serve.own(), &huge).0, 413 | 0));
    for nonsense in ["", "{", "[]", "{\"items\":5}", "{\"items\":[[\"a\",\"b\"]],\"verb\":\"delete\"}"] {
        assert_eq!(serve.post("answer", &serve.own(), nonsense).0, 400, "{nonsense}");
    }
    let escape = "{\"file\":\"../../etc/passwd\",\"id\":\"k7f2\",\"words\":\"x\",\"list\":\"annotations\",\"fields\":{\"note\":\"x\"}}";
    let (status, text) = serve.post("add", &serve.own(), escape);
    assert!(status == 200 && !text.contains("\"ok\":true"), "{text}");
    // The site's own address has no desk.
    let (status, text) = serve.ask(
        serve.site,
        &format!("GET {}queue", serve.base),
        &[("Host", format!("127.0.0.1:{}", serve.site))],
        "",
    );
    assert!(status >= 400 && !text.contains("chi tiêu"), "{text}");
    let page = fs::read_to_string(root.path().join(PATH)).expect("a page");
    assert_eq!(page, PAGE, "nothing was written");
    let (_, text) = serve.get("");
    for header in [
        "frame-ancestors 'none'",
        "x-frame-options: DENY",
        "referrer-policy: no-referrer",
        "default-src 'none'",
        "cache-control: no-store",
    ] {
        assert!(text.contains(header), "{header} is missing: {text}");
    }
    assert!(!text.contains("unsafe-inline"), "{text}");
}

#[test]
fn a_session_over_http() {
    let root = on_disk();
    // A merge that is open keeps the site from being built.
    let open = PAGE.find("<<<<<<<").expect("a merge")..PAGE.find("Toàn xã").expect("a paragraph");
    let plain = PAGE.replace(&PAGE[open], "");
    fs::write(root.path().join(PATH), &plain).expect("a page");
    let serve = Serve::start(root.path());
    let page = || fs::read_to_string(root.path().join(PATH)).expect("a page");
    let body = accept(&serve.queue(), "correction");
    let (_, text) = serve.post("answer", &serve.own(), &body);
    assert!(text.contains("\"ok\":true"), "{text}");
    let wanted = plain.replace("    proposed: true\n", "");
    assert_eq!(page(), wanted, "the reason that the page gives stays");
    let (_, text) = serve.post("answer", &serve.own(), &body);
    assert!(text.contains("\"said\"") && !text.contains("\"ok\":true"), "it is answered once: {text}");
    let (_, text) = serve.post("undo", &serve.own(), "{}");
    assert!(text.contains("\"ok\":true"), "{text}");
    assert_eq!(page(), plain);
    // Another program saves the page: the answer is refused, the item read anew, and then taken.
    let saved = plain.replace("Mở đầu.", "Mở đầu mới.");
    let body = accept(&serve.queue(), "indicator");
    fs::write(root.path().join(PATH), &saved).expect("a page");
    let (_, text) = serve.post("answer", &serve.own(), &body);
    if !text.contains("\"ok\":true") {
        assert_eq!(page(), saved, "it is not overwritten");
        let (_, text) = serve.post("answer", &serve.own(), &accept(&serve.queue(), "indicator"));
        assert!(text.contains("\"ok\":true"), "{text}");
    }
    assert_eq!(page(), saved.replace("    status: proposed\n", ""));
    let seen = accept(&serve.queue(), "note").replace("accept", "seen");
    assert!(serve.post("answer", &serve.own(), &seen).1.contains("\"ok\":true"));
    assert!(serve.queue()["items"].as_array().expect("items").iter().all(|item| item["kind"] != "note"));
    drop(serve);
    let again = Serve::start(root.path());
    assert!(
        again.queue()["items"].as_array().expect("items").iter().all(|item| item["kind"] != "note"),
        "what was seen stays so"
    );
    let (status, text) = again.get("site/r/ket-qua.html");
    assert!(status == 200 && text.contains("page.js") && text.contains("script-src http://127.0.0.1"), "{text}");
}

#[test]
fn the_desk_is_off_where_others_see_the_site() {
    let root = on_disk();
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"));
    child.env("IBID_LANGUAGE", "en");
    child
        .args(["serve", "--port", "0", "--interface", "0.0.0.0", "--root"])
        .arg(root.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = Running(child.spawn().expect("it starts"));
    let lines = BufReader::new(child.0.stdout.take().expect("its words")).lines();
    let said: Vec<String> = lines.take(2).map_while(Result::ok).collect();
    assert!(said[1].contains("the desk is off") && !said.iter().any(|line| line.contains("/-/desk/")), "{said:?}");
}
