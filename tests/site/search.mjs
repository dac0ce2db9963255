// Search in a real browser: queries drawn from the edition's own sentences, the processor's time for a key, the bytes of one
// query, the keyboard alone, a plain folder, no script, and the dialog under axe.

import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { AXE, THEMES, WIDTHS, barriersOf, inBrowser, open } from './browser.mjs';
import { drawQueries } from './search-core.mjs';
import { attribute } from './site.mjs';

const QUERIES = 100;
const AMONG_FIRST = 3;
const LIMITS = { share: 0.95, milliseconds: 50, script: 25 * 1024 };

export async function checkSearch(site, report) {
  if (!site.files.has('search.html')) return report.skip('search', 'the edition has outputs.search off');
  if (!site.edition) return report.skip('search', 'queries are drawn from data/edition.json, which is off');
  const shots = join(process.env.IBID_SHOTS || mkdtempSync(join(tmpdir(), 'ibid-shots-')), report.label.replace(/[^\w-]+/g, '-'));
  mkdirSync(shots, { recursive: true });
  checkSizes(site, report);
  const folder = { root: pathToFileURL(`${site.folder}/`).href };
  const queries = drawQueries(site.edition, QUERIES);
  await inBrowser(site, async (browser, host) => {
    await report.run('search finds', () => findAll(browser, host, queries, report));
    await report.run('search bytes', () => countBytes(browser, host, queries, report));
    for (const [name, place] of [['from a folder', folder], ['from a sub-path', host]]) {
      await report.run(`search by keyboard, ${name}`, () => byKeyboard(browser, place, queries, name, report));
    }
    await report.run('search without script', () => withoutScript(browser, folder, report));
    await report.run('search looks', () => lookAt(browser, host, queries, shots, report));
  });
}

const gzipped = (site, path) => gzipSync(readFileSync(join(site.folder, path)), { level: 9 }).length;

function checkSizes(site, report) {
  // What a page loads by itself and, when a reader searches, search.js.
  const own = (page) => page.elements.filter((e) => e.tagName === 'script' && attribute(e, 'src')).map((e) => attribute(e, 'src').replace(/^(\.\.\/)+/, ''));
  const weigh = (scripts) => scripts.filter((path) => site.files.has(path) && !path.includes('/')).reduce((sum, path) => sum + gzipped(site, path), 0);
  const all = [...site.pages].map(([path, page]) => [weigh([...new Set([...own(page), 'search.js'])]), path]);
  const [script, heaviest] = all.sort((a, b) => b[0] - a[0])[0];
  report.check(`script of a page with its search at most ${LIMITS.script} bytes compressed: ${script} (${heaviest})`, script > LIMITS.script ? [`${script} bytes`] : []);
  const index = [...site.files].filter((path) => path.startsWith('search/'));
  const bytes = index.reduce((sum, path) => sum + readFileSync(join(site.folder, path)).length, 0);
  console.log(`       index: ${index.length} files, ${bytes} bytes, ${index.reduce((sum, path) => sum + gzipped(site, path), 0)} compressed`);
}

async function settled(page, query) {
  await page.waitForFunction((asked) => globalThis.lastSearch === asked, query);
}

/** The page of search with everything loaded, telling what it was last asked. */
async function openSearch(browser, place, options = {}) {
  const opened = await open(browser, place, options);
  await opened.page.addInitScript(() => {
    addEventListener('ibid:results', () => { globalThis.lastSearch = document.querySelector('input[name=q]').value; });
  });
  await opened.page.goto(`${place.root}search.html`);
  return opened;
}

