// node tests/site/desk-times.mjs IBID EDITION: how long an editor waits at the desk of a large edition, with the whole site being built beside. Measured from the
// press of a key: to the next task, as the browser shows it; to the page of the task as it now stands; and in the desk's view of a page, from Enter to the page
// with the new entry. IBID_DESK_MS is the most that a median may be, in milliseconds; without it nothing fails. `cargo run --example enlarge` makes an edition.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { answer, median, open, select, serve } from './desk-browser.mjs';
import { Report } from './report.mjs';

const [ibid, edition] = process.argv.slice(2);
if (!ibid || !edition) {
  console.error('usage: node tests/site/desk-times.mjs IBID EDITION');
  process.exit(2);
}
const most = Number(process.env.IBID_DESK_MS || Infinity), count = Number(process.env.IBID_DESK_ANSWERS || 30);
const report = new Report('desk times');
const root = mkdtempSync(join(tmpdir(), 'ibid-times-'));
for (const part of ['edition.yaml', 'content']) cpSync(join(edition, part), join(root, part), { recursive: true });
execFileSync(resolve(ibid), ['check', '--suggest', '--root', root], { stdio: 'ignore' });
const browser = await launch();
const at = await serve(ibid, root);
const tell = (name, times) => {
  const sorted = [...times].sort((a, b) => a - b), of = (part) => Math.round(sorted[Math.floor((sorted.length - 1) * part)]);
  console.log(`       ${name}: median ${of(0.5)} ms, nine of ten within ${of(0.9)}, worst ${of(1)}, ${times.length} times`);
  report.check(`${name}: within ${most} ms`, median(times) > most ? [`${of(0.5)} ms`] : []);
};
const asked = async (page, below) => (await page.request.get(at.desk + below)).json();
/** The whole site stands and nothing is being built: the generation does not change for a while. */
async function rest(page) {
  for (let before = -1, quiet = 0; quiet < 12; quiet++) {
    const now = await asked(page, 'generation');
    if (now !== before) [before, quiet] = [now, 0];
    await page.waitForTimeout(1000);
  }
}

try {
  const page = await open(browser, at.desk, []);
  const items = new Map((await asked(page, 'queue')).items.map((item) => [item.id, item]));
  const pages = new Set([...items.values()].map((item) => item.spot.url.split('#')[0]));
  console.log(`       ${items.size} tasks in ${pages.size} pages`);
  await page.keyboard.press('3');
  await page.waitForTimeout(300);
  for (const [name, pause, times] of [['at rest', 0, 3], ['an answer each second', 1000, count]]) {
    const next = [], shown = [];
    for (let n = 0; n < times; n++) {
      if (pause) await page.waitForTimeout(pause);
      else await rest(page);
      const id = await page.evaluate(() => document.querySelector('#list [aria-current=true]').dataset.id);
      const path = items.get(id)?.spot.url.split('#')[0];
      if (!path) break;
      const known = await asked(page, `shown/0/${path}`);
      const begun = performance.now();
      const stands = asked(page, `shown/${known}/${path}`).then(() => performance.now() - begun);
      next.push(await answer(page, 'a'));
      shown.push(await stands);
    }
    tell(`key to next task, ${name}`, next);
    tell(`key to its page as it now stands, ${name}`, shown);
  }

  const view = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await view.addInitScript(() => { const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); }; });
  const path = [...items.values()].find((item) => item.kind === 'indicator').spot.url.split('#')[0];
  await view.goto(`${at.desk}site/${path}`);
  await view.waitForSelector('ibid-desk [data-list]');
  const places = await view.evaluate(() => [...document.querySelectorAll('main p[id]')].map((one) => [one.id, one.firstChild?.nodeType === 3 ? one.firstChild.data.trim().split(/\s+/).slice(0, 4).join(' ') : '']).filter(([, words]) => words.split(' ').length === 4));
  const times = [];
  for (const [id, words] of places.slice(0, 12)) {
    if (!(await select(view, id, words))) continue;
    await view.waitForTimeout(700);
    await view.keyboard.press('n');
    await view.waitForSelector('ibid-desk form', { timeout: 5000 }).catch(() => null);
    if (!(await view.$('ibid-desk form'))) continue;
    await view.fill('ibid-desk form [name=note]', 'Xem thêm.');
    await view.focus('ibid-desk form [type=submit]');
    await view.evaluate(() => {
      window.begun = 0;
      addEventListener('keydown', () => { window.begun = performance.now(); }, { once: true, capture: true });
      window.renewed = new Promise((done) => {
        new MutationObserver((_, watch) => requestAnimationFrame(() => { watch.disconnect(); done(performance.now() - window.begun); })).observe(document.querySelector('ibid-desk'), { attributes: true });
      });
    });
    await view.keyboard.press('Enter');
    times.push(await view.evaluate(() => window.renewed));
  }
  tell('Enter to the page with the new entry', times);
} finally {
  await browser.close();
  await at.end();
  rmSync(root, { recursive: true, force: true });
}
process.exitCode = report.failed ? 1 : 0;
