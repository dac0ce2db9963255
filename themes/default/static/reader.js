/* ibid, the reader's script. It only makes quicker what the page already does without it: notes beside their marks,
   theme and text size, citations, arrow keys, the reader's place in the outline. Classic script: works from file://. */
(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  var all = function (what, where) { return Array.prototype.slice.call((where || doc).querySelectorAll(what)); };
  var make = function (tag, name) { var el = doc.createElement(tag); el.className = name; return el; };
  var keep = function (key, value) { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch (e) { /* private window */ } };
  var reading = doc.querySelector(".reading");

  // ---- An address whose words a revision took elsewhere leads on.
  function onward() {
    var at = location.hash.length > 1 && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at && at.closest(".led")) location.replace(at.querySelector("a").href);
  }
  onward();
  addEventListener("hashchange", onward);

  // ---- The way to another version leads to the passage that is read: the first one in sight that has an address.
  all("a[data-same-place]").forEach(function (link) {
    var plain = link.href;
    function keep() {
      var read = scrollY > 200 || location.hash ? all(".text [id]").find(function (el) { return el.getBoundingClientRect().bottom > 100; }) : null;
      link.href = read ? plain.split("#")[0] + "#" + read.id : plain;
    }
    ["pointerdown", "focus", "click"].forEach(function (event) { link.addEventListener(event, keep); });
  });

  // ---- Theme, text size, corrected or printed words: the head already applied what was kept.
  var usual = { theme: "system", size: "m", readings: "corrected" }, inputs = all('.settings input');
  function choose(name, value) {
    if (value === usual[name]) delete root.dataset[name]; else root.dataset[name] = value;
    keep("ibid." + name, value === usual[name] ? "" : value);
    chosen();
    soon();
  }
  function chosen() {
    inputs.forEach(function (input) { input.checked = input.value === (root.dataset[input.name] || usual[input.name]); });
    all("button[data-readings]").forEach(function (button) { button.setAttribute("aria-pressed", root.dataset.readings === "printed"); });
  }
  inputs.forEach(function (input) { input.addEventListener("change", function () { choose(input.name, input.value); }); });
  all("button[data-readings]").forEach(function (button) {
    button.addEventListener("click", function () { choose("readings", root.dataset.readings ? "corrected" : "printed"); });
  });
  chosen();
  var settings = doc.querySelector(".settings");

  // ---- Notes. One copy of a note is shown beside the list: in the margin, in a preview, or under its line.
  var words = (doc.getElementById("ibid-keys") || { dataset: {} }).dataset;
  var marks = all('a[role="doc-noteref"]').filter(function (mark) { return noteOf(mark); });
  function noteOf(mark) { return doc.getElementById(decodeURIComponent(mark.hash.slice(1))); }

  // The list's words without links back and ids. In the margin hidden from assistive technology, so nothing in it takes the focus.
  function copy(note, into, silent) {
    var number = make("span", "n"), text = make("div", "body");
    number.textContent = note.dataset.sign || note.value;
    if (note.closest(".of-edition")) into.className += " of-edition";
    text.appendChild(number);
    all(".note-text, .apparatus, .signed", note).forEach(function (part) {
      var clone = part.cloneNode(true);
      if (part.className !== "note-text") text.appendChild(clone); else while (clone.firstChild) text.appendChild(clone.firstChild);
    });
    all("[id]", text).forEach(function (el) { el.removeAttribute("id"); });
    if (silent) all("a, button, [tabindex]", text).forEach(function (el) { el.tabIndex = -1; });
    into.appendChild(text);
    return into;
  }
  function inMargin() { return reading && getComputedStyle(reading).getPropertyValue("--shape").trim() === "margin"; }

  // -- In the margin: as near to the mark as the neighbours allow, never one over another.
  var margin, sides = [];
  function furnish() {
    margin = make("div", "margin");
    margin.setAttribute("aria-hidden", "true");
    var seen = {};
    marks.forEach(function (mark) {
      var note = noteOf(mark);
      if (seen[note.id] || !reading.contains(mark) || mark.closest(".endnotes, .emended")) return;
      var el = copy(note, make("div", "sidenote"), true);
      var side = seen[note.id] = { el: el, body: el.firstChild, mark: mark };
      el.dataset.more = words.more || "";
      sides.push(side);
      margin.appendChild(el);
      hold(el, function () { if (!(shown && shown.side === side)) light(side, mark); else clearTimeout(timer); });
    });
    // Every mark of a note, also one within another note, shows the one copy.
    marks.forEach(function (mark) { mark.side = seen[noteOf(mark).id]; });
    reading.appendChild(margin);
  }
  function place() {
    if (!inMargin()) return;
    if (!margin) furnish();
    if (!sides.length) return;
    dim();
    reading.style.minHeight = "";
    margin.classList.remove("dense");
    if (arrange() > 480) { margin.classList.add("dense"); arrange(); }
    sides.forEach(lengthen);
    sides.forEach(function (side) { side.el.style.top = side.top + "px"; });
    var last = sides[sides.length - 1];
    reading.style.minHeight = Math.ceil(last.top + last.height) + "px";
  }
  // A note that was cut takes the room that is left below it; what is still cut says so.
  function lengthen(side, at) {
    if (!side.cut) return;
    var next = sides[at + 1], room = next ? next.top - 12 - side.top - side.height : Infinity, more = side.height - side.body.offsetHeight;
    var whole = side.cut <= room + more, give = whole ? side.cut : Math.floor(room / side.line) * side.line;
    if (give > 0) side.body.style.setProperty("--room", side.body.clientHeight + give + "px");
    if (whole) side.el.classList.remove("clamped");
    if (whole || give > 0) side.height = side.el.offsetHeight;
  }
  // Neighbours that would collide form a cluster, set nearest to its marks. Returns the largest distance.
  function arrange() {
    var base = margin.getBoundingClientRect().top, gap = 12, lift = 48, clusters = [], far = 0;
    // The figures stand at the head of the margin; notes begin below them.
    var cards = reading.querySelector(".figures"), floor = cards ? cards.offsetHeight + 20 : 0;
    sides.forEach(function (side) { side.el.classList.remove("clamped"); side.body.style.removeProperty("--room"); });
    sides.forEach(function (side) {
      var hidden = side.body.scrollHeight - side.body.clientHeight;
      side.cut = hidden > 4 ? hidden : 0;
    });
    sides.forEach(function (side) { side.el.classList.toggle("clamped", side.cut > 0); });
    sides.forEach(function (side) {
      side.want = Math.max(floor, side.mark.getBoundingClientRect().top - base - 6);
      side.height = side.el.offsetHeight;
      side.line = parseFloat(getComputedStyle(side.el).lineHeight) || 20;
    });
    sides.forEach(function (side) {
      var one = { sides: [side], height: side.height, sum: side.want, first: side.want, top: side.want };
      for (var prev; (prev = clusters[clusters.length - 1]) && prev.top + prev.height + gap > one.top; clusters.pop()) {
        one = { sides: prev.sides.concat(one.sides), first: prev.first, height: prev.height + gap + one.height,
          sum: prev.sum + one.sum - one.sides.length * (prev.height + gap) };
        one.top = Math.max(floor, one.first - lift, one.sum / one.sides.length);
      }
      clusters.push(one);
    });
    clusters.forEach(function (cluster) {
      var at = cluster.top;
      cluster.sides.forEach(function (side) {
        side.top = at; at += side.height + gap;
        far = Math.max(far, Math.abs(side.top - side.want));
      });
    });
    return far;
  }

  // -- Shown at a mark: the margin's own copy comes forward, or a preview opens; one at a time.
  var shown = null, timer = 0;
  function light(side, mark) {
    clearTimeout(timer);
    if (shown && shown.side === side && shown.mark === mark) return;
    dim();
    shown = { el: side.el, mark: mark, side: side };
    side.el.classList.add("lit");
    mark.classList.add("lit");
    var box = side.el.getBoundingClientRect(), at = mark.getBoundingClientRect().top;
    var top = Math.abs(box.top - at) > innerHeight / 2 ? at : box.top;
    top = Math.max(12, Math.min(top, innerHeight - box.height - 12));
    if (Math.abs(top - box.top) > 1) side.el.style.transform = "translateY(" + (top - box.top) + "px)";
  }
  function preview(mark) {
    clearTimeout(timer);
    if (shown && shown.mark === mark) return;
    dim();
    var el = mark.peek ? card(mark, make("div", "preview peek")) : copy(noteOf(mark), make("div", "preview")), at = mark.getClientRects()[0] || mark.getBoundingClientRect();
    el.setAttribute("role", "note");
    el.setAttribute("aria-label", mark.peek ? mark.peek[0] : mark.getAttribute("aria-label"));
    (mark.peek ? mark : mark.parentNode).insertAdjacentElement("afterend", el);
    shown = { el: el, mark: mark };
    mark.classList.add("lit");
    hold(el, function () { clearTimeout(timer); });
    el.addEventListener("focusout", later);
    // Kept within the viewport: below the line, or above it.
    el.style.left = el.style.top = "0";
    var box = el.getBoundingClientRect();
    var x = Math.max(12, Math.min(at.left - 24, root.clientWidth - box.width - 12));
    var below = innerHeight - at.bottom - 20, above = at.top - 20, up = below < box.height && above > below;
    el.style.maxHeight = Math.min(box.height, Math.max(96, up ? above : below)) + "px";
    var height = el.getBoundingClientRect().height;
    if (el.scrollHeight > el.clientHeight) el.tabIndex = 0; // can be scrolled by keys
    el.style.left = x - box.left + "px";
    el.style.top = (up ? at.top - height - 4 : at.bottom + 4) - box.top + "px";
  }
  function dim() {
    clearTimeout(timer);
    if (!shown) return;
    var was = shown;
    shown = null;
    was.mark.classList.remove("lit");
    was.mark.removeAttribute("aria-expanded");
    if (was.side) { was.el.classList.remove("lit"); was.el.style.transform = ""; was.side.body.scrollTop = 0; } else was.el.remove();
  }
  function later() { clearTimeout(timer); if (shown && !shown.stays) timer = setTimeout(function () { if (shown && !shown.el.contains(doc.activeElement)) dim(); }, 280); }
  function hold(el, enter) {
    el.addEventListener("pointerenter", function (event) { if (event.pointerType !== "touch") enter(); });
    el.addEventListener("pointerleave", later);
  }
  // What a link leads to: its title, a few words, and on a tap the way there.
  function card(link, into) {
    var title = make("span", "peek-title"), text = make("span", "peek-text"), go = make("a", "peek-go");
    title.textContent = link.peek[0];
    text.textContent = link.peek[1];
    go.href = link.href;
    go.textContent = words.go || "→";
    into.append(title, text);
    if (link.tapped) into.append(make("br", ""), go);
    return into;
  }
  function show(mark) { if (inMargin() && mark.side) light(mark.side, mark); else preview(mark); }

  // -- Under its line, on a narrow page: a float as wide as the column settles below the line that calls it.
  function unfold(mark) {
    dim();
    var el = copy(noteOf(mark), make("span", "inline-note"));
    el.setAttribute("role", "note");
    el.setAttribute("aria-label", mark.getAttribute("aria-label"));
    mark.parentNode.insertAdjacentElement("afterend", el);
    var close = make("button", "note-close");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", words.close || "×");
    close.addEventListener("click", function () { dim(); give(mark); });
    el.insertBefore(close, el.firstChild);
    if (el.scrollHeight > el.clientHeight) el.tabIndex = 0;
    mark.setAttribute("aria-expanded", "true");
    shown = { el: el, mark: mark, stays: true };
    // A note that opens below the screen comes up, as far as its mark stays below the masthead.
    var low = el.getBoundingClientRect().bottom + 12 - innerHeight, room = mark.getBoundingClientRect().top - 72;
    if (low > 0 && room > 0) scrollBy(0, Math.min(low, room));
  }

  // The focus goes back to a mark without showing its note again.
  var came = null;
  function give(mark) { mark.silent = true; mark.focus(); mark.silent = false; }

  marks.forEach(function (mark) {
    hold(mark, function () {
      if (shown && shown.stays && shown.mark === mark) return;
      clearTimeout(timer);
      timer = setTimeout(function () { show(mark); }, 80);
    });
    mark.addEventListener("focus", function () { if (mark.matches(":focus-visible") && !mark.silent) show(mark); });
    mark.addEventListener("blur", later);
    mark.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
      clearTimeout(timer);
      if (event.detail === 0) { // Enter, or a screen reader: to the note in the list, where the focus can be seen.
        var note = noteOf(mark);
        dim();
        came = mark;
        note.tabIndex = -1;
        go(note.id);
        event.preventDefault();
        return note.focus();
      }
      event.preventDefault();
      if (shown && shown.mark === mark && shown.stays) {
        dim();
        go(mark.id, true);
        return;
      }
      go(noteOf(mark).id);
      if (inMargin() && mark.side) light(mark.side, mark);
      else if (mark.closest("table, .endnotes")) preview(mark);
      else return unfold(mark);
      shown.stays = true;
    });
  });
  // Links that lead elsewhere show what is there, by the manners of notes; a tap shows it first, with the way there.
  var leads = doc.getElementById("ibid-previews"), home = doc.querySelector("a.edition");
  if (leads && home && reading) {
    leads = JSON.parse(leads.textContent);
    var base = new URL(home.getAttribute("href"), location.href).href.replace(/index\.html$/, "");
    all(".text a[href], .note-text a[href], .onward a[href]", reading).forEach(function (link) {
      var path = link.href.indexOf(base) ? "" : link.href.slice(base.length), finger = false;
      link.peek = leads[path] || leads[decodeURI(path)];
      if (!link.peek) return;
      var abbr = link.querySelector("abbr[title]");
      if (abbr) abbr.removeAttribute("title"); // said by the preview
      hold(link, function () { clearTimeout(timer); timer = setTimeout(function () { preview(link); }, 240); });
      link.addEventListener("focus", function () { if (link.matches(":focus-visible") && !link.silent) preview(link); });
      link.addEventListener("blur", later);
      link.addEventListener("pointerdown", function (event) { finger = event.pointerType === "touch"; });
      link.addEventListener("click", function (event) {
        clearTimeout(timer);
        if (!finger || !event.detail || link.closest(".onward") || shown && shown.mark === link) return;
        event.preventDefault();
        dim();
        link.tapped = true;
        preview(link);
        link.tapped = false;
        shown.stays = true;
      });
    });
  }

  // The address says which note is shown; the reader stays where he is, and Back leads back.
  function go(id, instead) {
    if (location.hash === "#" + id) return;
    try { history[instead ? "replaceState" : "pushState"](null, "", "#" + id); } catch (e) { /* refused: the note is shown all the same */ }
  }
  doc.addEventListener("click", function (event) {
    if (shown && !shown.el.contains(event.target) && !shown.mark.contains(event.target)) dim();
    if (settings && settings.open && !settings.contains(event.target)) settings.open = false;
  });

  // ---- Citing: a ¶ copies its address and opens the dialog. The heading's is a tab stop, from which arrow keys walk; the other
  // is a single link where the pointer, the focus or a tap is.
  var dialog = doc.getElementById("ibid-cite"), data = doc.getElementById("ibid-data");
  if (dialog && dialog.showModal && data) citing(dialog, JSON.parse(data.textContent)["@graph"][0]);
  function citing(dialog, data) {
    var words = dialog.dataset, main = doc.getElementById("ibid-main"), head = main.querySelector("h1");
    var choice = dialog.querySelector("select"), field = dialog.querySelector("input[readonly]"), text = dialog.querySelector("textarea");
    var said = dialog.querySelector("[role=status]"), base = /^https?:/.test(data.url) ? data.url : location.href.split("#")[0];
    var places = all(".text [id], .part > [id]", main).filter(function (el) { return /^(P|LI|H[1-6])$/.test(el.tagName); });
    var own = pilcrow(words.openPage), moving = pilcrow(words.open), here = null;
    // Below the ¶: the paragraph's place in print, where its picture is published.
    var print = make("a", "to-print");
    print.title = words.print || "";
    print.setAttribute("aria-label", print.title);
    print.addEventListener("keydown", walk);
    moving.tabIndex = -1;
    own.href = "#" + (head.id || "ibid-main");
    head.appendChild(own);

    function pilcrow(name) {
      var link = make("a", "pilcrow");
      link.textContent = "¶";
      link.title = name;
      link.setAttribute("aria-label", name);
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        open(link === own ? null : here);
      });
      link.addEventListener("keydown", walk);
      return link;
    }
    function pick(el) {
      if (el === here && moving.parentNode === el) return;
      if (here) here.classList.remove("picked");
      here = el;
      el.classList.add("picked");
      moving.href = "#" + el.id;
      el.insertBefore(moving, el.tagName === "LI" ? el.querySelector(":scope > ul, :scope > ol") : null);
      if (!el.dataset.print) return print.remove();
      print.href = el.dataset.print + "#" + el.id;
      moving.after(print);
    }
    function block(target) {
      var el = target.closest && target.closest(".text [id]:is(p, li, h1, h2, h3, h4, h5, h6), .part > [id]");
      return el && places.indexOf(el) >= 0 ? el : null;
    }
    function walk(event) {
      var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0, at = event.target === own ? -1 : places.indexOf(here);
      if (!step || event.altKey || event.ctrlKey || event.metaKey || at + step >= places.length || at + step < -1) return;
      event.preventDefault();
      if (at + step < 0) return own.focus();
      pick(places[at + step]);
      moving.focus({ preventScroll: true });
      here.scrollIntoView({ block: "nearest" });
    }
    // A page that scrolls under a resting pointer brings nothing: the ¶ would be taken from a reader who walks by keys.
    var rest = "";
    doc.addEventListener("pointermove", function (event) {
      var at = event.screenX + " " + event.screenY, el = event.pointerType !== "touch" && at !== rest && block(event.target);
      rest = at;
      if (el) pick(el);
    });
    main.addEventListener("focusin", function (event) { var el = block(event.target); if (el) pick(el); });
    // Without a hovering pointer, a tap on the paragraph brings its ¶.
    main.addEventListener("click", function (event) { var el = !event.target.closest("a, button") && block(event.target); if (el) pick(el); });

    // -- What is cited: the place's own words, and the heading that it stands under.
    function plain(el) {
      var clone = el.cloneNode(true);
      all(".pilcrow, .to-print, .mark, .known, .preview, .inline-note, ul, ol, " + (root.dataset.readings ? ".read" : ".misprint"), clone).forEach(function (part) { part.remove(); });
      return clone.textContent.replace(/\s+/g, " ").trim();
    }
    function cut(words) { return words.length > 60 ? words.slice(0, 60).replace(/\s+\S*$/, "") + "…" : words; }
    function part(kind) { for (var d = data; d; d = d.isPartOf) if (d["@type"] === kind) return d; return null; }
    // Which paragraph of its section it is: by the number in brackets that it opens with, or counted as a reader counts.
    function count(el) {
      var printed = /^\s*(\(\d+[a-z]?\))/.exec(el.textContent);
      if (printed) return printed[1];
      for (var n = 0, at = places.indexOf(el); at >= 0 && places[at].tagName[0] !== "H"; at -= 1) n += 1;
      return n;
    }
    // The sections above, by label or number.
    var above = all(".breadcrumbs li:not(.home, .whole, .folded) > a").map(function (link) {
      var number = link.querySelector(".number");
      return number ? { number: number.textContent.replace(/\.$/, "") } : { label: link.textContent.trim() };
    });
    function section(el) {
      for (var at = places.indexOf(el); at >= 0; at -= 1) {
        var found = places[at], number = found.querySelector(".number"), label = found.querySelector(".label");
        if (found.tagName[0] !== "H") continue;
        var title = plain(found), first = (number || label || { textContent: "" }).textContent;
        return { number: number ? first.replace(/\.$/, "") : "", label: label ? first : "", title: title.slice(first.length).trim() };
      }
      return data["@type"] === "Chapter" ? { number: data.position || "", label: data.alternateName || "", title: data.name } : null;
    }
    // The printed pages that a place stands on.
    var signs = all(".printed-page", main).filter(function (sign) { return !sign.closest(".endnotes"); });
    function leads(el, sign) {
      var before = doc.createRange();
      before.setStart(el, 0);
      before.setEndBefore(sign);
      return !before.toString().trim();
    }
    function pages(el) {
      var from = data.pageStart || (!el && signs.length ? signs[0].dataset.page : ""), to = "";
      signs.forEach(function (sign) {
        var inside = !el || el.contains(sign) && block(sign) === el;
        if (inside && (!el || !leads(el, sign))) to = sign.dataset.page;
        else if (inside || sign.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING) from = sign.dataset.page;
      });
      return to && to !== from ? [from, to].filter(Boolean).join("–") : from;
    }
    function facts(el) {
      var report = part("Report"), book = part("Book") || data, whole = report || (data !== book ? data : null);
      return { el: el, work: whole || book, book: whole ? book : null, section: section(el), paragraph: el && el.tagName[0] !== "H" ? count(el) : "", pages: pages(el), above: data["@type"] === "Chapter" ? above : [],
        publisher: book.publisher ? book.publisher.name : "", date: (whole || {}).datePublished || "", revised: data.dateModified || (whole || {}).dateModified || "",
        language: data.inLanguage || book.inLanguage, url: base + (el ? "#" + el.id : "") };
    }
    function dated(iso, language) {
      var p = iso.split("-").map(Number), form = { month: "long", year: "numeric", timeZone: "UTC" };
      if (p.length === 1) return iso;
      if (p[2]) form.day = "numeric";
      return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, form).format(Date.UTC(p[0], p[1] - 1, p[2] || 1));
    }
    function place(f, w) {
      var s = f.section, name = s && (s.number ? w.section.replace("{n}", s.number) : s.label);
      var steps = f.above.map(function (step) { return step.number ? w.section.replace("{n}", step.number) : step.label; });
      return steps.concat(name, s && s.title ? w.title.replace("{title}", s.title) : "", f.paragraph ? w.place.replace("{n}", f.paragraph) : "", f.pages && w.pages ? w.pages.replace("{n}", f.pages) : "").filter(Boolean).join(", ");
    }
    // The words of the form in a language; where there is none, those of the edition's.
    function phrases(language) {
      var form = '[name="cite-form"]';
      return (dialog.querySelector(form + '[value="' + language + '"]') || dialog.querySelector(form)).dataset;
    }
    function sentence(f, language) {
      var w = phrases(language);
      var lines = [[f.work.name, dated(f.date, language)].filter(Boolean).join(", "), place(f, w), f.book ? w.in + " " + f.book.name : "", f.publisher, f.revised ? w.revised.replace("{date}", dated(f.revised, language)) : "", f.url];
      return lines.filter(Boolean).map(function (line) { return line === f.url ? line : line[0].toUpperCase() + line.slice(1).replace(/[.\s]+$/, "") + "."; }).join(" ");
    }
    function key(f) { return base.replace(/^.*?:\/\/[^/]*/, "").replace(/\.html$/, "").split("/").filter(Boolean).slice(-2).concat(f.el ? f.el.id : []).join("-").replace(/[^\w-]+/g, "-") || "ibid"; }
    // What BibTeX calls languages.
    var babel = { de: "ngerman", en: "english", es: "spanish", fr: "french", it: "italian", nl: "dutch", pt: "portuguese", sv: "swedish", vi: "vietnamese" };
    function bibtex(f) {
      var tex = function (words) { return String(words).replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&").replace(/[~^]/g, "\\$&{}"); };
      var w = phrases(f.language), d = f.date.split("-");
      var entries = [["title", "{" + tex(f.work.name) + "}"], ["institution", tex(f.publisher)], ["year", d[0]], ["month", d[1]], ["series", f.book ? tex(f.book.name) : ""], ["pages", f.pages.replace("–", "--")], ["note", tex(place(f, w))], ["version", f.revised], ["langid", babel[f.language] || ""], ["url", f.url]];
      return "@" + (f.book && part("Report") ? "techreport" : "misc") + "{" + key(f) + ",\n" + entries.filter(function (e) { return e[1]; }).map(function (e) { return "  " + e[0] + " = {" + e[1] + "}"; }).join(",\n") + "\n}";
    }
    function csl(f) {
      var w = phrases(f.language);
      var issued = f.date && { "date-parts": [f.date.split("-").map(Number)] };
      var item = { id: key(f), type: f.book && part("Report") ? "report" : f.book ? "webpage" : "book", title: f.work.name, "collection-title": f.book && f.book.name, publisher: f.publisher, issued: issued, version: f.revised, section: f.section && (f.section.number || f.section.label), page: f.pages.replace("–", "-"), note: place(f, w), language: f.language, URL: f.url };
      Object.keys(item).forEach(function (name) { if (!item[name]) delete item[name]; });
      return JSON.stringify([item], null, 2);
    }

    // -- The dialog.
    function fill() {
      var f = facts(places[choice.value - 1] || null), form = dialog.querySelector('[name="cite-form"]:checked').value;
      field.value = f.url;
      text.value = form === "bibtex" ? bibtex(f) : form === "csl" ? csl(f) : sentence(f, form);
    }
    function open(el) {
      if (!choice.options.length) {
        choice.add(new Option(words.page, 0));
        places.forEach(function (place, at) {
          var heading = place.tagName[0] === "H", name = cut(plain(place));
          if (name) choice.add(new Option(heading ? words.heading.replace("{title}", name) : words.paragraph.replace("{words}", name), at + 1));
        });
      }
      dim();
      choice.value = places.indexOf(el) + 1;
      said.textContent = "";
      fill();
      if (el) go(el.id, true);
      dialog.showModal();
      write(field, words.copiedAddress, true);
    }
    function write(from, done, quiet) {
      var ok = function () { said.textContent = done; }, no = function () {
        if (quiet) return;
        from.select();
        try { if (doc.execCommand("copy")) return ok(); } catch (e) { /* refused */ }
        said.textContent = words.failed;
      };
      if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(from.value).then(ok, no); else no();
    }
    dialog.addEventListener("change", fill);
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
      var what = event.target.dataset.copy;
      if (what) write(what === "address" ? field : text, what === "address" ? words.copiedAddress : words.copiedCitation);
    });
  }

  // ---- Keys: left and right turn the page, Escape closes what is open.
  doc.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || dialog && dialog.open) return;
    if (event.key === "Escape") {
      if (shown) {
        var mark = shown.mark, inside = shown.el.contains(doc.activeElement);
        dim();
        if (inside) give(mark);
      } else if (came && doc.activeElement.closest(".endnotes li")) {
        go(came.id, true);
        give(came);
      } else if (settings && settings.open) {
        settings.open = false;
        settings.querySelector("summary").focus();
      }
      return;
    }
    var turn = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
    if (!turn || event.target.closest("input, textarea, select, [contenteditable], [tabindex='0'], pre, .settings, .outline")) return;
    var link = doc.querySelector('.pager a[rel="' + turn + '"]') || doc.querySelector('main a[rel="' + turn + '"]');
    if (link) location.href = link.href;
  });

  // ---- The outline: closes when a place on this page is chosen, and follows the reader.
  var outline = doc.getElementById("ibid-outline"), places = [];
  if (outline) {
    outline.addEventListener("click", function (event) {
      if (event.target.closest("a") && outline.matches && outline.hidePopover) try { outline.hidePopover(); } catch (e) { /* not open */ }
    });
    places = all('a.within[href^="#"]', outline).map(function (link) { return { link: link, at: doc.getElementById(decodeURIComponent(link.hash.slice(1))) }; }).filter(function (p) { return p.at; });
    var own = outline.querySelector("[aria-current]");
    if (own) outline.scrollTop = Math.max(0, own.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 3);
  }
  function follow() {
    // A heading that a link led to stands as far below the edge as the style sheet says.
    var here = null, edge = (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 24;
    places.forEach(function (p) { if (p.at.getBoundingClientRect().top < edge) here = p; });
    places.forEach(function (p) { if (p === here) p.link.setAttribute("aria-current", "location"); else p.link.removeAttribute("aria-current"); });
  }
  var waiting = false;
  addEventListener("scroll", function () {
    if (waiting || !places.length) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; follow(); });
  }, { passive: true });
  follow();

  // ---- Search: its script comes when it is first asked for. Without it the control leads to the page of search.
  var finder = doc.querySelector("a.search-open");
  function find() {
    if (window.ibidSearch) return ibidSearch.open();
    if (find.asked) return;
    find.asked = true;
    var script = doc.createElement("script");
    script.src = finder.href.replace(/search\.html$/, "search.js");
    script.onload = function () { ibidSearch.open(); };
    doc.head.appendChild(script);
  }
  if (finder) {
    finder.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
      event.preventDefault();
      find();
    });
    doc.addEventListener("keydown", function (event) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key !== "/" && event.key !== "s" || dialog && dialog.open) return;
      if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
      event.preventDefault();
      find();
    });
  }

  all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { print(); }); });

  // ---- Lay out the margin now, and again whenever the text changes its shape.
  var asked = 0;
  function soon() { cancelAnimationFrame(asked); asked = requestAnimationFrame(place); }
  if (reading && marks.length) {
    place();
    var width = 0;
    if (window.ResizeObserver) new ResizeObserver(function () {
      var text = reading.querySelector(".text"), now = text ? text.offsetWidth + text.offsetHeight / 1e6 : 0;
      if (now !== width && !(shown && shown.stays && !shown.side)) { width = now; soon(); }
    }).observe(reading);
    if (doc.fonts) doc.fonts.ready.then(soon);
    addEventListener("load", soon);
  }
})();
