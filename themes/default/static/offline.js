/* ibid: has the service worker keep the reports that are opened (`outputs: {offline: true}`), says when there is no network, and
   on `offline.html` which reports are kept. Nothing of this works, or is needed, from a plain folder. */
(function () {
  "use strict";
  var doc = document, script = doc.currentScript, root = new URL(".", script.src).href;
  var isPreview = doc.querySelector("script[data-generation]");
  if (!("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol) || isPreview) return;
  navigator.serviceWorker.register(root + "sw.js").catch(function () { /* a private window, or no secure connection */ });

  // ---- No network: what is shown is what was kept.
  var notice = doc.createElement("p");
  notice.className = "offline-notice";
  notice.setAttribute("role", "status");
  doc.body.insertBefore(notice, doc.body.firstChild);
  function tell() { notice.textContent = navigator.onLine ? "" : script.dataset.notice; }
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();

  // ---- The reports that are kept, and the page that was asked for.
  var list = doc.querySelector("[data-kept]");
  if (!list) return;
  var again = doc.querySelector("[data-again]"), asked = location.hash.slice(1);
  if (again && asked) { again.href = root + decodeURIComponent(asked).split("/").map(encodeURIComponent).join("/"); again.hidden = false; }
  caches.open("ibid-offline " + root).then(function (cache) { return cache.match(root + "offline-kept.json"); })
    .then(function (kept) { return kept ? kept.json() : { reports: [] }; })
    .then(function (kept) {
      [].forEach.call(list.children, function (item) { item.hidden = kept.reports.indexOf(item.dataset.report) < 0; });
      doc.querySelector("[data-none]").hidden = kept.reports.length > 0;
    }).catch(function () { /* nothing is kept */ });
})();
