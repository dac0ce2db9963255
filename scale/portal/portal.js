/* ibid, the portal: one query to many editions. Each edition brings its own reader (`search.js`) and its own index, so that editions
   made by different programs stand side by side, wherever they are: classic scripts are loaded from any host and from a folder.
   A file of an index calls `ibidSearch(name, data)`; which edition it belongs to is told by where it came from. */
(function () {
  "use strict";
  var doc = document, form = doc.querySelector("form"), list = doc.getElementById("ibid-portal-hits");
  var status = doc.getElementById("ibid-portal-status");
  var editions = Array.from(doc.querySelectorAll("#ibid-portal-editions a"), function (link) {
    return { name: link.textContent, base: link.href.replace(/[^\/]*$/, ""), reader: null, failed: false };
  });
  var words = null, turn = 0, waiting = [], SHOWN = 30, EACH = 10;

  function given(name, data) {
    var from = (doc.currentScript && doc.currentScript.src) || "";
    editions.forEach(function (edition) {
      if (from.indexOf(edition.base + "search/") !== 0) return;
      if (name === "words") words = words || data;
      if (edition.reader) edition.reader(name, data);
    });
  }
  function load(url, done) {
    var tag = doc.createElement("script");
    tag.src = url;
    tag.onload = function () { done(true); };
    tag.onerror = function () { done(false); };
    doc.head.appendChild(tag);
  }
  // Readers are loaded one after the other: each sets `ibidSearch` as it runs, and is known by that.
  function open(at, done) {
    var edition = editions[at];
    if (!edition) return done();
    if (edition.reader || edition.failed) return open(at + 1, done);
    window.ibidSearch = undefined;
    load(edition.base + "search.js", function (ok) {
      edition.reader = ok && window.ibidSearch || null;
      edition.failed = !edition.reader;
      window.ibidSearch = given;
      open(at + 1, done);
    });
  }
  // A second query waits for the readers that the first has begun to load.
  function opened(done) {
    waiting.push(done);
    if (waiting.length > 1) return;
    open(0, function () { waiting.splice(0).forEach(function (next) { next(); }); });
  }
  function make(tag, name, text) {
    var el = doc.createElement(tag);
    if (name) el.className = name;
    if (text) el.textContent = text;
    return el;
  }
  function put(el, parts) {
    parts.forEach(function (part) { el.appendChild(part.mark ? make("mark", "", part.text) : doc.createTextNode(part.text)); });
    return el;
  }
  function item(edition, hit) {
    var entry = make("li", "hit"), title = put(make("a", "hit-title"), hit.title);
    title.href = edition.base + hit.url;
    var where = [edition.name, hit.report && (hit.report.place || hit.report.title), hit.above];
    entry.append(title, make("p", "hit-where", where.filter(Boolean).join(" · ")));
    hit.excerpts.forEach(function (excerpt) {
      var line = make("p", "hit-text"), link = put(make("a", ""), excerpt.parts);
      link.href = edition.base + excerpt.url;
      line.appendChild(link);
      entry.appendChild(line);
    });
    return entry;
  }
  function fill(phrase, n) { return String(phrase || "{n}").replace("{n}", n); }
  function show(found) {
    var hits = [], count = 0, said = (words || { search: {} }).search, exact = found.some(function (one) { return one.found && one.found.count && !one.found.near; });
    found.forEach(function (one) {
      // Where one edition has all the words, the others are not asked for some of them.
      if (!one.found || exact && one.found.near) return;
      count += one.found.count;
      one.found.hits.forEach(function (hit, nth) { hits.push({ edition: one.edition, hit: hit, nth: nth, at: one.at }); });
    });
    // What is spelled otherwise comes last; then the better one; readers that tell no score take turns.
    hits.sort(function (a, b) {
      return a.hit.otherwise - b.hit.otherwise || (b.hit.score || 0) - (a.hit.score || 0) || a.nth - b.nth || a.at - b.at;
    });
    list.textContent = "";
    hits.slice(0, SHOWN).forEach(function (one) { list.appendChild(item(one.edition, one.hit)); });
    var missing = editions.filter(function (edition) { return edition.failed; }).map(function (edition) { return edition.name; });
    var told = count ? (count === 1 && said.count ? said.count.one : fill(said.count && said.count.other, count)) : said.none || "0";
    status.textContent = told + (missing.length ? " (" + (said.failed || "?") + " " + missing.join(", ") + ")" : "");
    doc.body.dataset.answered = form.elements.q.value;
  }
  function run() {
    var mine = ++turn, query = form.elements.q.value.trim(), left = 1, found = [];
    try { history.replaceState(null, "", location.pathname + (query ? "?" + new URLSearchParams({ q: query }) : "")); } catch (e) { /* a folder */ }
    if (!query) { list.textContent = status.textContent = ""; return; }
    var one = function () { if (!--left && mine === turn) show(found); };
    opened(function () {
      if (mine !== turn) return;
      if (!words && editions[0]) { left++; load(editions[0].base + "search/words.js", one); }
      editions.forEach(function (edition, at) {
        if (!edition.reader) return;
        left++;
        edition.reader.results(query, { report: "", most: EACH }, function (answer) {
          found.push({ edition: edition, found: answer, at: at });
          one();
        });
      });
      one();
    });
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
  form.elements.q.addEventListener("input", run);
  form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
  if (form.elements.q.value) run();
  form.elements.q.focus({ preventScroll: true });
})();
