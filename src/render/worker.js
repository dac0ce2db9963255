/* The service worker of an edition that asks for `outputs: {offline: true}`: keeps the reports that a reader opened, for when there is
   no network. While there is one, it is always asked, so that nobody reads what a newer build has replaced. `offline.json` says of every
   file of which content it is; what is kept and is of another content is fetched again as soon as a browser sees the new build. */
"use strict";
const VERSION = "@VERSION@";
const SCOPE = self.registration.scope, CACHE = "ibid-offline " + SCOPE, LIST = "offline.json", STATE = "offline-kept.json", ELSE = "offline.html";
const AT_ONCE = 6;

/** The address of a file of the site. */
const address = (path) => SCOPE + path.split("/").map(encodeURIComponent).join("/");

/** The file that an address means; null for what is no file of the site. */
function fileOf(asked) {
  const url = new URL(asked), plain = url.origin + url.pathname;
  if (!plain.startsWith(SCOPE)) return null;
  try {
    const path = decodeURIComponent(plain.slice(SCOPE.length));
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  } catch { return null; }
}

/** The name that the list has for a file: a host may leave out its ending. */
const named = (files, path) => [path, path + ".html", path + "/index.html"].find((name) => name in files);

/** The report that a file belongs to: all of a report is kept, but for the page that prints it whole and the pictures of its print. */
const reportOf = (path) => (path.includes("/") && !path.endsWith("/print.html") && path.split("/")[1] !== "pages" ? path.split("/")[0] : "");

/** One change of what is kept at a time. */
let turn = Promise.resolve();
const inTurn = (work) => (turn = turn.then(work, work));

let listed = null;
async function list(anew) {
  if (listed && !anew) return listed;
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(address(LIST), { cache: "no-store" });
    if (response.ok) {
      await cache.put(address(LIST), response.clone());
      return (listed = await response.json());
    }
  } catch { /* no network: the list that was kept */ }
  const kept = await cache.match(address(LIST));
  return kept ? (listed = await kept.json()) : { core: [], reports: [], files: {} };
}

let known = null;
async function state(cache) {
  const kept = known ? null : await cache.match(address(STATE));
  return known || (known = kept ? await kept.json() : { reports: [], versions: {} });
}

/** Fetches what is to be kept and is not of the content that the list says; forgets what the site has no longer. */
async function bring(now, wanted) {
  const cache = await caches.open(CACHE), { versions, ...rest } = await state(cache);
  const missing = [...wanted].filter((path) => versions[path] !== now.files[path]);
  let failed = false;
  try {
    for (let path of Object.keys(versions).filter((path) => !(path in now.files))) {
      await cache.delete(address(path));
      delete versions[path];
    }
    const next = async () => {
      for (let path; !failed && (path = missing.shift()); ) {
        const response = await fetch(address(path), { cache: "no-cache" });
        if (!response.ok) continue;
        await cache.put(address(path), response);
        versions[path] = now.files[path];
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, () => next().catch((error) => { failed = failed || error; })));
  } finally {
    known = { ...rest, versions };
    await cache.put(address(STATE), new Response(JSON.stringify(known), { headers: { "content-type": "application/json" } }));
  }
  if (failed) throw failed;
}

/** Everything that is kept, in the content of the newest build. */
async function renew() {
  const now = await list(true), kept = await state(await caches.open(CACHE));
  kept.reports = kept.reports.filter((report) => now.reports.includes(report));
  const isKept = (path) => path in kept.versions || kept.reports.includes(reportOf(path));
  await bring(now, new Set([...now.core, ...Object.keys(now.files).filter(isKept)]));
}

/** A reader opened a file: it is kept, and where it is of a report, the report. */
async function opened(asked) {
  const now = await list(false), kept = await state(await caches.open(CACHE)), path = named(now.files, asked);
  if (!path) return;
  const report = reportOf(path), isNew = path.endsWith(".html") && now.reports.includes(report) && !kept.reports.includes(report);
  if (isNew) kept.reports.push(report);
  if (!isNew && kept.versions[path] === now.files[path]) return;
  await bring(now, isNew ? Object.keys(now.files).filter((path) => reportOf(path) === report) : [path]);
}

async function answer(event, path) {
  const isPage = event.request.mode === "navigate";
  let said = null;
  try {
    said = await fetch(event.request, { cache: "no-cache" });
    if (said.ok) event.waitUntil(inTurn(() => opened(path)).catch(() => {}));
    if (said.status < 500) return said;
  } catch { /* no network */ }
  const cache = await caches.open(CACHE), name = named((await state(cache)).versions, path);
  const kept = name && (await cache.match(address(name)));
  if (kept) return kept;
  if (said) return said;
  return isPage ? Response.redirect(address(ELSE) + "#" + encodeURIComponent(path)) : Response.error();
}

self.addEventListener("install", (event) => event.waitUntil(inTurn(renew).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const path = event.request.method === "GET" && !event.request.headers.has("range") ? fileOf(event.request.url) : null;
  if (path !== null) event.respondWith(answer(event, path));
});
