/* The desk of `ibid serve`: shows what waits, sends the editor's answers. Text only, never HTML, is put into the page. */
(function () {
  "use strict";
  var base = location.pathname.slice(0, location.pathname.indexOf("/", "/-/desk/".length) + 1), token = base.split("/")[3];
  var words = {}, items = new Map(), order = [], kind = "", current = null, head = {}, busy = false, formOpen = false;
  var KINDS = ["conflict", "aside", "correction", "indicator", "discrepancy", "note", "unread", "told"];
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
    return fetch(base + path, { method: "POST", headers: { "Content-Type": "application/json", "X-Desk-Token": token }, body: JSON.stringify(body) })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); });
  }

  function shown() { return order.filter(function (id) { return items.has(id) && (!kind || items.get(id).kind === kind); }); }
  function alike(item) {
    if (!item.alike) return [];
    return order.map(function (id) { return items.get(id); }).filter(function (one) { return one && one.alike && one.alike.key === item.alike.key; });
  }
  function say(text, wrong) { $("said").textContent = text || ""; $("said").className = wrong ? "wrong" : ""; }

  /* Numbers as the language writes them, and as front matter does. */
  var FIGURES = ["value", "low", "high"], isVietnamese = document.documentElement.lang === "vi";
  function written(f) { return isVietnamese && FIGURES.indexOf(f.name) >= 0 ? f.value.replace(".", ",") : f.value; }
  function plain(name, value) {
    if (FIGURES.indexOf(name) < 0) return value;
    return isVietnamese ? value.split(".").join("").replace(",", ".") : value.split(",").join("");
  }

  /* What the list says of an item. */
  function gist(item) {
    if (item.kind === "correction") return item.change[0] + " → " + (item.change[1] || "?");
    if (item.kind === "discrepancy") return item.change[0] + " ≠ " + item.change[1];
    if (item.kind === "indicator") return item.fields.filter(function (f) { return ["name", "value", "low", "high", "unit"].indexOf(f.name) >= 0 && f.value; }).map(written).join(" · ");
    return item.title || item.why || item.spot.path;
  }

  function drawKinds() {
    var counts = {};
    order.forEach(function (id) { var one = items.get(id); if (one) counts[one.kind] = (counts[one.kind] || 0) + 1; });
    var button = function (name, label, count) {
      return el("button", { type: "button", "aria-pressed": String(kind === name), "data-kind": name, onclick: function () { choose(name); } }, [label + " ", el("b", {}, String(count))]);
    };
    var all = [button("", word("ui.all"), order.length)];
    KINDS.forEach(function (name) { if (counts[name] || kind === name) all.push(button(name, word("kind." + name), counts[name] || 0)); });
    $("kinds").replaceChildren.apply($("kinds"), all);
  }
  function drawList() {
    var all = shown().map(function (id) {
      var item = items.get(id);
      var where = [word("kind." + item.kind), item.spot.title || item.spot.path].concat(item.later ? [word("ui.later")] : []).join(" · ");
      return el("li", {}, el("button", { type: "button", "data-id": id, "aria-current": id === current ? "true" : false, tabindex: id === current ? "0" : "-1", onclick: function () { go(id); } },
        [el("span", { class: "what" }, gist(item)), el("span", { class: "where" }, where)]));
    });
    $("list").replaceChildren.apply($("list"), all);
    reveal();
  }
  function reveal() {
    var chosen = $("list").querySelector("[aria-current=true]");
    if (chosen) chosen.scrollIntoView({ block: "nearest" });
  }
  function drawHead() {
    var all = head.answered + order.length;
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

  function draw() {
    var item = items.get(current), main = $("main");
    formOpen = false;
    if (!item) { main.replaceChildren(el("p", { class: "empty" }, word(head.ready ? "ui.nothing" : "ui.waiting"))); return; }
    var parts = [el("div", { class: "head" }, [el("h2", {}, word("kind." + item.kind) + (item.title ? ": " + item.title : ""))]
      .concat(item.doubtful ? [el("span", { class: "badge" }, word("ui.doubtful"))] : [], place(item.spot)))];
    if (item.sentence.length) parts.push(el("blockquote", { class: "passage", lang: document.documentElement.lang }, excerpt(item.sentence)));
    if (item.other) parts.push(el("div", { class: "head" }, [el("h3", { class: "label" }, word(item.kind === "note" ? "ui.mark" : "ui.other"))].concat(place(item.other.spot))),
      el("blockquote", { class: "passage" }, excerpt(item.other.sentence)));
    var names = words.change[item.kind];
    if (names && (item.change[0] || item.change[1])) parts.push(el("div", { class: "pair" }, [0, 1].map(function (at) {
      return el("div", { class: at && item.kind !== "discrepancy" ? "new" : "" }, [el("h3", {}, names[at]), el("p", { class: "words" }, item.change[at] || "—")]);
    })));
    if (item.kind === "indicator") parts.push(el("dl", { class: "facts" }, item.fields.filter(function (f) { return f.value; }).map(function (f) {
      var chosen = f.choices.find(function (choice) { return choice[0] === f.value; });
      return el("div", {}, [el("dt", {}, f.label), el("dd", {}, chosen ? chosen[1] : written(f))]);
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
    var fields = {};
    item.fields.forEach(function (f) {
      var input = form.elements[f.name];
      if (input && (input.value !== written(f) || item.kind === "discrepancy")) fields[f.name] = plain(f.name, input.value);
    });
    send("change", [item], fields);
  }

  function take(answer) {
    head = answer;
    if (answer.items) {
      items = new Map(answer.items.map(function (item) { return [item.id, item]; }));
      order = answer.items.map(function (item) { return item.id; });
    } else {
      (answer.fresh || []).forEach(function (item) { items.set(item.id, item); });
      order = answer.order || order;
      var open = new Set(order);
      Array.from(items.keys()).forEach(function (id) { if (!open.has(id)) items.delete(id); });
    }
  }
  function drawAll() { drawHead(); drawKinds(); drawList(); draw(); }

  function send(name, chosen, fields) {
    if (busy || !chosen.length) return;
    busy = true;
    var before = shown(), at = before.indexOf(current), reason = $("reason");
    fields = fields || {};
    if (reason && reason.value.trim() && !fields.reason) fields.reason = reason.value.trim();
    // A correction is published with its reason, which nobody else can give.
    if (reason && name === "change" && !fields.reason) {
      busy = false;
      return say(word("refusal.field", { words: word("field.reason") }), true);
    }
    post("answer", { items: chosen.map(function (item) { return [item.id, item.version]; }), verb: name, fields: fields }).then(function (answer) {
      take(answer);
      say(answer.ok ? head.undo : answer.said, !answer.ok);
      if (answer.ok) {
        // The next one that still waits, in the order that was shown.
        var rest = before.slice(at).concat(before.slice(0, at)).filter(function (id) { return items.has(id) && !chosen.some(function (one) { return one.id === id; }); });
        current = rest[0] || shown()[0] || null;
      } else if (!items.has(current)) current = shown()[0] || null;
      if (answer.ok || !formOpen) drawAll(); else { drawHead(); }
      if (answer.ok) $("main").focus();
      if (!answer.ok && answer.said && !answer.order) say(answer.said, true);
    }).catch(lost).then(function () { busy = false; });
  }
  function undo() {
    if (busy || !head.undo) return;
    busy = true;
    post("undo", {}).then(function (answer) {
      take(answer);
      say(answer.ok ? word("done.undone") : answer.said, !answer.ok);
      if (answer.focus && items.has(answer.focus)) { current = answer.focus; if (kind && items.get(current).kind !== kind) kind = ""; }
      if (!items.has(current)) current = shown()[0] || null;
      drawAll();
      if (answer.ok && !items.has(answer.focus)) refresh();
    }).catch(lost).then(function () { busy = false; });
  }
  function lost() { say(word("refusal.lost"), true); }

  function go(id) { current = id; mark(); draw(); $("main").focus(); }
  function mark() {
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
    if (/^[0-8]$/.test(key)) return choose(key === "0" ? "" : KINDS[key - 1]);
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
    if (event.key.length === 1 && "jkacrlARuo?012345678".indexOf(event.key) >= 0) { event.preventDefault(); press(event.key); }
  });
  $("undo").addEventListener("click", undo);
  $("help-open").addEventListener("click", function () { $("help").showModal(); });
  $("help-close").addEventListener("click", function () { $("help").close(); });
  $("commit-copy").addEventListener("click", function () {
    navigator.clipboard.writeText($("commit-line").textContent).then(function () { say(word("ui.copied")); });
  });

  /* What a build found since: taken up while nothing is being written. */
  function refresh() {
    return get("queue").then(function (answer) {
      if (formOpen || busy) return;
      var old = items.get(current);
      take(answer);
      if (!items.has(current)) current = shown()[0] || null;
      var now = items.get(current), same = old && now && old.version === now.version;
      drawHead(); drawKinds(); drawList();
      if (!same) draw();
    });
  }
  function watch() {
    if (document.hidden || busy) return;
    get("generation").then(function (now) { if (now !== head.generation && !formOpen) return refresh(); }).catch(lost);
  }
  get("words").then(function (all) { words = all; return refresh(); }).then(function () { $("main").focus(); }).catch(lost);
  setInterval(function () { if (!head.ready) watch(); }, 300);
  setInterval(watch, 2500);
  document.addEventListener("visibilitychange", watch);
})();
