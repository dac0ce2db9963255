/* The desk of `ibid serve`: shows what waits, sends the editor's answers. Text only, never HTML, is put into the page. */
(function () {
  "use strict";
  var base = location.pathname.slice(0, location.pathname.indexOf("/", "/-/desk/".length) + 1), token = base.split("/")[3];
  var words = {}, items = new Map(), order = [], kind = "", current = null, head = {}, formOpen = false;
  /* Answers that are under way, one after the other: their tasks are out of the list already. */
  var sent = Promise.resolve(), pending = new Set(), busy = 0;
  var KINDS = ["conflict", "aside", "correction", "indicator", "discrepancy", "parallel", "note", "unread", "told"];
  var $ = function (id) { return document.getElementById(id); };

  function word(path, places) {
    var found = path.split(".").reduce(function (value, key) { return value && value[key]; }, words) || "";
    Object.keys(places || {}).forEach(function (name) { found = found.split("{" + name + "}").join(places[name]); });
    return found;
  }
  /* An element: its name, what it has, what is in it. */
  function el(name, set, inside) {
    var made = document.createElement(name);
    Object.keys(set || {}).forEach(function (key) {
      if (key === "class") made.className = set[key];
      else if (key.startsWith("on")) made.addEventListener(key.slice(2), set[key]);
      else if (set[key] !== false && set[key] != null) made.setAttribute(key, set[key] === true ? "" : set[key]);
    });
    [].concat(inside == null ? [] : inside).forEach(function (one) { made.append(one); });
    return made;
  }

  function get(path) { return fetch(base + path, { cache: "no-store" }).then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); }); }
  function post(path, body) {
    body.known = head.generation || 0;
    return fetch(base + path, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json", "X-Desk-Token": token }, body: JSON.stringify(body) })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); });
  }

  /* What waits, and that of the kind that is shown: looked for again once something changed. */
  var waits = null, ofKind = null, kindOf = "";
  function changed() { waits = ofKind = null; }
  function open() { return waits || (waits = order.filter(function (id) { return items.has(id) && !pending.has(id); })); }
  function shown() {
    if (!ofKind || kindOf !== kind) ofKind = open().filter(function (id) { return !kind || items.get(id).kind === kind; });
    kindOf = kind;
    return ofKind;
  }
  function isOpen(id) { return shown().indexOf(id) >= 0; }
  function alike(item) {
    if (!item.alike) return [];
    return open().map(function (id) { return items.get(id); }).filter(function (one) { return one.alike && one.alike.key === item.alike.key; });
  }
  function say(text, wrong) { $("said").textContent = text || ""; $("said").className = wrong ? "wrong" : ""; }

  /* Numbers as the language writes them, and as front matter does. */
  var FIGURES = ["value", "low", "high"], isVietnamese = document.documentElement.lang === "vi";
  function written(f) { return isVietnamese && FIGURES.indexOf(f.name) >= 0 ? f.value.replace(".", ",") : f.value; }
  function plain(name, value) {
    if (FIGURES.indexOf(name) < 0) return value;
    return isVietnamese ? value.split(".").join("").replace(",", ".") : value.split(",").join("");
  }

  /* A number as one reads it, and two as a span. */
  var numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 20 });
  function read(f) { return FIGURES.indexOf(f.name) >= 0 && f.value && isFinite(f.value) ? numbers.format(f.value) : f.value; }
  function figure(item) {
    var of = function (name) { var f = item.fields.find(function (f) { return f.name === name; }); return f ? read(f) : ""; };
    return of("name") + " · " + [[of("value"), of("low"), of("high")].filter(Boolean).join("–"), of("unit")].filter(Boolean).join(" ");
  }
  /* The words that a task is about, with those behind them. */
  function about(item) {
    var all = item.sentence, at = all.findIndex(function (piece) { return piece[0] === "marked"; });
    return all.slice(Math.max(at, 0)).map(function (piece) { return piece[1]; }).join("").replace(/^\[\^([^\]]*)\]:?/, "$1 ·").slice(0, 120);
  }
  /* What the list says of an item. */
  function gist(item) {
    if (item.kind === "correction") return item.change[0] + " → " + (item.change[1] || "?");
    if (item.kind === "discrepancy") return item.change[0] + " ≠ " + item.change[1] + (item.why ? " · " + item.why : "");
    if (item.kind === "indicator") return figure(item);
    if (["note", "told", "unread"].indexOf(item.kind) >= 0 && item.sentence.length) return about(item);
    if (item.kind === "aside") return (facts(item).filter(function (f) { return f.name === "quote" || f.name === "name"; })[0] || { value: item.title }).value;
    if (item.kind === "conflict" || item.kind === "parallel") return (item.change[0] || item.sentence.map(function (piece) { return piece[1]; }).join("")).slice(0, 120);
    return item.title || item.why || item.spot.path;
  }
  /* The lines of an entry with their labels; none where one is more than a key and its words. */
  function facts(item) {
    var lines = item.sentence.map(function (piece) { return piece[1]; }).join("").trim().split("\n").map(function (line) { return /^(\w+): (.+)$/.exec(line); });
    if (lines.indexOf(null) >= 0) return [];
    return lines.map(function (found) { return { name: found[1], label: word("field." + found[1]) || found[1], value: found[2].replace(/^(["'])(.*)\1$/, "$2") }; });
  }

  function drawKinds() {
    var counts = {}, all = open();
    all.forEach(function (id) { var of = items.get(id).kind; counts[of] = (counts[of] || 0) + 1; });
    var button = function (name, label, count) {
      return el("button", { type: "button", "aria-pressed": String(kind === name), "data-kind": name, onclick: function () { choose(name); } }, [label + " ", el("b", {}, String(count))]);
    };
    var made = [button("", word("ui.all"), all.length)];
    KINDS.forEach(function (name) { if (counts[name] || kind === name) made.push(button(name, word("kind." + name), counts[name] || 0)); });
    $("kinds").replaceChildren.apply($("kinds"), made);
  }
  /* A part of the list stands in the page, so that a long one costs no more than a short one; it grows where one scrolls to its end. */
  var ROOM = 60, from = 0, to = 0;
  function row(all, at) {
    var id = all[at], item = items.get(id), chosen = id === current;
    var where = [item.title && /^(note|told)$/.test(item.kind) ? item.title : word("kind." + item.kind), item.spot.title || item.spot.path].concat(item.later ? [word("ui.later")] : []).join(" · ");
    return el("li", { "aria-setsize": all.length, "aria-posinset": at + 1 }, el("button", { type: "button", "data-id": id, "aria-current": chosen ? "true" : false, tabindex: chosen ? "0" : "-1", onclick: function () { go(id); } },
      [el("span", { class: "what" }, gist(item)), el("span", { class: "where" }, where)]));
  }
  function drawList() {
    var all = shown(), at = Math.max(all.indexOf(current), 0), rows = [], count = Math.max(to - from, 2 * ROOM);
    if (at < from || at >= to || to > all.length) from = Math.max(0, at - ROOM);
    to = Math.min(all.length, from + count);
    for (var n = from; n < to; n++) rows.push(row(all, n));
    $("list").replaceChildren.apply($("list"), rows);
    reveal();
  }
  function grow() {
    var box = $("queue"), list = $("list"), all = shown(), n, high = box.scrollHeight;
    if (to < all.length && box.scrollTop + box.clientHeight > high - 600) {
      for (n = Math.min(all.length, to + ROOM); to < n; to++) list.append(row(all, to));
    } else if (from > 0 && box.scrollTop < 600) {
      for (n = Math.max(0, from - ROOM); from > n; from--) list.prepend(row(all, from - 1));
      // A browser that keeps the place by itself has done so.
      if (box.scrollTop < 600) box.scrollTop += box.scrollHeight - high;
    }
  }
  function reveal() {
    var chosen = $("list").querySelector("[aria-current=true]");
    if (chosen) chosen.scrollIntoView({ block: "nearest" });
  }
  function drawHead() {
    var all = head.answered + order.length; // What is under way is counted once it is written.
    $("bar").max = Math.max(all, 1);
    $("bar").value = head.answered;
    $("far").textContent = word("ui.far", { n: head.answered, all: all });
    $("undo").disabled = !head.undo;
    $("undo").title = head.undo || "";
    $("commit").hidden = !head.commit;
    $("commit-line").textContent = head.commit || "";
  }

  function excerpt(pieces) {
    return pieces.map(function (piece) { return el(piece[0] === "marked" ? "mark" : "span", { class: piece[0] }, piece[1]); });
  }
  function link(spot, label) {
    return el("a", { href: base + "site/" + spot.url, "data-open": true }, label || spot.title || spot.path);
  }
  function place(spot) {
    var line = spot.line ? word("ui.line", { n: spot.line }) : word("ui.whole");
    var file = el("span", { class: "file" }, spot.path.replace(/^content\//, "") + ", " + line);
    return spot.url ? [link(spot), file] : [file];
  }

  /* The passage in print: as much of the page's picture as is around it, all of it where nobody knows the place. */
  function print(spot) {
    var of = spot.print;
    if (!of) return [];
    var tops = of.areas.map(function (area) { return area[1]; }), ends = of.areas.map(function (area) { return area[3]; });
    var top = tops.length ? Math.max(0, Math.min.apply(null, tops) - 40) : 0, end = tops.length ? Math.min(1000, Math.max.apply(null, ends) + 40, top + 450) : 1000;
    var share = function (value, whole) { return 100 * value / whole + "%"; }, high = end - top;
    var picture = el("img", { src: base + "site/" + of.picture, alt: word("ui.print"), loading: "lazy" }), view = el("div", { class: "view" }, picture);
    view.style.aspectRatio = of.size[0] + " / " + of.size[1] * high / 1000;
    picture.style.top = share(-top, high);
    of.areas.forEach(function (area) {
      var mark = el("span", {});
      mark.style.left = share(area[0], 1000);
      mark.style.width = share(area[2] - area[0], 1000);
      mark.style.top = share(area[1] - top, high);
      mark.style.height = share(area[3] - area[1], high);
      view.append(mark);
    });
    return [el("figure", { class: "print" }, [view, el("figcaption", {}, el("a", { href: base + "site/" + of.url, "data-open": true }, word("ui.print")))])];
  }

  function draw() {
    var item = items.get(current), main = $("main");
    formOpen = false;
    if (!item) { main.replaceChildren(el("p", { class: "empty" }, word(head.ready ? "ui.nothing" : "ui.waiting"))); return; }
    var parts = [el("div", { class: "head" }, [el("h2", {}, word("kind." + item.kind) + (item.title ? ": " + item.title : ""))]
      .concat(item.doubtful ? [el("span", { class: "badge" }, word("ui.doubtful"))] : [], place(item.spot)))];
    var lines = item.kind === "aside" ? facts(item).concat(item.fields.filter(function (f) { return f.name === "page"; })) : [];
    if (lines.length > 1) parts.push(el("dl", { class: "facts" }, lines.map(function (f) { return el("div", {}, [el("dt", {}, f.label), el("dd", {}, f.value)]); })));
    else if (item.sentence.length) parts.push(el("blockquote", { class: "passage", lang: document.documentElement.lang }, excerpt(item.sentence)));
    parts = parts.concat(print(item.spot));
    if (item.other) parts.push(el("div", { class: "head" }, [el("h3", { class: "label" }, word(item.kind === "note" ? "ui.mark" : "ui.other"))].concat(place(item.other.spot))),
      el("blockquote", { class: "passage" }, excerpt(item.other.sentence)));
    if (item.other) parts = parts.concat(print(item.other.spot));
    var names = words.change[item.kind];
    if (names && (item.change[0] || item.change[1])) parts.push(el("div", { class: "pair" }, [0, 1].map(function (at) {
      return el("div", { class: at && item.kind !== "discrepancy" ? "new" : "" }, [el("h3", {}, names[at]), el("p", { class: "words" }, item.pair.length ? excerpt(item.pair[at]) : item.change[at] || "—")]);
    })));
    if (item.kind === "indicator") parts.push(el("dl", { class: "facts" }, item.fields.filter(function (f) { return f.value; }).map(function (f) {
      var chosen = f.choices.find(function (choice) { return choice[0] === f.value; });
      return el("div", {}, [el("dt", {}, f.label), el("dd", {}, chosen ? chosen[1] : read(f))]);
    })));
    if (item.why) parts.push(el("p", { class: "why" }, [el("span", { class: "label" }, word(item.kind === "discrepancy" ? "ui.about" : "ui.why") + ": "), item.why]));
    if (item.kind === "discrepancy") parts.push(el("label", { class: "reason" }, [word("field.reason"),
      el("input", { id: "reason", placeholder: word("ui.reason_hint", { words: word("discrepancy.accept") }) })]));
    parts.push(answers(item), together(item));
    main.replaceChildren.apply(main, parts);
    main.scrollTop = 0;
  }
  function verb(item, name) { return word("verb." + item.kind + "." + name) || word("verb." + name); }
  function answers(item) {
    var button = function (name, key, look, label) {
      return el("button", { type: "button", class: look, "data-verb": name, onclick: function () { press(key); } }, [label, el("kbd", {}, key)]);
    };
    var made = [];
    if (item.verbs.indexOf("accept") >= 0) made.push(button("accept", "a", "yes", verb(item, "accept")));
    else if (item.verbs.indexOf("seen") >= 0) made.push(button("seen", "a", "yes", verb(item, "seen")));
    if (item.verbs.indexOf("change") >= 0) made.push(button("change", "c", "", verb(item, "change")));
    if (item.verbs.indexOf("refuse") >= 0) made.push(button("refuse", "r", "no", verb(item, "refuse")));
    made.push(button("later", "l", "", word("verb.later")));
    return el("div", { class: "answers" }, made);
  }
  function together(item) {
    var all = alike(item);
    if (all.length < 2 || item.verbs.indexOf("accept") < 0) return "";
    return el("div", { class: "alike" }, [el("span", {}, word("ui.alike", { n: all.length, words: item.alike.label })),
      el("button", { type: "button", "data-verb": "accept-all", onclick: function () { press("A"); } }, [word("ui.alike_accept"), el("kbd", {}, "⇧a")]),
      el("button", { type: "button", "data-verb": "refuse-all", onclick: function () { press("R"); } }, [word("ui.alike_refuse"), el("kbd", {}, "⇧r")])]);
  }

  function openForm(item) {
    var old = $("change");
    if (old) { old.querySelector("input,textarea,select").focus(); return; }
    formOpen = true;
    var inputs = item.fields.map(function (f) {
      var input;
      if (f.choices.length) {
        input = el("select", { name: f.name }, f.choices.map(function (choice) { return el("option", { value: choice[0] }, choice[1]); }));
      } else input = el(f.long ? "textarea" : "input", { name: f.name, lang: document.documentElement.lang, autocomplete: "off" });
      input.value = written(f);
      return el("label", { class: f.long || ["name", "reason", "wrong", "read"].indexOf(f.name) >= 0 ? "wide" : "" }, [f.label, input]);
    });
    var form = el("form", { id: "change", onsubmit: function (event) { event.preventDefault(); save(item, form); } }, inputs.concat(
      el("p", { class: "wide" }, [el("button", { type: "submit" }, word("ui.save")), el("button", { type: "button", onclick: closeForm }, word("ui.cancel")), word("ui.save_keys")])));
    form.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); save(item, form); }
    });
    // Its own field for the reason stands in the form.
    if (item.kind === "discrepancy") { turn(item, form); $("reason").parentElement.hidden = true; }
    $("main").querySelector(".answers").after(form);
    // What the form says need not stand above it a second time.
    $("main").querySelectorAll(".facts").forEach(function (facts) { facts.hidden = true; });
    form.querySelector(item.kind === "correction" ? "[name=read]" : "input,textarea,select").focus();
    form.scrollIntoView({ block: "nearest" });
  }
  /* The reading that makes one figure the other one. */
  function turn(item, form) {
    var wrong = form.elements.wrong, fill = function () {
      var at = wrong.selectedIndex, other = item.change[1 - at].split("= ").pop(), own = item.change[at];
      form.elements.read.value = wrong.value.indexOf(own) >= 0 ? wrong.value.replace(own, other) : wrong.value;
    };
    wrong.addEventListener("change", fill);
    fill();
  }
  function closeForm() {
    var form = $("change");
    if (form) form.remove();
    $("main").querySelectorAll(".facts, .reason").forEach(function (hidden) { hidden.hidden = false; });
    formOpen = false;
    $("main").focus();
  }
  function save(item, form) {
    if (formOpen === "sent") return;
    var fields = {};
    item.fields.forEach(function (f) {
      var input = form.elements[f.name];
      if (input && (input.value !== written(f) || item.kind === "discrepancy")) fields[f.name] = plain(f.name, input.value);
    });
    send("change", [item], fields);
  }

  /* An answer tells the order of all that waits, or what left it, and the tasks that are other than this page knows them. */
  function take(answer) {
    // One that was asked for before another answer came is old.
    if (!answer.items || answer.generation < (head.generation || 0)) return;
    head = answer;
    answer.items.forEach(function (item) { items.set(item.id, item); });
    var gone = new Set(answer.gone || []);
    order = answer.order || (gone.size ? order.filter(function (id) { return !gone.has(id); }) : order);
    changed();
  }
  function drawAll() { drawHead(); drawKinds(); drawList(); draw(); }
  /* Draws what changed around a task that somebody may be at work on. */
  function drawAround(old) {
    if (!isOpen(current)) { current = shown()[0] || null; formOpen = false; }
    var now = items.get(current);
    drawHead(); drawKinds(); drawList();
    if (!formOpen && !(old && now && old.id === now.id && old.version === now.version)) draw();
  }
  /* Sends an answer behind those that are under way. */
  function post_next(path, body, then) {
    busy++;
    $("main").setAttribute("aria-busy", "true");
    sent = sent.then(function () { return post(path, body()).then(then); }).catch(lost).then(function () {
      if (--busy === 0) $("main").removeAttribute("aria-busy");
    });
  }

  function send(name, chosen, fields) {
    if (!chosen.length) return;
    var before = shown(), at = Math.max(before.indexOf(current), 0), reason = $("reason"), ids = chosen.map(function (item) { return item.id; });
    fields = fields || {};
    if (reason && reason.value.trim() && !fields.reason) fields.reason = reason.value.trim();
    // A correction is published with its reason, which nobody else can give.
    if (reason && name === "change" && !fields.reason) return say(word("refusal.field", { words: word("field.reason") }), true);
    // The next one that still waits, in the order that was shown.
    var next = function () {
      ids.forEach(function (id) { pending.add(id); });
      changed();
      current = before.slice(at).concat(before.slice(0, at)).find(isOpen) || shown()[0] || null;
      drawAll();
      $("main").focus();
    };
    // What was typed may be refused, so that it stands until it is written; the next task does not wait for the rest.
    if (name === "change") formOpen = "sent"; else next();
    post_next("answer", function () { return { items: chosen.map(function (item) { return [item.id, item.version]; }), verb: name, fields: fields }; }, function (answer) {
      var old = items.get(current);
      if (name === "change") {
        formOpen = $("change") ? true : false;
        if (answer.ok) { formOpen = false; next(); }
      }
      ids.forEach(function (id) { pending.delete(id); });
      changed();
      take(answer);
      say(answer.ok ? head.undo : answer.said, !answer.ok);
      // What could not be written is shown again, with the reason in words.
      if (!answer.ok && !formOpen && isOpen(ids[0])) current = ids[0];
      drawAround(old);
    });
  }
  function undo() {
    if (!head.undo && !busy) return;
    post_next("undo", function () { return {}; }, function (answer) {
      var old = items.get(current);
      take(answer);
      say(answer.ok ? word("done.undone") : answer.said, !answer.ok);
      if (answer.focus && order.indexOf(answer.focus) >= 0) { current = answer.focus; if (kind && items.get(current).kind !== kind) kind = ""; old = null; }
      drawAround(old);
    });
  }
  function lost() { say(word("refusal.lost"), true); }

  function go(id) { current = id; mark(); draw(); $("main").focus(); }
  function mark() {
    if (!$("list").querySelector("[data-id=\"" + CSS.escape(current) + "\"]")) return drawList();
    $("list").querySelectorAll("button").forEach(function (button) {
      var is = button.dataset.id === current;
      if (is) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
      button.tabIndex = is ? 0 : -1;
    });
    reveal();
  }
  function step(by) {
    var all = shown(), at = all.indexOf(current) + by;
    if (at >= 0 && at < all.length) go(all[at]);
  }
  function choose(name) {
    kind = name;
    from = to = 0;
    var all = shown();
    if (all.indexOf(current) < 0) current = all[0] || null;
    drawAll();
    var chosen = $("kinds").querySelector("[aria-pressed=true]");
    if (chosen) chosen.focus();
  }

  function press(key) {
    var item = items.get(current);
    if (key === "j") return step(1);
    if (key === "k") return step(-1);
    if (key === "u") return undo();
    if (key === "?") return $("help").showModal();
    if (/^[0-9]$/.test(key)) return choose(key === "0" ? "" : KINDS[key - 1]);
    if (!item) return;
    var takes = function (name) { return item.verbs.indexOf(name) >= 0; };
    if (key === "a" && takes("accept")) send("accept", [item]);
    else if (key === "a" && takes("seen")) send("seen", [item]);
    else if (key === "c" && takes("change")) openForm(item);
    else if (key === "r" && takes("refuse")) send("refuse", [item]);
    else if (key === "l") send("later", [item]);
    else if (key === "A" && takes("accept")) send("accept", alike(item));
    else if (key === "R" && takes("refuse")) send("refuse", alike(item));
    else if (key === "o") { var open = $("main").querySelector("[data-open]"); if (open) open.click(); }
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || $("help").open) return;
    if (event.key === "Escape") { closeForm(); return; }
    if (event.target.closest("input,textarea,select")) return;
    if (event.key.length === 1 && "jkacrlARuo?0123456789".indexOf(event.key) >= 0) { event.preventDefault(); press(event.key); }
  });
  $("undo").addEventListener("click", undo);
  $("help-open").addEventListener("click", function () { $("help").showModal(); });
  $("help-close").addEventListener("click", function () { $("help").close(); });
  $("commit-copy").addEventListener("click", function () {
    navigator.clipboard.writeText($("commit-line").textContent).then(function () { say(word("ui.copied")); });
  });

  /* What a build found since: taken up while nothing is being written. */
  function refresh() {
    return get("queue/" + (head.generation || 0)).then(function (answer) {
      if (formOpen || busy) return;
      var old = items.get(current);
      take(answer);
      drawAround(old);
    });
  }
  function watch() {
    if (document.hidden || busy) return;
    get("generation").then(function (now) { if (now !== head.generation && !formOpen) return refresh(); }).catch(lost);
  }
  $("queue").addEventListener("scroll", grow, { passive: true });
  get("words").then(function (all) { words = all; return refresh(); }).then(function () { $("main").focus(); }).catch(lost);
  setInterval(function () { if (!head.ready) watch(); }, 300);
  setInterval(watch, 2500);
  document.addEventListener("visibilitychange", watch);
})();
