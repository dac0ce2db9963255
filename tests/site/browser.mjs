// The site in a real browser: notes by clicking, from a folder and from a sub-path; width; accessibility; pictures.

import { createReadStream, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { hasRole } from './site.mjs';

const require = createRequire(import.meta.url);
export const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SUB_PATH = '/thu-muc/an-ban/';
export const WIDTHS = [{ width: 1440, height: 900 }, { width: 820, height: 1180 }, { width: 390, height: 844 }];
export const THEMES = ['light', 'dark'];
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
export const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png', '.xml': 'application/xml', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv',
};

export async function checkBrowser(site, report) {
  const shots = process.env.IBID_SHOTS || mkdtempSync(join(tmpdir(), 'ibid-shots-'));
  const folder = report.label ? join(shots, report.label.replace(/[^\w-]+/g, '-')) : shots;
  mkdirSync(folder, { recursive: true });
  await inBrowser(site, async (browser, host) => {
    const places = {
      folder: { name: 'from a folder', root: pathToFileURL(`${site.folder}/`).href },
      host: { name: 'from a sub-path of a host', ...host },
    };
    const sample = choose(site);
    const work = [];
    for (const place of Object.values(places)) {
      for (const javaScriptEnabled of [true, false]) work.push([`notes, ${place.name}`, () => clickNotes(browser, site, place, javaScriptEnabled, report)]);
    }
    work.push(['a tap on a note mark', () => tapNote(browser, site, places.host, report)]);
    await sideBySide(work, ([name, one]) => report.run(name, one));
    await report.run('pages from a folder', () => openAll(browser, sample, places.folder, report));
    await report.run('pages at every width', () => lookAtAll(browser, sample, places.host, folder, report));
    console.log(`       pictures: ${folder}`);
  });
}

/** Does work on each item, some side by side: a page mostly waits. What it gives, in the order of the items. */
export async function sideBySide(items, work, most = 4) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await work(items[at]);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}

/** One page of each type: name and path. */
export function choose(site) {
  const kinds = [];
  const add = (name, path) => path && site.pages.has(path) && !kinds.some((kind) => kind.path === path) && kinds.push({ name, path });
  const reports = site.edition?.reports ?? [];
  const length = (path) => site.pages.get(path)?.html.length ?? 0;
  const byLength = (paths) => [...paths].sort((a, b) => length(b) - length(a));
  add('home', 'index.html');
  const largest = [...reports].sort((a, b) => b.blocks.length - a.blocks.length)[0];
  add('report', largest?.url);
  const sections = byLength(new Set(reports.flatMap((r) => r.sections.map((s) => s.url.split('#')[0]))));
  add('section-longest', sections.filter((path) => !/(index|notes|print)\.html$/.test(path))[0]);
  add('section-shortest', sections.filter((path) => !/(index|notes|print)\.html$/.test(path)).at(-1));
  const besides = (file) => byLength([...site.pages.keys()].filter((path) => path.endsWith(`/${file}`)));
  add('notes', besides('notes.html')[0]);
  add('print', besides('print.html').at(-1)); // the shortest: the longest takes axe a minute
  add('indicators', besides('indicators.html').at(-1));
  add('side-by-side', byLength([...site.pages.keys()].filter((path) => path.startsWith('parallels/'))).at(-1));
  add('redline', byLength([...site.pages.keys()].filter((path) => path.startsWith('changes/'))).at(-1));
  for (const path of site.pages.keys()) if (!path.includes('/')) add(`page-${path.replace('.html', '')}`, path === '404.html' ? null : path);
  add('not-found', '404.html');
  return kinds;
}

/** A page that tells of every request that leaves the site and every complaint of the browser. */
export async function open(browser, place, options = {}) {
  const context = await browser.newContext({ viewport: WIDTHS[0], reducedMotion: 'reduce', colorScheme: 'light', ...options });
  const page = await context.newPage();
  const faults = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if ([place.root, place.base].some((root) => root && url.startsWith(root)) || /^(data|blob):/.test(url)) return route.continue();
    faults.push(`asks for ${url}`);
    return route.abort();
  });
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  // What the next page cuts off has not failed.
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') faults.push(`cannot load ${request.url()}: ${why}`);
  });
  return { context, page, faults };
}

export const address = (place, path) => (path === '404.html' && place.base ? place.base : place.root) + path.split('/').map(encodeURIComponent).join('/');

