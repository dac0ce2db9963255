/* ibid, the reader's script. It only makes quicker what the page already does without it: notes beside their marks,
   theme and text size, addresses to copy, arrow keys, the reader's place in the outline. Classic script: works from file://. */
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, body = doc.body, words = body.dataset;
  var all = function (what, where) { return Array.prototype.slice.call((where || doc).querySelectorAll(what)); };
  var make = function (tag, name) { var el = doc.createElement(tag); el.className = name; return el; };
  var keep = function (key, value) { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch (e) { /* private window */ } };
  var reading = doc.querySelector(".reading");

  // ---- Theme and text size: the head already applied what was kept.
  all('.settings input').forEach(function (input) {
    input.checked = input.value === (root.dataset[input.name] || (input.name === "theme" ? "system" : "m"));
    input.addEventListener("change", function () {
      var usual = input.value === "system" || input.value === "m";
      if (usual) delete root.dataset[input.name]; else root.dataset[input.name] = input.value;
      keep("ibid." + input.name, usual ? "" : input.value);
      soon();
    });
  });
  var settings = doc.querySelector(".settings");

  // ---- Notes. One copy of a note is shown beside the list: in the margin, in a preview, or under its line.
  var marks = all('a[role="doc-noteref"]').filter(function (mark) { return noteOf(mark); });
  function noteOf(mark) { return doc.getElementById(decodeURIComponent(mark.hash.slice(1))); }

  // The same words as the list, without the links back and without ids. In the margin the copy is hidden from assistive
  // technology (the list is there), so nothing in it may take the focus.
  function copy(note, into, silent) {
    var number = make("span", "n"), text = make("div", "body");
    number.textContent = note.value;
    text.appendChild(number);
    all(".note-text, .apparatus", note).forEach(function (part) {
      var clone = part.cloneNode(true);
      if (part.className === "apparatus") text.appendChild(clone); else while (clone.firstChild) text.appendChild(clone.firstChild);
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
      if (!reading.contains(mark) || mark.closest(".endnotes")) return;
      if (seen[note.id]) { mark.side = seen[note.id]; return; }
      var el = copy(note, make("div", "sidenote"), true);
      mark.side = seen[note.id] = { el: el, body: el.firstChild, mark: mark };
      sides.push(mark.side);
      margin.appendChild(el);
      hold(el, function () { light(mark.side, mark.side.mark); });
    });
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
    sides.forEach(function (side) { side.el.style.top = side.top + "px"; });
    var last = sides[sides.length - 1];
    reading.style.minHeight = Math.ceil(last.top + last.height) + "px";
  }
  // Neighbours that would collide form a cluster, which is set so that its notes stand nearest to their marks on the
  // whole, at most a few lines above the first. Returns the largest distance between a note and its mark.
  function arrange() {
    var base = margin.getBoundingClientRect().top, gap = 12, lift = 48, clusters = [], far = 0;
    // The figures stand at the head of the margin; notes begin below them.
    var cards = reading.querySelector(".figures"), floor = cards ? cards.offsetHeight + 20 : 0;
    sides.forEach(function (side) {
      side.want = Math.max(floor, side.mark.getBoundingClientRect().top - base - 6);
      side.height = side.el.offsetHeight;
      side.clamped = side.body.scrollHeight > side.body.clientHeight + 4;
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
        side.el.classList.toggle("clamped", side.clamped);
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
    var el = copy(noteOf(mark), make("div", "preview")), at = mark.getBoundingClientRect();
    el.setAttribute("role", "note");
    el.setAttribute("aria-label", mark.getAttribute("aria-label"));
    mark.parentNode.insertAdjacentElement("afterend", el);
    shown = { el: el, mark: mark };
    mark.classList.add("lit");
    hold(el, function () { clearTimeout(timer); });
    // Measured against its own containing block, then kept within the viewport: below the line, or above when there is more room.
    el.style.left = el.style.top = "0";
    var box = el.getBoundingClientRect();
    var x = Math.max(12, Math.min(at.left - 24, root.clientWidth - box.width - 12));
    var below = innerHeight - at.bottom - 20, above = at.top - 20, up = below < box.height && above > below;
    el.style.maxHeight = Math.min(box.height, Math.max(96, up ? above : below)) + "px";
    var height = el.getBoundingClientRect().height;
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
  function later() { clearTimeout(timer); if (shown && !shown.stays) timer = setTimeout(dim, 280); }
  function hold(el, enter) {
    el.addEventListener("pointerenter", function (event) { if (event.pointerType !== "touch") enter(); });
    el.addEventListener("pointerleave", later);
  }
  function show(mark) { if (inMargin() && mark.side) light(mark.side, mark); else preview(mark); }

  // -- Under its line, on a narrow page: a float as wide as the column settles below the line that calls it.
  function unfold(mark) {
    var was = shown;
    dim();
    if (was && was.mark === mark && was.stays) return;
    var el = copy(noteOf(mark), make("span", "inline-note"));
    el.setAttribute("role", "note");
    el.setAttribute("aria-label", mark.getAttribute("aria-label"));
    mark.parentNode.insertAdjacentElement("afterend", el);
    mark.setAttribute("aria-expanded", "true");
    shown = { el: el, mark: mark, stays: true };
  }

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
      var side = inMargin() && mark.side;
      if (side && event.detail === 0) return; // Enter follows the link to the list.
      event.preventDefault();
      if (side) {
        var again = shown && shown.mark === mark && shown.stays;
        if (again) return dim();
        light(side, mark);
        shown.stays = true;
      } else if (mark.closest("table")) {
        preview(mark);
        shown.stays = true;
      } else unfold(mark);
    });
  });
  doc.addEventListener("click", function (event) {
    if (shown && !shown.el.contains(event.target) && !shown.mark.contains(event.target)) dim();
    if (settings && settings.open && !settings.contains(event.target)) settings.open = false;
  });

  // ---- Addresses: a ¶ at every heading and paragraph that has one; it copies the address and offers a citation.
  var toast = make("div", "toast");
  toast.setAttribute("role", "status");
  body.appendChild(toast);
  function write(text, done) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text).then(function () { done(true); }, function () { done(false); });
    var field = make("textarea", ""), ok = false;
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = 0;
    body.appendChild(field);
    field.select();
    try { ok = doc.execCommand("copy"); } catch (e) { /* refused */ }
    field.remove();
    done(ok);
  }
  var fading = 0;
  function say(text, label, action) {
    clearTimeout(fading);
    toast.textContent = text;
    if (label) {
      var button = make("button", "");
      button.type = "button";
      button.textContent = label;
      button.onclick = action;
      toast.appendChild(button);
    }
    fading = setTimeout(function leave() {
      if (toast.matches(":hover") || toast.contains(doc.activeElement)) fading = setTimeout(leave, 2000); else toast.textContent = "";
    }, 7000);
  }
  var canonical = doc.querySelector('link[rel="canonical"]'), main = doc.getElementById("ibid-main");
  all(".heading h1[id], .title-block h1[id], .text [id], .part > [id]").forEach(function (el) {
    if (!/^(P|LI|H[1-6])$/.test(el.tagName)) return;
    var heading = el.tagName[0] === "H", link = make("a", "pilcrow");
    link.href = "#" + el.id;
    link.textContent = "¶";
    link.setAttribute("aria-label", heading ? words.copyHeading : words.copyParagraph);
    var nested = el.tagName === "LI" && el.querySelector(":scope > ul, :scope > ol");
    el.insertBefore(link, nested || null);
    link.addEventListener("click", function () {
      var address = (canonical && canonical.href || location.href.split("#")[0]) + link.hash;
      var cite = main.dataset.cite + (heading ? "" : ", " + words.citeAt.replace("{id}", el.id)) + ". " + address;
      write(address, function (ok) {
        say(ok ? words.copied : words.copyFailed, words.citeLabel, function () {
          write(cite, function (ok) { say(ok ? words.cited : cite); });
        });
      });
    });
    // Without a hovering pointer, a tap on the paragraph brings its ¶.
    el.addEventListener("click", function (event) {
      if (event.target.closest("a, button") || event.defaultPrevented) return;
      all(".picked").forEach(function (other) { other.classList.remove("picked"); });
      if (matchMedia("(hover: none)").matches) { el.classList.add("picked"); event.stopPropagation(); dim(); }
    });
  });

  // ---- Keys: left and right turn the page, Escape closes what is open.
  doc.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Escape") {
      if (shown) {
        var mark = shown.mark, inside = shown.el.contains(doc.activeElement);
        dim();
        if (inside) { mark.silent = true; mark.focus(); mark.silent = false; }
      } else if (settings && settings.open) {
        settings.open = false;
        settings.querySelector("summary").focus();
      } else toast.textContent = "";
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
    var here = null;
    places.forEach(function (p) { if (p.at.getBoundingClientRect().top < innerHeight * .3) here = p; });
    places.forEach(function (p) { if (p === here) p.link.setAttribute("aria-current", "location"); else p.link.removeAttribute("aria-current"); });
  }
  var waiting = false;
  addEventListener("scroll", function () {
    if (waiting || !places.length) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; follow(); });
  }, { passive: true });
  follow();

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
