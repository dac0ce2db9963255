/* The desk in a page of the site: words are selected, and become a correction, a note, a term, an indicator, a mark or a link; or their paragraph is parted, joined, made a heading. The page's own scripts do not run here. */
(function () {
  "use strict";
  var own = document.currentScript, base = new URL(".", own.src).pathname, file = own.dataset.file, token = base.split("/")[3];
  var words = {}, chosen = null, saved = false, shown = own.dataset.page, host = document.createElement("ibid-desk"), root = host.attachShadow({ mode: "closed" });
  var LISTS = [["corrections", "correct", "c"], ["annotations", "annotate", "n"], ["glossary", "gloss", "g"], ["indicators", "indicator", "i"],
    ["split", "split", "s"], ["join", "join", "j"], ["heading", "heading", "h"], ["mark", "mark", "m"], ["link", "link", "k"]];
  var FIELDS = { corrections: ["read", "reason"], annotations: ["note", "by"], glossary: ["term", "abbr", "definition"], split: [], join: [], heading: [], mark: ["label"], link: ["address"] };

  function word(path) { return path.split(".").reduce(function (value, key) { return value && value[key]; }, words) || ""; }
  function el(name, set, inside) {
    var made = document.createElement(name);
    Object.keys(set || {}).forEach(function (key) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), set[key]); else if (set[key] != null) made.setAttribute(key, set[key]);
    });
    [].concat(inside == null ? [] : inside).forEach(function (one) { made.append(one); });
    return made;
  }
  /* Numbers as the language writes them, and as front matter does. */
  var FIGURES = ["value", "low", "high"], isVietnamese = document.documentElement.lang === "vi";
  function plain(name, value) {
    if (FIGURES.indexOf(name) < 0) return value;
    return isVietnamese ? value.split(".").join("").replace(",", ".") : value.split(",").join("");
  }
  function post(path, body) {
    return fetch(base + path, { method: "POST", headers: { "Content-Type": "application/json", "X-Desk-Token": token }, body: JSON.stringify(body) })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); });
  }

  /* The words as the page's text has them: marks of notes and signs of the margin are no words. */
  function selected() {
    var selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    var range = selection.getRangeAt(0), at = range.commonAncestorContainer, piece = range.cloneContents();
    at = at.nodeType === 1 ? at : at.parentElement;
    while (at && !(at.id && !/^(fig-|fnref-|ibid-)/.test(at.id))) at = at.parentElement;
    piece.querySelectorAll("sup, .known, .annotation-mark, [role=doc-noteref], [role=doc-backlink]").forEach(function (mark) { mark.remove(); });
    var text = piece.textContent.replace(/\s+/g, " ").trim();
    return at && text ? { file: file, id: at.id, words: text } : null;
  }

  var style = el("style", {}, ":host{all:initial;position:fixed;inset:auto 0 0 0;z-index:2147483000;font:1rem/1.5 system-ui,sans-serif;color:#1c1b19}" +
    "section{background:#fdfcfa;border-top:.2rem solid #8a2a1d;padding:.6rem 1.2rem;box-shadow:0 -.3rem 1rem #0003;max-height:60vh;overflow:auto}" +
    "p{margin:0}.bar{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin:0}.grow{flex:1;min-width:12rem}a{color:#8a2a1d}" +
    "button,input,select,textarea{font:inherit;color:inherit;background:#fff;border:1px solid #5c5852;border-radius:.35rem;padding:.3rem .7rem;box-sizing:border-box}" +
    "button{cursor:pointer}button:disabled{color:#5c5852;border-color:#d9d4cb;cursor:default}kbd{font:600 .8em ui-monospace,monospace;border:1px solid;border-radius:.2rem;padding:0 .3em;margin-left:.4em}" +
    ":focus-visible{outline:3px solid #8a2a1d;outline-offset:2px}form{display:grid;gap:.6rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));margin:.6rem 0 0}label{display:grid;gap:.1rem}" +
    ".long{grid-column:1/-1}input,select,textarea{width:100%}.wrong{color:#8a2a1d;font-weight:600}q{font-family:Georgia,serif}" +
    "@media print{:host{display:none}}");
  var said = el("p", { role: "status", "class": "grow" }), bar, box;
  function say(text, wrong) { said.textContent = text || ""; said.className = wrong ? "grow wrong" : "grow"; }

  function draw() {
    bar = el("p", { "class": "bar" }, [said].concat(LISTS.map(function (list) {
      return el("button", { type: "button", "data-list": list[0], onmousedown: function (event) { event.preventDefault(); }, onclick: function () { begin(list[0]); } }, [word("page." + list[1]), el("kbd", {}, list[2])]);
    }), el("a", { href: base }, word("page.back"))));
    box = el("section", { "aria-label": word("ui.title") }, [bar]);
    root.replaceChildren(style, box);
    document.body.append(host);
    // The end of the page can be scrolled to above the bar.
    new ResizeObserver(function () { document.documentElement.style.paddingBottom = host.offsetHeight + "px"; }).observe(host);
    look();
  }
  function look() {
    if (!bar || root.querySelector("form")) return;
    chosen = selected();
    root.querySelectorAll("[data-list]").forEach(function (button) { button.disabled = !chosen; });
    if (chosen) say("“" + chosen.words.slice(0, 120) + (chosen.words.length > 120 ? "…" : "") + "”"); else say(word("page.bar"));
  }

  function begin(list) {
    if (!chosen || root.querySelector("form")) return;
    post("read", chosen).then(function (answer) {
      if (!answer.ok) return say(answer.said, true);
      var text = function (name) { return { name: name, label: word("field." + name), value: "", choices: [], long: name === "note" || name === "definition" }; };
      var fields = list === "indicators" ? answer.indicator : FIELDS[list].map(text);
      /* A number that was left standing in the text is the label of its note. */
      fields.forEach(function (one) { if (one.name === "label") one.value = (/\d+/.exec(answer.quote) || [""])[0]; });
      fields.forEach(function (one) { if (one.name === "read" || one.name === "term") one.value = answer.quote; });
      if (fields.length) open(list, fields); else save(list, chosen, el("form"));
    }).catch(lost);
  }
  function open(list, fields) {
    var asked = chosen, selection = getSelection(), range = selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
    var inputs = fields.map(function (one) {
      var input = one.choices.length ? el("select", { name: one.name }, one.choices.map(function (choice) { return el("option", { value: choice[0] }, choice[1]); }))
        : el(one.long ? "textarea" : "input", { name: one.name, autocomplete: "off" });
      input.value = isVietnamese && FIGURES.indexOf(one.name) >= 0 ? one.value.replace(".", ",") : one.value;
      return el("label", { "class": one.long ? "long" : null }, [one.label, input]);
    });
    var form = el("form", { onsubmit: function (event) { event.preventDefault(); save(list, asked, form); } }, inputs.concat(
      el("p", { "class": "bar long" }, [el("button", { type: "submit" }, word("ui.save")), el("button", { type: "button", onclick: close }, word("ui.cancel"))])));
    box.append(form);
    // The words that it is about stay in sight.
    var over = range ? range.getBoundingClientRect().bottom + 16 - host.getBoundingClientRect().top : 0;
    if (over > 0) { document.documentElement.style.paddingBottom = host.offsetHeight + "px"; scrollBy({ top: over, behavior: "instant" }); }
    form.querySelector("input,textarea,select").focus();
  }
  function close() { var form = root.querySelector("form"); if (form) form.remove(); look(); }
  function save(list, asked, form) {
    var fields = {};
    Array.from(form.elements).forEach(function (input) { if (input.name) fields[input.name] = plain(input.name, input.value); });
    // The page with the entry may stand before the answer is here.
    saved = true;
    post("add", Object.assign({ list: list, fields: fields }, asked)).then(function (answer) {
      if (!answer.ok) { saved = false; return say(answer.said, true); }
      form.remove();
      say(word(saved ? "page.saved" : "page.shown"));
    }).catch(lost);
  }
  /* Waits until another page stands than the one that is shown, and puts it in its place: what was saved here at once, what other programs
     save while nobody works on words of the page. */
  function watch() {
    if (document.hidden) return setTimeout(watch, 1000);
    fetch(base + "shown/" + shown + "/" + location.pathname.slice((base + "site/").length), { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (now === shown) return watch();
        if (!saved && (chosen || root.querySelector("form"))) return setTimeout(watch, 300);
        return load().then(watch);
      }).catch(function () { setTimeout(watch, 1500); });
  }
  /* What changed of the page, and no more: the rest stays as it stands, and need not be laid out anew. */
  function align(parent, old, fresh, end) {
    var head = 0, tail = 0, most = Math.min(old.length, fresh.length);
    while (head < most && old[head].isEqualNode(fresh[head])) head++;
    while (tail < most - head && old[old.length - 1 - tail].isEqualNode(fresh[fresh.length - 1 - tail])) tail++;
    var from = old.slice(head, old.length - tail), to = fresh.slice(head, fresh.length - tail), before = tail ? old[old.length - tail] : end;
    if (from.length === to.length) return from.forEach(function (node, at) { renew(node, to[at]); });
    from.forEach(function (node) { node.remove(); });
    to.forEach(function (node) { parent.insertBefore(node, before); });
  }
  function renew(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== 1 || old.nodeName !== fresh.nodeName) return old.replaceWith(fresh);
    Array.from(old.attributes).forEach(function (one) { if (!fresh.hasAttribute(one.name)) old.removeAttribute(one.name); });
    Array.from(fresh.attributes).forEach(function (one) { if (old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value); });
    align(old, Array.from(old.childNodes), Array.from(fresh.childNodes), null);
  }
  function load() {
    return fetch(location.pathname, { cache: "no-store" }).then(function (answer) { return answer.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html"), mark = fresh.querySelector("script[data-page]");
      if (!mark) return location.reload();
      shown = mark.dataset.page;
      [fresh, document].forEach(function (page) { page.body.querySelectorAll("script").forEach(function (script) { script.remove(); }); });
      align(document.body, Array.from(document.body.childNodes).filter(function (node) { return node !== host; }), Array.from(fresh.body.childNodes), host);
      document.title = fresh.title;
      look();
      if (saved) say(word("page.shown"));
      saved = false;
      host.dataset.shown = shown;
    });
  }
  function lost() { say(word("refusal.lost"), true); }

  document.addEventListener("selectionchange", look);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input,textarea,select,ibid-desk")) return;
    var list = LISTS.find(function (one) { return one[2] === event.key; });
    if (list && chosen) { event.preventDefault(); begin(list[0]); }
  });
  host.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
  fetch(base + "words").then(function (answer) { return answer.json(); }).then(function (all) { words = all; draw(); watch(); }).catch(lost);
})();