/** Pages whose notes are tried: on each report, the first page that has any, and the page with most. */
function pagesWithNotes(site) {
  const marks = (path) => site.pages.get(path).elements.filter((element) => hasRole(element, 'doc-noteref'));
  const sectionPages = [...site.pages.keys()].filter((path) => path.includes('/') && !/\/(notes|print)\.html$/.test(path) && marks(path).length);
  const folders = new Set(sectionPages.map((path) => path.split('/')[0]));
  const first = [...folders].map((folder) => sectionPages.find((path) => path.startsWith(`${folder}/`)));
  const most = [...sectionPages].sort((a, b) => marks(b).length - marks(a).length).slice(0, 1);
  return [...new Set([...first, ...most])].slice(0, 6).map((path) => ({ path, ids: pick(marks(path).map((m) => m.attrs.find((a) => a.name === 'id')?.value)) }));
}

const pick = (list) => [...new Set([list[0], list[Math.floor(list.length / 2)], list.at(-1)])].filter(Boolean);

async function clickNotes(browser, site, place, javaScriptEnabled, report) {
  const { context, page, faults } = await open(browser, place, { javaScriptEnabled });
  const wrong = [];
  let count = 0;
  for (const { path, ids } of pagesWithNotes(site)) {
    for (const id of ids) {
      count += 1;
      await page.goto(address(place, path));
      const mark = page.locator(`[id="${id}"]`);
      const target = (await mark.getAttribute('href')).replace(/^[^#]*#/, '');
      await mark.click();
      // Without a script the link leads to the list; with one the note may come to the reader instead, and the address names it.
      if (!(await settles(page, target, javaScriptEnabled))) {
        wrong.push(`${path}#${id}: after the click the address ends in “${new URL(page.url()).hash}”, note ${target} is ${await seen(page, target)}`);
        continue;
      }
      // The address that the click left behind opens at the list.
      if (javaScriptEnabled) {
        const left = page.url();
        await page.goto('about:blank');
        await page.goto(left);
      }
      if (!(await settles(page, target))) {
        wrong.push(`${path}#${id}: the address ${new URL(page.url()).hash}, opened anew, shows the note ${await seen(page, target)}`);
        continue;
      }
      const back = page.locator(`[id="${target}"] a[role~="doc-backlink"][href$="#${id}"]`);
      await back.first().click();
      if (!(await settles(page, id))) wrong.push(`${path}#${id}: the way back ends at “${new URL(page.url()).hash}”, the mark is ${await seen(page, id)}`);
    }
  }
  await context.close();
  report.check(`${count} marks clicked, there and back, ${place.name}, ${javaScriptEnabled ? 'with' : 'without'} script`, count ? [...wrong, ...faults] : ['no page has a note mark']);
}

/** Waits until what is known now has been laid out and shown. */
export async function painted(page) {
  await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
}

/** Waits until the address names the element and the element is on the screen. */
async function settles(page, id, besideIsEnough = false) {
  for (let tries = 0; tries < 300; tries += 1) {
    const named = decodeURIComponent(new URL(page.url()).hash) === `#${id}`;
    if (named && (await seen(page, id)) === 'on the screen') return true;
    if (named && besideIsEnough && (await page.evaluate(besideItsMark, id))) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

async function seen(page, id) {
  const target = page.locator(`[id="${id}"]`);
  if (!(await target.isVisible())) return 'not visible';
  const box = await target.boundingBox();
  const { width, height } = page.viewportSize();
  if (box.y < 0 || box.y >= height || box.x + box.width <= 0 || box.x >= width) return 'off the screen';
  const cover = await target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const upper = document.elementFromPoint(left + Math.min(8, width / 2), top + Math.min(8, height / 2));
    return !upper || upper.contains(element) || element.contains(upper) ? null : `${upper.tagName.toLowerCase()}.${[...upper.classList].join('.')}`;
  });
  return cover ? `under ${cover}` : 'on the screen';
}

/** On a phone a tap shows the note: in its place in the list, or beside the mark. */
async function tapNote(browser, site, place, report) {
  const { context, page, faults } = await open(browser, place, { viewport: WIDTHS[2], hasTouch: true, isMobile: true });
  const wrong = [];
  for (const { path, ids } of pagesWithNotes(site).slice(0, 2)) {
    for (const id of ids) {
      await page.goto(address(place, path));
      const mark = page.locator(`[id="${id}"]`);
      const target = (await mark.getAttribute('href')).replace(/^[^#]*#/, '');
      await mark.scrollIntoViewIfNeeded();
      await mark.tap();
      const words = await page.locator(`[id="${target}"]`).evaluate((note) => (note.querySelector('.note-text') ?? note).textContent.trim().replace(/\s+/g, ' ').slice(0, 40));
      const shown = await page.waitForFunction(wordsOnScreen, words).then(() => true, () => false);
      if (!shown) wrong.push(`${path}#${id}: a tap does not bring “${words.slice(0, 20)}…” to the screen`);
    }
  }
  await context.close();
  report.check('a tap on a mark shows its note at 390 px', [...wrong, ...faults]);
}

/** Whether the words of a note stand on the screen in the copy that a click lit, opened or unfolded. */
function besideItsMark(id) {
  const plain = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const words = plain(document.getElementById(id).querySelector('.note-text')).slice(0, 60);
  return [...document.querySelectorAll('.sidenote.lit, .preview, .inline-note')].some((copy) => {
    const box = copy.getBoundingClientRect();
    return plain(copy).includes(words) && box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.top < innerHeight;
  });
}

function wordsOnScreen(words) {
  const holds = (element) => element.textContent.replace(/\s+/g, ' ').includes(words);
  const smallest = [...document.querySelectorAll('body *')].filter((element) => holds(element) && ![...element.children].some(holds));
  return smallest.some((element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.height > 0 && box.top < innerHeight && box.bottom > 0;
  });
}

async function openAll(browser, sample, place, report) {
  const kinds = sample.filter((kind) => kind.path !== '404.html');
  const wrong = await sideBySide(kinds, async ({ path }) => {
    const { context, page, faults } = await open(browser, place);
    // Until nothing is under way: a request that the next page cuts off is no fault.
    await page.goto(address(place, path), { waitUntil: 'networkidle' });
    await painted(page);
    await context.close();
    return faults.map((fault) => `${path}: ${fault}`);
  });
  report.check(`${kinds.length} kinds of page ${place.name}: nothing is asked of another place, no complaint`, wrong.flat());
}

async function lookAtAll(browser, sample, place, folder, report) {
  await sideBySide(sample, async (kind) => {
    const wide = [];
    const barriers = [];
    const complaints = [];
    for (const viewport of WIDTHS) {
      const { context, page, faults } = await open(browser, place, { viewport });
      await page.goto(address(place, kind.path), { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready.then(() => null));
      await page.evaluate(AXE);
      // What the reader has not chosen follows the system's theme without a script, so both are seen of one page.
      for (const colorScheme of THEMES) {
        const at = `${viewport.width} px, ${colorScheme}`;
        await page.emulateMedia({ colorScheme });
        await painted(page);
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (width > viewport.width) wide.push(`${at}: ${width} px wide, because of ${await page.evaluate(widest)}`);
        await page.screenshot({ path: join(folder, `${kind.name}-${viewport.width}-${colorScheme}.png`) });
        for (const barrier of await barriersOf(page)) barriers.push(`${at}: ${barrier}`);
      }
      complaints.push(...faults.map((fault) => `${viewport.width} px: ${fault}`));
      await context.close();
    }
    report.check(`${kind.name} (${kind.path}): fits 1440, 820 and 390 px`, wide);
    report.check(`${kind.name} (${kind.path}): axe finds nothing, light and dark, at three widths`, barriers);
    report.check(`${kind.name} (${kind.path}): nothing is asked of another place, no complaint`, complaints);
  });
}

/** What axe, which the page has, finds in it. Only that is brought out of the browser: the rest of its answer is as large as the page. */
export async function barriersOf(page, options = {}) {
  const violations = await page.evaluate(async (chosen) => (await globalThis.axe.run(document, { resultTypes: ['violations'], ...chosen })).violations, options);
  return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')} (${v.nodes.length})`);
}

function widest() {
  const past = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return past.slice(0, 3).map((e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}.${[...e.classList].join('.')}`).join(', ') || 'something out of sight';
}

/** The browser of all checks. */
export function launch() {
  return chromium.launch({ executablePath: process.env.IBID_CHROMIUM || '/usr/bin/chromium', args: ARGUMENTS });
}

/**
 * Work in a browser with the site on a host: `work` gets the browser and the place, both of which are closed behind it.
 * `restyled` gives the style sheets that the host hands out other words.
 */
export async function inBrowser(site, work, restyled) {
  const server = await serve(site, restyled);
  const browser = await launch();
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    return await work(browser, { root: `${origin}${SUB_PATH}`, base: `${origin}${site.basePath}` });
  } finally {
    await browser.close();
    await new Promise((done) => server.close(done));
  }
}

/** The site under a sub-path, and once more under its own path, for the 404 page alone. Loopback, a free port. */
async function serve(site, restyled) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const root = [SUB_PATH, site.basePath].find((prefix) => path.startsWith(prefix));
    const file = root && join(site.folder, normalize(`/${path.slice(root.length)}`));
    const found = file && statSync(file, { throwIfNoEntry: false })?.isFile();
    response.writeHead(found ? 200 : 404, { 'content-type': (found && TYPES[extname(file)]) || 'application/octet-stream' });
    if (found && restyled && file.endsWith('.css')) response.end(restyled(readFileSync(file, 'utf8')));
    else if (found) createReadStream(file).pipe(response);
    else response.end();
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