async function findAll(browser, place, queries, report) {
  const { context, page, faults } = await openSearch(browser, place);
  await page.evaluate(() => new Promise((done) => globalThis.ibidSearch.preload(done)));
  const input = page.locator('input[name=q]');
  await input.fill(queries[0].query);
  await settled(page, queries[0].query);
  const missed = [];
  const times = [];
  const work = [];
  // What a busy machine does beside it is not counted.
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const onProcessor = async () => 1000 * (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value;
  for (const { query, section } of queries) {
    // All but the last letter first; then one key, and the clock runs until the new list is laid out.
    await input.fill(query.slice(0, -1));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await page.evaluate(() => {
      const field = document.querySelector('input[name=q]');
      field.addEventListener('beforeinput', () => { globalThis.pressed = performance.now(); }, { once: true });
      addEventListener('ibid:results', () => {
        document.getElementById('ibid-hits').getBoundingClientRect();
        globalThis.took = performance.now() - globalThis.pressed;
      }, { once: true });
    });
    await input.press('End');
    const before = await onProcessor();
    await page.keyboard.type(query.at(-1));
    await settled(page, query);
    work.push((await onProcessor()) - before);
    times.push(await page.evaluate(() => globalThis.took));
    const found = await page.locator('.hit-title').evaluateAll((links) => links.map((link) => link.href));
    if (!found.slice(0, AMONG_FIRST).includes(place.root + section.url)) missed.push(`“${query}”: ${section.url} is ${found.indexOf(place.root + section.url) + 1 || 'not'} among ${found.length}`);
  }
  await context.close();
  for (const list of [times, work]) list.sort((a, b) => a - b);
  const share = (queries.length - missed.length) / queries.length;
  for (const line of missed) console.log(`       missed: ${line}`);
  report.check(`${queries.length - missed.length} of ${queries.length} sentences are found among the first ${AMONG_FIRST}`, share < LIMITS.share ? missed : []);
  const median = (list) => list[list.length >> 1].toFixed(1);
  console.log(`       from key to results: median ${median(times)} ms, slowest ${times.at(-1).toFixed(1)} ms`);
  report.check(`one more letter takes the processor at most ${LIMITS.milliseconds} ms: median ${median(work)} ms`, median(work) < LIMITS.milliseconds ? [] : [`more than ${LIMITS.milliseconds} ms`]);
  report.check('searching asks nothing of another place, no complaint', faults);
}

/** What one query loads, in a new context each time: index and texts apart from the page. */
async function countBytes(browser, place, queries, report) {
  const sums = [];
  for (const { query } of queries.filter((_, at) => at % 10 === 0)) {
    const { context, page } = await openSearch(browser, place);
    const loaded = [];
    page.on('response', async (response) => {
      if (/\/search\/[a-z]+\d*\.js/.test(response.url())) loaded.push(response.body().catch(() => Buffer.alloc(0)));
    });
    await page.reload();
    await page.locator('input[name=q]').fill(query);
    await settled(page, query);
    const bodies = await Promise.all(loaded);
    sums.push({ files: bodies.length, bytes: bodies.reduce((n, b) => n + b.length, 0), compressed: bodies.reduce((n, b) => n + gzipSync(b).length, 0) });
    await context.close();
  }
  const middle = (key) => sums.map((s) => s[key]).sort((a, b) => a - b)[sums.length >> 1];
  report.check(`one query loads ${middle('files')} files, ${middle('bytes')} bytes, ${middle('compressed')} compressed (median of ${sums.length})`, sums.length ? [] : ['nothing was measured']);
}

/** From a page of a report: `/` opens, the arrows choose, Enter follows, Escape closes and gives the focus back. */
async function byKeyboard(browser, place, queries, name, report) {
  const wrong = [];
  const { context, page, faults } = await open(browser, place);
  const expect = (good, what) => { if (!good) wrong.push(what); };
  const focus = () => page.evaluate(() => document.activeElement.className || document.activeElement.name || document.activeElement.id || document.activeElement.tagName);
  const { section, query } = queries[0];
  for (const key of ['/', 's']) {
    await page.goto(place.root + section.url.split('#')[0]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const before = await focus();
    await page.keyboard.press(key);
    await page.locator('dialog[open] input[type=search]').waitFor();
    expect((await page.locator('dialog input[type=search]').inputValue()) === '', `“${key}” is written into the box`);
    await page.keyboard.type(query);
    await page.locator('dialog .hit').first().waitFor();
    expect(/\d|[a-z]/i.test(await page.locator('dialog[open] [role=status]').textContent()), 'the number of results is not said');
    await page.keyboard.press('ArrowDown');
    expect((await focus()) === 'hit-title', `down does not go to the first result but to ${await focus()}`);
    await page.keyboard.press('ArrowUp');
    expect((await focus()) === 'q', `up does not go back to the box but to ${await focus()}`);
    await page.keyboard.press('Escape');
    expect((await page.locator('dialog[open]').count()) === 0, 'Escape does not close');
    expect((await focus()) === before, `the focus was on ${before} and comes back to ${await focus()}`);
    await page.keyboard.press(key);
    await page.locator('dialog .hit').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const href = await page.evaluate(() => document.activeElement.href);
    await page.keyboard.press('Enter');
    await page.waitForURL(href);
    expect((await page.locator('dialog[open]').count()) === 0, 'the dialog stays over the place that was chosen');
  }
  await page.keyboard.press('/');
  await page.locator('dialog[open] input[type=search]').waitFor();
  await page.keyboard.type(query);
  await page.locator('dialog .hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.html\?q=/);
  await page.locator('#ibid-hits .hit').first().waitFor();
  expect((await page.locator('input[name=q]').inputValue()) === query, 'the page of results does not hold the query');
  const other = await page.locator('select[name=report] option').evaluateAll((options) => options.map((o) => o.value).filter(Boolean));
  if (other.length) {
    await page.locator('select[name=report]').selectOption(other.at(-1));
    const narrowed = (start) => [...document.querySelectorAll('.hit-title')].every((link) => link.href.startsWith(start));
    await page.waitForFunction(narrowed, `${place.root}${other.at(-1)}/`).catch(() => expect(false, 'the filter lets other reports through'));
  }
  await context.close();
  report.check(`search by keyboard alone, ${name}`, [...wrong, ...faults.filter((fault) => !/ERR_ABORTED/.test(fault))]);
}

async function withoutScript(browser, place, report) {
  const { context, page, faults } = await open(browser, place, { javaScriptEnabled: false });
  const wrong = [];
  await page.goto(`${place.root}index.html`);
  await page.locator('a.search-open').click();
  if (!/search\.html$/.test(page.url())) wrong.push(`the control leads to ${page.url()}`);
  if (!(await page.locator('.without-script').isVisible())) wrong.push('the page does not say that it needs a script');
  if (await page.locator('form.search-form').isVisible()) wrong.push('a box that does nothing is shown');
  if (!(await page.locator('.without-script a').count())) wrong.push('no way on');
  await context.close();
  report.check('without a script the page of search says so and offers the reports', [...wrong, ...faults]);
}

/** Results on the page and in the dialog, at three widths, light and dark: axe, width, pictures. */
async function lookAt(browser, place, queries, shots, report) {
  const faults = [];
  const query = queries[1].query.split(' ').slice(0, 3).join(' ');
  for (const colorScheme of THEMES) {
    for (const viewport of WIDTHS) {
      const at = `${viewport.width} px, ${colorScheme}`;
      const { context, page } = await open(browser, place, { viewport, colorScheme });
      for (const kind of ['page', 'dialog']) {
        if (kind === 'page') await page.goto(`${place.root}search.html?q=${encodeURIComponent(query)}`);
        else {
          await page.goto(place.root + queries[1].section.url.split('#')[0]);
          await page.locator('a.search-open').click();
          await page.locator('dialog input[type=search]').fill(query);
        }
        await page.locator('.hit').first().waitFor();
        await page.evaluate(() => document.fonts.ready.then(() => null));
        await page.screenshot({ path: join(shots, `search-${kind}-${viewport.width}-${colorScheme}.png`) });
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (width > viewport.width) faults.push(`${kind}, ${at}: ${width} px wide`);
        await page.evaluate(AXE);
        const barriers = await barriersOf(page);
        faults.push(...barriers.map((barrier) => `${kind}, ${at}: ${barrier}`));
      }
      await context.close();
    }
  }
  report.check('results on the page and in the dialog: axe finds nothing, fits, light and dark, at three widths', faults);
}
