/* Added to pages by `ibid serve` alone: loads what changed, keeps the reader's place, shows what is wrong. */
(function () {
  "use strict";
  var own = document.currentScript, file = own.dataset.file, generation = +own.dataset.generation;
  var KEY = "ibid.place", leaving = false, held = null;
  var address = new URL("events", own.src), events;

  /* The place: the element with an id that is nearest to the top of the screen, and how far it is from there. */
  function place() {
    var best = { y: scrollY };
    // What stands in the margin is moved once the page is there; the blocks of the text are not.
    var blocks = document.querySelectorAll("main .text > [id]");
    (blocks.length ? blocks : document.querySelectorAll("main [id]:not([id^=ibid-])")).forEach(function (mark) {
      var box = mark.getBoundingClientRect();
      if (box.height && (!best.id || Math.abs(box.top) < Math.abs(best.top))) best = { id: mark.id, top: box.top, y: scrollY };
    });
    return best;
  }
  /* Fonts, pictures and style sheets move the text for a moment: until they are there, or the reader moves it, the place is
     held, frame by frame. The browser's own anchoring would move it once more. */
  function put() {
    if (!held) return;
    var mark = held.id && document.getElementById(held.id);
    var to = mark ? scrollY + mark.getBoundingClientRect().top - held.top : held.y;
    if (Math.abs(to - scrollY) >= 1) scrollTo({ top: to, behavior: "instant" });
  }
  var timer;
  function frame() {
    put();
    if (held) requestAnimationFrame(frame);
  }
  function release() {
    held = null;
    clearTimeout(timer);
    document.documentElement.style.overflowAnchor = "";
    if (!leaving) history.scrollRestoration = "auto";
  }
  function hold(kept) {
    var holding = held;
    held = kept;
    clearTimeout(timer);
    document.documentElement.style.overflowAnchor = "none";
    if (holding) put(); else frame();
  }
  function releaseSoon() {
    var mine = held;
    put();
    clearTimeout(timer);
    timer = setTimeout(function () {
      document.fonts.ready.then(function () { if (held === mine) { put(); release(); } });
    }, 1000);
  }
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (type) {
    addEventListener(type, function () { if (held) release(); }, { passive: true });
  });
  function restore() {
    var kept;
    try { kept = JSON.parse(sessionStorage.getItem(KEY)); sessionStorage.removeItem(KEY); } catch (e) { return; }
    if (!kept || kept.at !== location.href) return;
    // The browser's own restoring waits until after that: it would win.
    hold(kept);
    addEventListener("load", releaseSoon);
  }
  function again() {
    if (leaving) return;
    leaving = true;
    var kept = held || place();
    kept.at = location.href;
    try { sessionStorage.setItem(KEY, JSON.stringify(kept)); history.scrollRestoration = "manual"; } catch (e) { /* no storage: the browser's own place */ }
    if (events) events.close();
    location.reload();
  }

  function restyle(styles) {
    document.querySelectorAll("link[rel=stylesheet]").forEach(function (link) {
      var path = decodeURIComponent(new URL(link.href).pathname);
      if (!styles.some(function (style) { return path.endsWith("/" + style); })) return;
      var next = link.cloneNode(), url = new URL(link.href);
      url.searchParams.set("g", generation);
      next.href = url;
      // The old one stays until the new one is there, so that the page is never without; its fonts come once more.
      hold(held || place());
      next.onload = next.onerror = function () { link.remove(); releaseSoon(); };
      link.after(next);
    });
  }
  function uses(path) {
    var names = document.querySelectorAll("[src],link[href]"), i, url;
    if (path === file || path.startsWith("fonts/")) return true;
    for (i = 0; i < names.length; i++) {
      url = names[i].src || names[i].href;
      if (typeof url === "string" && decodeURIComponent(new URL(url, location).pathname).endsWith("/" + path)) return true;
    }
    return file === "search.html" && path.startsWith("search/") || file === "404.html" && path.endsWith(".html");
  }
  function changed(now, files) {
    generation = now || generation;
    if (!files) return again();
    var styles = files.filter(function (path) { return path.endsWith(".css"); });
    if (files.some(function (path) { return !path.endsWith(".css") && uses(path); })) return again();
    if (styles.length) restyle(styles);
  }

  var overlay;
  function clear() { if (overlay) overlay.remove(); overlay = null; }
  function show(text) {
    clear();
    overlay = document.createElement("ibid-fault");
    var shadow = overlay.attachShadow({ mode: "open" }), style = document.createElement("style");
    style.textContent = ":host{position:fixed;inset:0;z-index:2147483647;background:#1b1b1be6;overflow:auto;display:block}" +
      "section{max-width:60rem;margin:5vh auto;background:#fff;color:#1b1b1b;border-top:.4rem solid #b3261e;padding:1rem 1.5rem 1.5rem;box-sizing:border-box}" +
      "h2{font:600 1.1rem/1.5 system-ui,sans-serif;margin:0 2rem .75rem 0}pre{font:.85rem/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}" +
      "button{float:right;font:1.2rem/1 system-ui,sans-serif;border:0;background:none;color:inherit;padding:.4rem;cursor:pointer}";
    var box = document.createElement("section"), head = document.createElement("h2"), words = document.createElement("pre"), close = document.createElement("button");
    var vi = document.documentElement.lang === "vi";
    box.setAttribute("role", "alert");
    head.textContent = vi ? "Chưa dựng lại được; trang đang hiện là bản tốt gần nhất" : "Not built; this is the last good page";
    close.textContent = "×";
    close.setAttribute("aria-label", vi ? "Đóng" : "Close");
    close.onclick = clear;
    words.textContent = text;
    box.append(close, head, words);
    shadow.append(style, box);
    document.body.append(overlay);
  }

  /* Browsers keep few connections to one host, so a page that is not seen gives its own up; the state that comes first says
     whether anything changed meanwhile. */
  function listen() {
    if (events) events.close();
    events = null;
    if (document.hidden || leaving) return;
    events = new EventSource(address);
    events.addEventListener("state", function (event) {
      var state = JSON.parse(event.data);
      if (state[0] !== generation) return again();
      if (state[1]) show(state[1]); else clear();
    });
    events.addEventListener("changed", function (event) { changed.apply(null, JSON.parse(event.data)); });
    events.addEventListener("fault", function (event) { show(JSON.parse(event.data)[0]); });
    events.addEventListener("mended", clear);
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", function (event) { if (event.persisted) { leaving = false; listen(); } });
  addEventListener("keydown", function (event) { if (event.key === "Escape") clear(); });
  restore();
  listen();
})();
