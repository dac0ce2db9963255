/* ibid, search. Loaded when a reader first searches: by reader.js, or by the page of search. It loads the index piece by piece
   with script tags (`search/*.js`, see src/search/format.rs), so it works from file://, from a sub-path and offline.
   Order: words of a text, files, query, ranking, excerpts, the box. `ibidSearch` is what the files call, and what tests use. */
(function () {
  "use strict";
  var doc = document, script = doc.currentScript, base = (script ? script.src : "").replace(/[^\/]*$/, "");

  // ---- The words of a text, exactly as src/search/tokens.rs cuts them (tests/fold-vectors.json).
  var TOKEN = /(?:[0-9](?:[.,](?=[0-9]))?|[\p{Alphabetic}\p{N}\p{M}])+/gu, TONES = /[\u0300\u0301\u0303\u0309\u0323]/g, FIGURE = /^[0-9.,]+$/;
  function lower(text) { return Array.from(text, function (c) { return c.toLowerCase(); }).join(""); }
  function fold(text) { return lower(text.normalize("NFD").replace(/\p{M}/gu, "")).replace(/[đð]/g, "d"); }
  // Lower case, the tone mark at the end: "Hòa" and "hoà" are one spelling.
  function spelling(text) {
    var tones = "", rest = text.normalize("NFD").replace(TONES, function (tone) { tones += tone; return ""; });
    return lower(rest).normalize("NFC") + tones;
  }
  function key(token) {
    if (!FIGURE.test(token)) return fold(token);
    // Points that part thousands go; another point is taken for a decimal comma.
    return /^[0-9]{1,3}(\.[0-9]{3})*(,|$)/.test(token) ? token.replace(/\./g, "") : token.replace(/\./g, ",");
  }
  function variant(token) { return FIGURE.test(token) ? token : spelling(token); }
  function tokens(text) {
    var found = [], match;
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(text))) found.push({ word: match[0], from: match.index, to: TOKEN.lastIndex });
    return found;
  }

  // ---- Files. Each is a script that calls ibidSearch(name, data); a file is asked for once.
  var files = {}, asked = {}, index = null;
  function ibidSearch(name, data) { files[name] = data; }
  function load(name, done) {
    if (files[name]) return done(true);
    if (asked[name]) return asked[name].push(done);
    asked[name] = [done];
    var tag = doc.createElement("script"), waiting = function () {
      var all = asked[name], good = !!files[name];
      delete asked[name];
      if (tag.remove) tag.remove();
      all.forEach(function (each) { each(good); });
    };
    // A build's files are asked for by its mark, so that a browser's cache never mixes two builds.
    tag.src = base + "search/" + name + ".js" + (index && /^http/.test(base) ? "?v=" + index.v : "");
    tag.onload = tag.onerror = waiting;
    doc.head.appendChild(tag);
  }
  // Calls back at once when everything is there already.
  function need(names, done) {
    var left = 1, good = true, one = function (ok) { good = good && ok; if (!--left) done(good); };
    names.forEach(function (name) { left++; load(name, one); });
    one(true);
  }
  // Numbers as src/search/format.rs writes them.
  function numbers(text) {
    var list = [], value = 0, scale = 1;
    for (var at = 0; at < text.length; at++) {
      var code = text.charCodeAt(at), digit = code - 32 - (code > 34) - (code > 92);
      value += digit * scale;
      if (digit < 60) { list.push(value); value = 0; scale = 1; } else scale *= 32;
    }
    return list;
  }
  function open(done) {
    if (index) return done(true);
    need(["manifest"], function (good) {
      if (good && !index) {
        var data = files.manifest, both = numbers(data.lengths), sum = 0, from = 0;
        index = { v: data.v, reports: data.reports, inside: data.inside, shards: data.shards, concepts: data.concepts, lengths: [], heads: [], texts: [] };
        for (var at = 0; at < both.length; at += 2) { index.lengths.push(both[at]); index.heads.push(both[at + 1]); sum += both[at]; }
        numbers(data.texts).forEach(function (count) { index.texts.push(from); from += count; });
        index.size = index.lengths.length;
        index.mean = sum / (index.size || 1) || 1;
      }
      done(good);
    });
  }
  // The last of some ascending values that is not above another.
  function last(list, value) {
    var low = 0, high = list.length;
    while (low < high) { var mid = low + high >> 1; if (list[mid] <= value) low = mid + 1; else high = mid; }
    return low - 1;
  }
  function reportOf(unit) {
    return unit < index.inside ? index.reports[last(index.reports.map(function (report) { return report.first; }), unit)] : null;
  }

  // ---- The query: its words in order, which of them stand together ("…", 59-NQ/TW), and whether the last is still being typed.
  function parse(query) {
    var terms = [], groups = [], text = query.normalize("NFC").slice(0, 400);
    text.split(/["“”„«»]/).forEach(function (part, nth) {
      (nth % 2 ? [part] : part.split(/\s+/)).forEach(function (words) {
        var first = terms.length;
        tokens(words).forEach(function (token) {
          var term = { key: key(token.word), spelled: variant(token.word) };
          term.strict = term.key !== term.spelled;
          terms.push(term);
        });
        if (terms.length - first > 1) groups.push([first, terms.length - 1]);
      });
    });
    terms = terms.slice(0, 24);
    var end = terms[terms.length - 1];
    if (end && /[\p{Alphabetic}\p{N}\p{M}]$/u.test(text) && end.key.length > 1) end.open = true;
    return { terms: terms, groups: groups.filter(function (group) { return group[1] < terms.length; }) };
  }
  function shardsOf(term) {
    var first = Math.max(0, last(index.shards, term.key)), end = term.open ? last(index.shards, term.key + "\uffff") : first;
    var names = [];
    for (var at = first; at <= end && at < first + 3; at++) names.push("w" + at);
    return index.shards.length ? names : [];
  }

  // ---- Ranking.
  var decoded = {};
  // [unit, [place, …], unit, …] of one spelling of one key.
  function postings(shard, word, at) {
    var name = word + " " + at, list = decoded[name];
    if (list) return list;
    list = decoded[name] = [];
    var raw = numbers(files[shard][word][at]), unit = 0;
    for (var i = 0; i < raw.length;) {
      unit += raw[i++];
      var places = [], place = 0;
      for (var count = raw[i++]; count--;) places.push(place += raw[i++]);
      list.push(unit, places);
    }
    return list;
  }
  // How well a spelling in the text answers what was typed; 0 for not at all. Typed accents mean themselves, plain letters any.
  function answers(term, word, spelled) {
    var whole = word === term.key;
    if (!whole && !(term.open && word.indexOf(term.key) === 0)) return 0;
    var typed = term.spelled.replace(TONES, ""), tone = term.spelled.slice(typed.length);
    var same = !term.strict || (whole ? spelled === term.spelled : spelled.indexOf(typed) === 0 && (!tone || spelled.slice(-1) === tone));
    return (whole ? 1 : .5) * (same ? 1 : -.3);
  }
  // By unit: the places of a term with their weights (below 0: spelled otherwise than typed).
  function places(term) {
    var found = new Map(), whole = 0;
    shardsOf(term).forEach(function (shard) {
      var words = files[shard] || {}, names = term.open ? Object.keys(words) : Object.hasOwn(words, term.key) ? [term.key] : [];
      names.forEach(function (word) {
        if (word.indexOf(term.key)) return;
        for (var at = 0; at < words[word].length; at += 2) {
          var weight = answers(term, word, words[word][at]);
          if (!weight) continue;
          var list = postings(shard, word, at + 1);
          for (var i = 0; i < list.length; i += 2) {
            var own = found.get(list[i]);
            if (!own) found.set(list[i], own = []);
            for (var p = 0; p < list[i + 1].length; p++) own.push(list[i + 1][p], weight);
          }
        }
        if (word === term.key) whole = found.size;
      });
    });
    if (!found.size && !term.slip && meant(term)) return places(term);
    var seen = whole || found.size;
    term.rare = Math.log(1 + (index.size - seen + .5) / (seen + .5));
    return found;
  }
  // A word that stands nowhere is taken for the commonest one of the text that is one slip away.
  function meant(term) {
    var best = 0, typed = term.key;
    shardsOf(term).forEach(function (shard) {
      var words = files[shard] || {};
      Object.keys(words).forEach(function (word) {
        if (!near(word, typed) || words[word][1].length <= best) return;
        best = words[word][1].length;
        term.key = term.spelled = word;
        term.strict = term.open = false;
        term.slip = true;
      });
    });
    return term.slip;
  }
  // What stands where in one unit: place → terms there with weights; and how far each place carries on the query's order.
  function lay(found, unit) {
    var at = new Map();
    found.forEach(function (byUnit, term) {
      var own = byUnit.get(unit) || [];
      for (var i = 0; i < own.length; i += 2) {
        var here = at.get(own[i]);
        if (!here) at.set(own[i], here = new Map());
        here.set(term, { weight: own[i + 1] });
      }
    });
    return { at: at, order: Array.from(at.keys()).sort(function (a, b) { return a - b; }) };
  }
  // A chain: words of the query that follow one another in the text; one word between them, or one left out, costs a fifth.
  function chains(laid, terms, heading) {
    var best = 0, bestAt = 0, full = [], total = 0, head = 0;
    terms.forEach(function (term) { total += term.rare; });
    laid.order.forEach(function (place) {
      laid.at.get(place).forEach(function (spot, term) {
        var value = 0, run = 0, from = place, look = function (back, skip, cost) {
          var before = laid.at.get(place - back), other = before && before.get(term - skip);
          if (other && other.value * cost > value) { value = other.value * cost; from = other.from; }
          if (other && back === 1 && skip === 1) run = other.run;
        };
        look(1, 1, 1); look(2, 1, .8); look(1, 2, .8);
        spot.value = value + terms[term].rare * Math.abs(spot.weight);
        spot.from = from;
        spot.run = run + 1;
        if (spot.value > best) { best = spot.value; bestAt = place; }
        if (place < heading && spot.weight > 0) head = Math.max(head, spot.value);
        if (spot.value > .97 * total) full.push(place);
      });
    });
    return { best: total ? best / total : 0, end: bestAt, full: full.length, head: total ? head / total : 0 };
  }
  // The smallest number of places that hold every term that the unit has.
  function span(laid, count) {
    var has = {}, distinct = 0, low = 0, least = Infinity;
    laid.order.forEach(function (place) {
      laid.at.get(place).forEach(function (_, term) { if (!(has[term] = (has[term] || 0) + 1) || has[term] === 1) distinct++; });
      while (distinct >= count) {
        least = Math.min(least, place - laid.order[low] + 1);
        laid.at.get(laid.order[low++]).forEach(function (_, term) { if (!--has[term]) distinct--; });
      }
    });
    return least;
  }
  function together(laid, group) {
    return laid.order.some(function (place) { var spot = laid.at.get(place).get(group[1]); return spot && spot.run > group[1] - group[0]; });
  }
  function weigh(unit, found, parsed, soft) {
    var terms = parsed.terms, total = 0, covered = 0, often = 0, count = 0, otherwise = false;
    var long = .25 + .75 * index.lengths[unit] / index.mean;
    terms.forEach(function (term, nth) {
      var own = found[nth].get(unit);
      total += term.rare;
      if (!own) return;
      var exact = false, times = 0;
      for (var i = 0; i < own.length; i += 2) {
        times += Math.abs(own[i + 1]);
        exact = exact || own[i + 1] > 0;
      }
      count++;
      covered += term.rare;
      often += term.rare * times / (times + 1.2 * long);
      if (!exact) otherwise = true;
    });
    if (soft ? covered < .5 * total : count < terms.length) return null;
    var laid = lay(found, unit), chain = chains(laid, terms, index.heads[unit]);
    if (!soft && !parsed.groups.every(function (group) { return together(laid, group); })) return null;
    var near = count / span(laid, count);
    var score = 10 * Math.pow(chain.best, 1.5) + 2 * chain.full / (chain.full + long) + often / total + 2 * near * covered / total + Math.pow(chain.head, 3);
    return { unit: unit, score: score * covered / total, otherwise: otherwise, laid: laid, chain: chain };
  }
  function rank(parsed, report) {
    var found = parsed.terms.map(places), soft = false, hits = [];
    var range = [0, index.size];
    index.reports.forEach(function (each, nth) {
      if (each.id === report) range = [each.first, nth + 1 < index.reports.length ? index.reports[nth + 1].first : index.inside];
    });
    var gather = function () {
      for (var unit = range[0]; unit < range[1]; unit++) {
        if (!found.some(function (byUnit) { return byUnit.has(unit); })) continue;
        var hit = weigh(unit, found, parsed, soft);
        if (hit) hits.push(hit);
      }
    };
    gather();
    if (!hits.length && parsed.terms.length > 1) { soft = true; gather(); }
    hits.sort(function (a, b) { return a.otherwise - b.otherwise || b.score - a.score || a.unit - b.unit; });
    var top = hits.reduce(function (most, hit) { return Math.max(most, hit.score); }, 0);
    return { hits: hits.filter(function (hit) { return hit.score > .32 * top; }), near: soft, parsed: parsed };
  }
  // Finds, and calls back with {hits, near}, or with null when a file could not be loaded.
  function find(query, options, done) {
    var parsed = parse(query);
    if (!parsed.terms.length) return done({ hits: [], near: false, parsed: parsed });
    open(function (good) {
      if (!good) return done(null);
      var names = [];
      parsed.terms.forEach(function (term) { names = names.concat(shardsOf(term)); });
      need(names, function (good) { done(good ? rank(parsed, options.report) : null); });
    });
  }

  // ---- Excerpts: the texts of the hits that are shown.
  function textsOf(hits) { return hits.map(function (hit) { return "x" + last(index.texts, hit.unit); }); }
  // Pieces of a unit as {anchor, note, start, text}; the heading is the first.
  function read(hit) {
    var file = last(index.texts, hit.unit), raw = files["x" + file][hit.unit - index.texts[file]], pieces = [];
    for (var i = 2; i < raw.length; i += 3) {
      // A note's sign is its label, unless it is said: "fn-0a=*".
      var name = raw[i].split("=");
      pieces.push({ anchor: name[0], note: /^fn-/.test(name[0]) ? name[1] || name[0].slice(3) : "", start: raw[i + 1], text: raw[i + 2] });
    }
    return { page: raw[0], above: raw[1], pieces: pieces };
  }
  // Whether the word at a place is to be marked: a word of a longer query counts where its neighbour in the query is beside it;
  // everywhere if that is nowhere the case in this unit, and the word is not a common one.
  function marked(hit, place, terms) {
    var here = hit.laid.at.get(place), lone = terms.length < 2 || hit.chain.lone;
    return !!here && Array.from(here.keys()).some(function (term) {
      var near = function (step) { var other = hit.laid.at.get(place + step); return other && other.has(term + step); };
      return lone || near(-1) || near(1) || !hit.chain.linked.has(term) && terms[term].rare > 1;
    });
  }
  // Parts of a text, {text, mark}; all of it, or about `size` characters from where the best run begins.
  function parts(hit, piece, terms, size) {
    var words = tokens(piece.text), marks = [], list = [], at = 0, best = null;
    words.forEach(function (word, nth) {
      if (!marked(hit, piece.start + nth, terms)) return;
      var before = marks[marks.length - 1];
      // Marks that only a space parts are one.
      if (before && before.nth === nth - 1 && /^[\s\-\/–]*$/.test(piece.text.slice(before.to, word.from))) { before.to = word.to; before.nth = nth; }
      else marks.push(before = { from: word.from, to: word.to, nth: nth, start: piece.start + nth });
      if (piece.start + nth === hit.chain.end) best = before;
    });
    var from = 0, to = piece.text.length, focus = best || marks[0];
    if (size && to > size) {
      from = Math.max(0, Math.min((focus ? focus.from : 0) - size / 4, to - size)) | 0;
      to = Math.min(to, Math.max(from + size, focus ? Math.min(focus.to + 20, from + 2 * size) : 0));
      if (from) from = piece.text.indexOf(" ", from) + 1 || from;
      if (to < piece.text.length) to = Math.max(piece.text.lastIndexOf(" ", to), from + 1);
    }
    var put = function (text, mark) { if (text) list.push({ text: text, mark: mark }); };
    if (from) put("… ", false);
    at = from;
    marks.forEach(function (mark) {
      if (mark.to <= from || mark.from >= to) return;
      put(piece.text.slice(at, Math.max(at, mark.from)), false);
      put(piece.text.slice(Math.max(at, mark.from), Math.min(to, mark.to)), true);
      at = Math.min(to, mark.to);
    });
    put(piece.text.slice(at, to), false);
    if (to < piece.text.length) put(" …", false);
    return list;
  }
  // The pieces to show below the heading: the one with the best run, and another one that says as much.
  function choose(hit, pieces, terms) {
    var valued = pieces.slice(1).map(function (piece, nth) {
      var end = nth + 2 < pieces.length ? pieces[nth + 2].start : Infinity, value = 0, kinds = {};
      hit.laid.order.forEach(function (place) {
        if (place < piece.start || place >= end) return;
        hit.laid.at.get(place).forEach(function (spot, term) { value = Math.max(value, spot.value); kinds[term] = true; });
      });
      Object.keys(kinds).forEach(function (term) { value += .5 * terms[term].rare; });
      return { piece: piece, value: value, nth: nth };
    });
    valued.sort(function (a, b) { return b.value - a.value || a.nth - b.nth; });
    var top = valued[0];
    return valued.slice(0, 2).filter(function (each) { return each === top || each.value > .9 * top.value && each.value > 0; })
      .map(function (each) { return each.piece; });
  }
  // Everything that is shown of a hit, as data.
  function describe(hit, terms) {
    var unit = read(hit), head = unit.pieces[0], report = reportOf(hit.unit);
    var linked = hit.chain.linked = new Set();
    hit.laid.order.forEach(function (place) {
      hit.laid.at.get(place).forEach(function (spot, term) { if (spot.run > 1) linked.add(term).add(term - 1); });
    });
    hit.chain.lone = !linked.size;
    var address = function (piece) { return unit.page + (piece.anchor ? "#" + piece.anchor : ""); };
    return {
      url: address(head), title: parts(hit, head, terms, 0), above: unit.above, report: report, otherwise: hit.otherwise, score: hit.score,
      excerpts: choose(hit, unit.pieces, terms).map(function (piece) {
        return { url: address(piece), note: piece.note, parts: parts(hit, piece, terms, 260) };
      }),
    };
  }
  // Finds and describes the first hits: {count, near, hits}, or null.
  function results(query, options, done) {
    find(query, options, function (found) {
      if (!found) return done(null);
      var shown = found.hits.slice(0, options.most || 10);
      need(textsOf(shown), function (good) {
        var terms = found.parsed.terms, slips = terms.some(function (term) { return term.slip; });
        var instead = slips ? terms.map(function (term) { return term.key; }).join(" ") : "";
        done(good ? { count: found.hits.length, near: found.near, instead: instead, hits: shown.map(function (hit) { return describe(hit, found.parsed.terms); }) } : null);
      });
    });
  }

  // ---- The box: one behaviour for the page of search and for the dialog that the others open.
  function make(tag, name, text) {
    var el = doc.createElement(tag);
    if (name) el.className = name;
    if (text) el.textContent = text;
    return el;
  }
  function fill(phrase, places) { return String(phrase || "").replace(/\{(\w+)\}/g, function (all, name) { return name in places ? places[name] : all; }); }
  function reportName(report, words) {
    var kind = report.label || words.kind[report.kind];
    return report.place ? kind + " · " + report.place : report.number ? kind + " " + report.number : report.title;
  }
  function put(el, list) {
    list.forEach(function (part) { el.appendChild(part.mark ? make("mark", "", part.text) : doc.createTextNode(part.text)); });
    return el;
  }
  function hitItem(hit, words) {
    var item = make("li", "hit"), title = put(make("a", "hit-title"), hit.title), where = make("p", "hit-where");
    title.href = base + hit.url;
    where.textContent = (hit.report ? reportName(hit.report, words) : words.search.pages) + (hit.above ? " · " + hit.above : "");
    item.append(title, where);
    hit.excerpts.forEach(function (excerpt) {
      var line = make("p", "hit-text"), link = make("a", "");
      link.href = base + excerpt.url;
      if (excerpt.note) { line.appendChild(make("span", "hit-note", fill(words.mark, { n: excerpt.note }))); line.append(" "); }
      line.appendChild(put(link, excerpt.parts));
      item.appendChild(line);
    });
    return item;
  }
  // Whether two words are one but for one slip: a letter too many, too few, another one, or two in the wrong order.
  function near(a, b) {
    if (a === b) return true;
    if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false;
    var from = 0, end = 0;
    while (from < a.length && a[from] === b[from]) from++;
    while (end < Math.min(a.length, b.length) - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    var x = a.slice(from, a.length - end), y = b.slice(from, b.length - end);
    return x.length + y.length <= 2 && x.length <= 1 && y.length <= 1 || x.length === 2 && x[0] === y[1] && x[1] === y[0];
  }
  // The concepts that a query names, best first: all words of a name stand in the query, or two and more of the query make part of one.
  function conceptsOf(query) {
    var known = index.concepts || { list: [], spellings: {} };
    var asked = tokens(query).map(function (token) { var word = key(token.word); return known.spellings[word] || word; })
      .filter(function (word) { return /[^0-9.,]/.test(word); });
    if (!asked.length) return [];
    var found = known.list.map(function (one, nth) {
      var value = 0;
      one[3].forEach(function (name) {
        var words = name.split(" "), left = words.slice(), hit = 0;
        asked.forEach(function (word) {
          var at = left.findIndex(function (other) { return near(word, other); });
          if (at >= 0) { hit++; left.splice(at, 1); }
        });
        if (!left.length && (words.length > 1 || name.length > 3)) value = Math.max(value, 1 + words.length);
        else if (hit === asked.length && hit > 1) value = Math.max(value, hit / words.length);
      });
      return { name: one[0], topic: one[1], url: one[2], value: value, nth: nth };
    }).filter(function (one) { return one.value >= .4; });
    found.sort(function (a, b) { return b.value - a.value || a.nth - b.nth; });
    return found.slice(0, 2);
  }
  function conceptItem(one) {
    var item = make("li", "hit of-concept"), title = make("a", "hit-title", one.name);
    title.href = base + one.url;
    item.append(title, make("p", "hit-where", [files.words.search.concept, one.topic].filter(Boolean).join(" · ")));
    return item;
  }
  // `ui`: input, select, status, list, more (a button or a link), most.
  function attach(ui) {
    var words = files.words, turn = 0, most = ui.most;
    index.reports.forEach(function (report) {
      if (!ui.select.querySelector('option[value="' + CSS.escape(report.id) + '"]')) {
        var option = make("option", "", reportName(report, words));
        option.value = report.id;
        ui.select.appendChild(option);
      }
    });
    function titles() { return Array.from(ui.list.querySelectorAll(".hit-title")); }
    function show(found) {
      var said = words.search, otherwise = false, held = titles().findIndex(function (title) { return title.closest(".hit").contains(doc.activeElement); });
      ui.list.textContent = "";
      if (!found) return void (ui.status.textContent = said.failed);
      var count = found.count === 1 ? said.count.one : fill(said.count.other, { n: found.count });
      ui.status.textContent = !found.count ? said.none : found.instead ? fill(said.instead, { words: found.instead }) : found.near ? said.near : fill(count, { n: found.count });
      conceptsOf(ui.input.value).forEach(function (one) { ui.list.appendChild(conceptItem(one)); });
      found.hits.forEach(function (hit) {
        if (hit.otherwise && !otherwise && hit !== found.hits[0]) ui.list.appendChild(make("li", "hit-divide", said.otherwise));
        otherwise = hit.otherwise;
        ui.list.appendChild(hitItem(hit, words));
      });
      ui.more.hidden = found.hits.length >= found.count;
      // Who is among the results already stays there when better ones come.
      if (held >= 0) (titles()[Math.min(held, titles().length - 1)] || ui.input).focus({ preventScroll: true });
      ui.list.dispatchEvent(new CustomEvent("ibid:results", { bubbles: true, detail: found }));
    }
    function run() {
      var mine = ++turn, query = ui.input.value;
      if (ui.changed) ui.changed(query, ui.select.value);
      if (!tokens(query).length) { ui.list.textContent = ui.status.textContent = ""; ui.more.hidden = true; return; }
      results(query, { report: ui.select.value, most: most }, function (found) { if (mine === turn) show(found); });
    }
    ui.input.addEventListener("input", function () { most = ui.most; run(); });
    ui.select.addEventListener("change", run);
    ui.root.addEventListener("keydown", function (event) {
      var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (!step || event.target === ui.select || event.isComposing) return;
      var stops = [ui.input].concat(titles()), item = event.target.closest(".hit");
      var at = item ? stops.indexOf(item.querySelector(".hit-title")) : event.target === ui.input ? 0 : -1;
      // From an excerpt upwards: first to its own title.
      if (item && step < 0 && event.target !== stops[at]) step = 0;
      var next = at < 0 ? null : stops[at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      if (next === ui.input) next.select(); else next.scrollIntoView({ block: "nearest" });
    });
    return {
      run: run,
      grow: function () {
        var before = ui.list.querySelectorAll(".hit-title").length;
        most += ui.most;
        run();
        var first = ui.list.querySelectorAll(".hit-title")[before];
        if (first) first.focus();
      },
    };
  }
  function ready(done) { open(function (good) { if (good) load("words", function (good) { if (good) done(); }); }); }

  // -- On the page of search.
  function onPage(form) {
    var asked = new URLSearchParams(location.search), input = form.elements.q, select = form.elements.report;
    if (!input.value) input.value = asked.get("q") || "";
    var ui = {
      root: doc.getElementById("ibid-search"), input: input, select: select, most: 15, status: doc.getElementById("ibid-search-status"),
      list: doc.getElementById("ibid-hits"), more: doc.getElementById("ibid-search-more"),
      changed: function (query, report) {
        var now = new URLSearchParams();
        if (query) now.set("q", query);
        if (report) now.set("report", report);
        try { history.replaceState(null, "", location.pathname + (query || report ? "?" + now : "")); } catch (e) { /* a folder */ }
      },
    };
    ui.root.hidden = false;
    ready(function () {
      var box = attach(ui);
      if (asked.get("report")) select.value = asked.get("report");
      ui.more.addEventListener("click", box.grow);
      form.addEventListener("submit", function (event) { event.preventDefault(); box.run(); });
      if (input.value) box.run();
    });
    input.focus({ preventScroll: true });
  }

  // -- In a dialog, from anywhere.
  var dialog = null;
  function furnish() {
    var words = files.words.search, form = make("form", "search-form"), ui = { most: 8 };
    dialog = make("dialog", "search-dialog");
    dialog.setAttribute("aria-label", words.title);
    form.setAttribute("role", "search");
    form.action = base + "search.html";
    ui.input = make("input", "");
    ui.input.type = "search";
    ui.input.name = "q";
    ui.input.placeholder = words.placeholder;
    ui.input.setAttribute("aria-label", words.label);
    ui.input.autocomplete = "off";
    ui.input.spellcheck = false;
    ui.select = make("select", "");
    ui.select.name = "report";
    ui.select.setAttribute("aria-label", words.filter);
    ui.select.appendChild(make("option", "", words.everywhere)).value = "";
    var close = make("button", "search-close", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.onclick = function () { dialog.close(); };
    form.append(ui.input, ui.select, close);
    ui.status = make("p", "search-status");
    ui.status.setAttribute("role", "status");
    ui.list = make("ol", "hits");
    ui.more = make("a", "search-more", words.all);
    ui.more.hidden = true;
    var foot = make("p", "search-help", words.help);
    dialog.append(form, ui.status, ui.list, ui.more, foot);
    ui.root = dialog;
    ui.changed = function (query, report) {
      ui.more.href = base + "search.html?" + new URLSearchParams(report ? { q: query, report: report } : { q: query });
    };
    doc.body.appendChild(dialog);
    attach(ui);
    dialog.addEventListener("keydown", function (event) {
      event.stopPropagation();
      // A search field would only empty itself.
      if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    });
    dialog.addEventListener("click", function (event) {
      // A link to this very page does not leave it; and beside the dialog is its backdrop.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    dialog.input = ui.input;
  }
  ibidSearch.open = function () {
    if (page) { page.elements.q.focus(); return page.elements.q.select(); }
    ready(function () {
      if (!dialog) furnish();
      if (!dialog.open) dialog.showModal();
      dialog.input.focus();
      dialog.input.select();
    });
  };
  ibidSearch.results = results;
  ibidSearch.concepts = conceptsOf;
  ibidSearch.preload = function (done) {
    open(function () {
      need(index.shards.map(function (_, at) { return "w" + at; }).concat(index.texts.map(function (_, at) { return "x" + at; })), done);
    });
  };
  ibidSearch.text = { near: near, fold: fold, spelling: spelling, key: key, variant: variant, tokens: function (text) { return tokens(text).map(function (token) { return token.word; }); } };
  window.ibidSearch = ibidSearch;
  var page = doc.querySelector("form[data-search-page]");
  if (page) onPage(page);
})();
