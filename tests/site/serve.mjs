// node tests/site/serve.mjs IBID EDITION: `ibid serve` in a browser: a saved page is loaded anew and the place kept, a style
// sheet is swapped without a load, a fault is shown over the page and goes. Works on a copy. Exit code 1 when one fails.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AXE, launch } from './browser.mjs';
import { Report } from './report.mjs';

const [ibid, edition] = process.argv.slice(2);
if (!edition) {
  console.error('usage: node tests/site/serve.mjs IBID EDITION');
  process.exit(2);
}
const report = new Report('serve');
const work = mkdtempSync(join(tmpdir(), 'ibid-serve-'));
for (const part of ['edition.yaml', 'content', 'static', 'templates', 'i18n', 'themes']) {
  try { cpSync(join(edition, part), join(work, part), { recursive: true }); } catch { /* an edition need not have it */ }
}
const shots = process.env.IBID_SHOTS || mkdtempSync(join(tmpdir(), 'ibid-shots-'));
mkdirSync(shots, { recursive: true });

const server = spawn(resolve(ibid), ['serve', '--root', work, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
const lines = createInterface({ input: server.stdout });
const root = await new Promise((found) => lines.on('line', (line) => { const at = line.match(/http:\/\/\S+/); if (at) found(at[0]); }));
const browser = await launch();

/** The longest section page of the edition: its file, and its address on the site. */
function longest() {
  let best = { length: 0 };
  for (const folder of readdirSync(join(work, 'content'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'sources')) {
    for (const name of readdirSync(join(work, 'content', folder.name)).filter((name) => name.endsWith('.md') && !name.startsWith('_'))) {
      const file = join(work, 'content', folder.name, name);
      const text = readFileSync(file, 'utf8');
      const slug = text.match(/^slug: *"?([\w.-]+)/m)?.[1] ?? name.replace(/^\d+-/, '').replace(/\.md$/, '');
      if (text.length > best.length) best = { file, text, length: text.length, url: `${folder.name}/${slug}.html` };
    }
  }
  return best;
}

/** Waits until a question about the page is answered yes; how long it took. */
async function until(page, question, argument) {
  const start = performance.now();
  await page.waitForFunction(question, argument, { timeout: 60000, polling: 10 });
  return Math.round(performance.now() - start);
}

try {
  const best = longest();
  const { file, text } = best;
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  let loads = 0;
  page.on('load', () => { loads += 1; });
  // The page is there when the first build is; a page that comes before is loaded anew by its own script.
  while ((await page.request.get(root + best.url)).status() !== 200) await page.waitForTimeout(50);
  await page.goto(root + best.url).catch(() => page.waitForURL(root + best.url));
  const sheet = join(work, 'static/style.css');
  const style = await (await page.request.get(`${root}style.css`)).text();
  mkdirSync(join(work, 'static'), { recursive: true });
  let saved = 0;
  /** Waits until the page has taken up all that was saved before, however slow the machine is: a style sheet saved now comes last. */
  const settle = async () => {
    saved += 1;
    writeFileSync(sheet, `${style}\n:root { --saved: ${saved} }\n`);
    await page.waitForFunction((wanted) => getComputedStyle(document.documentElement).getPropertyValue('--saved').trim() === wanted, String(saved), { timeout: 60000, polling: 50 });
    await page.waitForLoadState('load');
    // The fonts of the new style sheet, and a frame in which the page answers to them.
    await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
  };
  await settle();
  loads = 0;

  await report.run('a saved page', async () => {
    // The place: a paragraph in the middle of the page at a known height. What changes is above it. A key says that a reader
    // moves the page, not the program.
    await page.keyboard.press('Shift');
    const mark = await page.evaluate(() => {
      const all = [...document.querySelectorAll('.text > [id]')];
      const chosen = all[Math.floor(all.length / 2)];
      scrollTo({ top: scrollY + chosen.getBoundingClientRect().top - 3, behavior: 'instant' });
      return chosen.id;
    });
    const top = () => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, mark);
    const before = await top();
    const head = text.indexOf('\n---', 4) + 4;
    const added = 'Đoạn thử thêm vào khi đang xem trang.\n\n'.repeat(6);
    writeFileSync(file, `${text.slice(0, head)}\n\n${added}${text.slice(head)}`);
    const time = await until(page, () => document.body?.innerText.includes('Đoạn thử thêm vào khi đang xem trang.'));
    await settle();
    const after = await top();
    report.check(`a saved page is loaded anew (${time} ms from the save to the words on the screen)`, loads >= 1 ? [] : ['the page was not loaded']);
    report.check('the place is kept though the text above grew', Math.abs(after - before) <= 2 ? [] : [`the paragraph was ${before} px below the top and is ${after}`]);
    // The style sheet of `settle` may come while the rest of the site is built, which is then built once more.
    report.check('no more loads than a page shown early and the rest of the site', loads <= 3 ? [] : [`${loads} loads`]);
  });

  await report.run('a style sheet', async () => {
    loads = 0;
    await page.evaluate(() => { window.kept = true; });
    writeFileSync(sheet, `${style}\nbody { outline: 3px solid rgb(1, 2, 3) }\n`);
    await until(page, () => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)');
    await settle();
    const kept = await page.evaluate(() => window.kept === true);
    report.check('a style sheet is swapped without a load', kept && loads === 0 ? [] : [`${loads} loads`]);
    const sheets = await page.evaluate(() => [...document.querySelectorAll('link[rel=stylesheet]')].filter((link) => link.href.includes('/style.css')).length);
    report.check('the old style sheet is gone', sheets === 1 ? [] : [`${sheets} of them`]);
    rmSync(sheet);
    await until(page, () => !getComputedStyle(document.documentElement).getPropertyValue('--saved'));
  });

  await report.run('another page', async () => {
    loads = 0;
    // In one step: half of the file would be a page that is no draft, and every page would name it.
    writeFileSync(join(work, 'about-serve.md'), '---\ntitle: Trang thử\ndraft: true\n---\n\nLời.\n');
    renameSync(join(work, 'about-serve.md'), join(work, 'content/about-serve.md'));
    await settle();
    report.check('a change elsewhere loads nothing here', loads === 0 ? [] : [`${loads} loads`]);
    rmSync(join(work, 'content/about-serve.md'));
  });

  await report.run('a fault', async () => {
    writeFileSync(file, text.replace('title:', 'titel:'));
    await until(page, () => document.querySelector('ibid-fault'));
    const shown = await page.evaluate(() => document.querySelector('ibid-fault').shadowRoot.textContent);
    const missing = ['key-unknown', 'titel', 'did you mean `title`?', ':2:1'].filter((words) => !shown.includes(words));
    report.check('a fault is shown over the page with its place and what to do', missing.map((words) => `"${words}" is not said: ${shown}`));
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(shots, `serve-fault-${width}.png`) });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(AXE);
    const found = await page.evaluate(() => axe.run('ibid-fault').then((result) => result.violations.map((one) => `${one.id}: ${one.help}`)));
    report.check('axe finds nothing in it', found);
    await page.keyboard.press('Escape');
    report.check('Escape closes it', (await page.evaluate(() => document.querySelector('ibid-fault'))) ? ['it stays'] : []);
    await page.reload();
    await until(page, () => document.querySelector('ibid-fault'));
    report.check('the last good page stays beneath, for one who comes now, too', (await page.locator('main').innerText()).length > 200 ? [] : ['the page is empty']);
    writeFileSync(file, text);
    await until(page, () => !document.querySelector('ibid-fault'));
    report.check('it goes when the fault is mended');
  });

  await report.run('the server ends', async () => {
    server.kill('SIGINT');
    const code = await new Promise((ended) => server.on('exit', ended));
    report.check('it ends cleanly', code === 0 ? [] : [`exit code ${code}`]);
  });
  report.check('no script fails', faults);
  console.log(`       pictures: ${shots}`);
} finally {
  await browser.close();
  server.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = report.failed ? 1 : 0;
