/* ibid, finding the way: the section in the masthead, the drawer at the reader's place, "read on where you stopped", the keys.
   The pages are whole without it. Classic script: works from file://. */
(function () {
  "use strict";
  var doc = document, body = doc.body, head = doc.querySelector(".masthead"), home = doc.querySelector("a.edition");
  if (!head || !home) return;
  var all = function (what, where) { return Array.prototype.slice.call((where || doc).querySelectorAll(what)); };
  var outline = doc.getElementById("ibid-outline"), keys = doc.getElementById("ibid-keys");
  function plain(el) {
    var clone = el.cloneNode(true);
    all(".mark, .known, .pilcrow", clone).forEach(function (part) { part.remove(); });
    all(".label, .number", clone).forEach(function (part) { part.append(" "); });
    return clone.textContent.replace(/\s+/g, " ").trim();
  }

  // ---- The drawer opens at the reader's place.
  if (outline) outline.addEventListener("toggle", function (event) {
    var at = outline.querySelector('[aria-current="location"]') || outline.querySelector("[aria-current]");
    if (event.newState !== "open" || !at || at.closest(".outline-head")) return;
    outline.scrollTop += at.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 3;
  });

  // ---- Where the reader is: once the page's heading has gone, the masthead of a narrow page says the section instead of the edition.
  var title = doc.querySelector("main h1"), heads = title && outline ? [title].concat(all(".text :is(h2, h3, h4, h5, h6)")) : [], here = null;
  if (heads.length && !body.classList.contains("report")) {
    here = doc.createElement("a");
    here.className = "here";
    here.innerHTML = "<b></b> <span></span>";
    here.firstChild.textContent = all(".outline-report span").map(function (part) { return part.textContent; }).join(" ");
    home.after(here);
  }
  function whereami() {
    var line = head.offsetHeight + 8, at = null;
    heads.forEach(function (one) { if (one.getBoundingClientRect().top < line) at = one; });
    var away = !!at && title.getBoundingClientRect().bottom < line;
    head.classList.toggle("away", away);
    if (!away || here.at === at) return;
    here.at = at;
    here.href = "#" + (at.id || "ibid-main");
    here.lastChild.textContent = plain(at);
  }

  // ---- The place is kept: on the reader's device, for each report and for the edition.
  var base = new URL(home.getAttribute("href"), location.href).href.replace(/index\.html$/, ""), store = "ibid.place " + base.replace(/^https?:\/\/[^/]*/, "");
  function kept() { try { return JSON.parse(localStorage.getItem(store)) || {}; } catch (e) { return {}; } }
  function keep(places) { try { localStorage.setItem(store, JSON.stringify(places)); } catch (e) { /* private window */ } }
  var path = location.href.split("#")[0].replace(base, ""), report = path.split("/")[0];
  function note() {
    if (!here || !body.classList.contains("section") || scrollY < innerHeight / 2) return;
    var line = head.offsetHeight + 8, at = all(".text > [id]").filter(function (el) { return el.getBoundingClientRect().bottom > line; })[0], places = kept();
    places[report] = places[""] = { path: path, id: at ? at.id : "", title: here.firstChild.textContent + " · " + plain(title) };
    keep(places);
  }
  function resume() {
    var place = kept()[body.classList.contains("home") ? "" : report], words = keys && keys.dataset;
    if (!place || !words || !body.matches(".home, .report")) return;
    var bar = doc.createElement("aside"), link = doc.createElement("a"), close = doc.createElement("button");
    bar.className = "resume";
    bar.setAttribute("aria-label", words.resume);
    link.href = base + place.path + (place.id ? "#" + place.id : "");
    link.innerHTML = "<b></b> <span></span>";
    link.firstChild.textContent = words.resume;
    link.lastChild.textContent = place.title;
    close.type = "button";
    close.className = "drawer-close";
    close.textContent = "×";
    close.setAttribute("aria-label", words.forget);
    close.addEventListener("click", function () {
      var places = kept();
      Object.keys(places).forEach(function (name) { if (places[name].path === place.path) delete places[name]; });
      keep(places);
      bar.remove();
    });
    bar.append(link, close);
    body.append(bar);
  }
  resume();

  var waiting = false, rest = 0;
  function moved() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () {
      waiting = false;
      if (here) whereami();
      clearTimeout(rest);
      rest = setTimeout(note, 300);
    });
  }
  if (here) {
    addEventListener("scroll", moved, { passive: true });
    addEventListener("resize", moved, { passive: true });
    addEventListener("pagehide", note);
    moved();
  }

  // ---- The keys, told: ? opens the list, and the panel of settings has a button for it.
  function tell() { if (!doc.querySelector("dialog[open]")) keys.showModal(); }
  if (keys && keys.showModal) {
    all("[data-keys]").forEach(function (button) { button.addEventListener("click", tell); });
    keys.addEventListener("click", function (event) { if (event.target === keys) keys.close(); });
    doc.addEventListener("keydown", function (event) {
      if (event.key !== "?" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
      event.preventDefault();
      tell();
    });
  }
})();
