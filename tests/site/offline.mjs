// node tests/site/offline.mjs IBID EDITION: `outputs: {offline: true}` in a browser, under a sub-path of a host that lets browsers keep
// files for an hour. A report that was opened is read when the host is gone, all of it; after a build the new text is read at once, and
// later without the host, too. Works on a copy. Exit code 1 when one fails.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { AXE, TYPES, launch } from './browser.mjs';
import { Report } from './report.mjs';

const [ibid, edition] = process.argv.slice(2);
if (!edition) {
  console.error('usage: node tests/site/offline.mjs IBID EDITION');
  process.exit(2);
}
const SUB_PATH = '/thu-muc/an-ban/';
const report = new Report('offline');
const work = mkdtempSync(join(tmpdir(), 'ibid-offline-'));
for (const part of ['edition.yaml', 'content', 'static', 'templates', 'i18n', 'themes']) {
  try { cpSync(join(edition, part), join(work, part), { recursive: true }); } catch { /* an edition need not have it */ }
}
const config = join(work, 'edition.yaml');
const written = readFileSync(config, 'utf8');
writeFileSync(config, /^outputs:\s*\{/m.test(written) ? written.replace(/^outputs:\s*\{/m, 'outputs: {offline: true, ') : /^outputs:$/m.test(written) ? written.replace(/^outputs:$/m, 'outputs:\n  offline: true') : `${written}\noutputs: {offline: true}\n`);

function build() {
  const done = spawnSync(resolve(ibid), ['build', '--root', work], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the build failed: ${done.stdout}${done.stderr}`);
}

/** The host: it lets browsers keep what they got, as many do. */
let asked = [];
function host(port) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const below = path.startsWith(SUB_PATH) ? path.slice(SUB_PATH.length) : null;
    const file = below === null ? null : join(work, 'public', normalize(`/${below === '' || below.endsWith('/') ? `${below}index.html` : below}`));
    const found = file && statSync(file, { throwIfNoEntry: false })?.isFile();
    asked.push(below);
    response.writeHead(found ? 200 : 404, { 'content-type': (found && TYPES[extname(file)]) || 'application/octet-stream', 'cache-control': 'max-age=3600' });
    response.end(found ? readFileSync(file) : undefined);
  });
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server)));
}
const gone = (server) => new Promise((done) => { server.closeAllConnections(); server.close(done); });

/** Asks the page again and again until it is so. */
async function until(page, what, question, argument) {
  for (const start = Date.now(); Date.now() - start < 120_000; await page.waitForTimeout(50)) if (await page.evaluate(question, argument).catch(() => false)) return true;
  throw new Error(`never: ${what}`);
}
const kept = async (root) => {
  const cache = await caches.open(`ibid-offline ${root}`), said = await cache.match(`${root}offline-kept.json`);
  return said ? said.json() : { reports: [], versions: {} };
};

build();
const list = JSON.parse(readFileSync(join(work, 'public/offline.json'), 'utf8'));
const [first, second] = list.reports;
const pages = (id) => Object.keys(list.files).filter((path) => path.startsWith(`${id}/`) && path.endsWith('.html') && !/\/(index|notes|print|indicators)\.html$/.test(path));
let server = await host(0);
const port = server.address().port, root = `http://127.0.0.1:${port}${SUB_PATH}`;
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
context.setDefaultTimeout(120_000); // other checks run beside this one
const page = await context.newPage();
const faults = [];
page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
const words = () => page.locator('main').innerText();
const is = (name, ok, why) => report.check(name, ok ? [] : [why]);

try {
  await page.goto(`${root}${first}/index.html`);
  await until(page, 'the worker is at work', () => navigator.serviceWorker?.controller != null);
  await page.reload();
  await until(page, `${first} is kept`, async ([root, id, count]) => {
    const cache = await caches.open(`ibid-offline ${root}`), said = await cache.match(`${root}offline-kept.json`);
    return said && Object.keys((await said.json()).versions).filter((path) => path.startsWith(`${id}/`)).length >= count;
  }, [root, first, pages(first).length + 2]);
  const before = await page.evaluate(kept, root);
  is('what is kept is the report that was opened', before.reports.join() === first && !Object.keys(before.versions).some((path) => path.startsWith(`${second}/`) || path.endsWith('/print.html')), JSON.stringify(before.reports));

  // --- The host is gone.
  await gone(server);
  for (const path of pages(first).slice(0, 4)) {
    await page.goto(`${root}${path}`);
    const shown = (await words()).length, styled = await page.evaluate(() => getComputedStyle(document.querySelector('.masthead')).borderBottomStyle);
    is(`without the host: ${path}`, shown > 50 && styled === 'solid', `${shown} letters, masthead ${styled}`);
  }
  await page.goto(root);
  is('without the host: the home page', (await words()).length > 50, 'it is empty');
  await page.goto(`${root}${pages(second)[0]}`);
  // The page asks what is kept before it shows it.
  await page.locator(`[data-report="${first}"]`).waitFor({ state: 'visible', timeout: 120_000 }).catch(() => {});
  is('a report that was not opened leads to what is kept', page.url().startsWith(`${root}offline.html`) && await page.locator(`[data-report="${first}"]`).isVisible() && !(await page.locator(`[data-report="${second}"]`).isVisible()), page.url());
  is('it offers to try again', (await page.locator('[data-again]').getAttribute('href')) === `${root}${pages(second)[0]}`, 'the way back is another');
  await page.addScriptTag({ content: AXE }).catch(() => page.evaluate(AXE));
  const barriers = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  report.check('the page of what is kept has no barriers', barriers.violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
  if (process.env.IBID_SHOTS) await page.screenshot({ path: join(process.env.IBID_SHOTS, 'offline.png') });

  // --- A new build.
  const folder = join(work, 'content', first), files = readdirSync(folder).filter((name) => name.endsWith('.md') && !name.startsWith('_')).sort();
  const changed = files[0], at = join(folder, changed), text = readFileSync(at, 'utf8');
  const slug = text.match(/^slug: *"?([\w.-]+)/m)?.[1] ?? changed.replace(/^\d+-/, '').replace(/\.md$/, '');
  writeFileSync(at, text.replace(/^(---\n[\s\S]*?\n---\n)/, '$1\nMột câu hoàn toàn mới của lần dựng sau.\n'));
  build();
  server = await host(port);
  asked = [];
  await page.goto(`${root}${first}/${slug}.html`);
  is('after a build the new text is read at once', (await words()).includes('hoàn toàn mới'), 'the old text is shown');
  const now = JSON.parse(readFileSync(join(work, 'public/offline.json'), 'utf8'));
  await until(page, 'what is kept is of the new build', async ([root, files]) => {
    const cache = await caches.open(`ibid-offline ${root}`), said = await cache.match(`${root}offline-kept.json`);
    const { versions } = await said.json();
    return Object.keys(versions).every((path) => versions[path] === files[path]);
  }, [root, now.files]);
  const same = pages(first).filter((path) => now.files[path] === list.files[path]);
  const again = same.filter((path) => asked.includes(path));
  report.check('what is of the same content is not fetched again', again.map((path) => `${path} was`));
  await gone(server);
  await page.goto(`${root}${first}/index.html`);
  await page.goto(`${root}${first}/${slug}.html`);
  is('and is read without the host, too', (await words()).includes('hoàn toàn mới'), 'the old text is shown');
  report.check('no script fails', faults);
} catch (error) {
  report.check('the check itself', [String(error.stack ?? error)]);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = report.failed ? 1 : 0;
