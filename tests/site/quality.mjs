// What the pages weigh, whether they move while they load, and a walk with the keyboard alone, by spoken names.

import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { address, choose, inBrowser, open, painted, sideBySide, WIDTHS } from './browser.mjs';
import { attribute, hasRole } from './site.mjs';

const PAGE_LIMIT = 60 * 1024;
const SCRIPT_LIMIT = 25 * 1024;
const SHIFT_LIMIT = 0.02;

export async function checkQuality(site, report) {
  await report.run('weights', () => checkWeights(site, report));
  await inBrowser(site, async (browser, host) => {
    const folder = { root: pathToFileURL(`${site.folder}/`).href };
    await report.run('layout shift over http', () => checkShift(browser, site, host, 'over http, first visit', report));
    await report.run('layout shift from a folder', () => checkShift(browser, site, folder, 'from a folder', report));
    await report.run('keyboard walk', () => walk(browser, site, host, report));
  });
}

// --- weights: gzip at its usual level, everything that the page asks for but fonts ------------------------------------

async function checkWeights(site, report) {
  const sizes = new Map();
  const packed = (path) => {
    if (!sizes.has(path)) sizes.set(path, site.files.has(path) ? gzipSync(site.read(path), { level: 6 }).length : 0);
    return sizes.get(path);
  };
  const sections = new Set((site.edition?.reports ?? []).flatMap((r) => r.sections.map((s) => s.url.split('#')[0])));
  const weights = [];
  let script = 0;
  for (const path of sections) {
    const page = site.pages.get(path);
    if (!page || /(^|\/)(index|notes|print)\.html$/.test(path)) continue;
    const local = (address) => new URL(address, `https://x/${path}`).pathname.slice(1);
    const scripts = page.elements.filter((e) => e.tagName === 'script' && attribute(e, 'src')).map((e) => local(attribute(e, 'src')));
    const styles = page.elements.filter((e) => e.tagName === 'link' && /stylesheet|icon|manifest/.test(attribute(e, 'rel'))).map((e) => local(attribute(e, 'href')));
    script = Math.max(script, scripts.reduce((sum, file) => sum + packed(file), 0));
    weights.push([[path, ...scripts, ...styles].reduce((sum, file) => sum + packed(file), 0), path]);
  }
  weights.sort((a, b) => a[0] - b[0]);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  const [worst, path] = weights.at(-1) ?? [0, ''];
  const median = weights[Math.floor(weights.length / 2)]?.[0] ?? 0;
  report.check(`${weights.length} section pages weigh at most 60 KB compressed: median ${kb(median)}, worst ${kb(worst)} (${path})`, weights.filter((w) => w[0] > PAGE_LIMIT).map((w) => `${w[1]}: ${kb(w[0])}`));
  report.check(`scripts weigh at most 25 KB compressed: ${kb(script)}`, script > SCRIPT_LIMIT ? [`${kb(script)}`] : []);
}

// --- cumulative layout shift: cold cache, fonts late --------------------------------------------------------------------

async function checkShift(browser, site, place, name, report) {
  const wrong = [];
  const seen = [];
  const kinds = choose(site).filter((kind) => kind.path !== '404.html');
  const views = kinds.flatMap(({ path }) => WIDTHS.map((viewport) => ({ path, viewport })));
  // Most of the time is waiting for the fonts and for quiet.
  await sideBySide(views, async ({ path, viewport }) => {
    const { context, page } = await open(browser, place, { viewport });
    // Fonts come half a second after the text, so that the swap is seen.
    await page.route('**/*.woff2', async (route) => { await new Promise((done) => setTimeout(done, 500)); await route.continue().catch(() => {}); });
    await page.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts.push([entry.value, entry.sources.map((s) => s.node?.className || s.node?.nodeName).join(' ')]);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(address(place, path), { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready.then(() => null));
    await painted(page);
    const shifts = await page.evaluate(() => globalThis.shifts);
    const total = shifts.reduce((sum, [value]) => sum + value, 0);
    seen.push(total);
    if (total >= SHIFT_LIMIT) wrong.push(`${path} at ${viewport.width} px: ${total.toFixed(4)} (${shifts.map(([v, s]) => `${v.toFixed(4)} ${s}`).join('; ').slice(0, 200)})`);
    await context.close();
  }, 6);
  report.check(`nothing moves while a page loads, ${name}: worst layout shift ${Math.max(...seen).toFixed(4)} of ${SHIFT_LIMIT}`, wrong);
}

// --- the keyboard alone ---------------------------------------------------------------------------------------------------

/** What a screen reader says of the focus: role and name in the accessibility tree. */
async function spoken(session) {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
  return { role: nodes[0]?.role?.value ?? '', name: nodes[0]?.name?.value ?? '' };
}

/** Presses Tab until the focus is where `wanted` says; the names heard on the way. */
async function tabTo(page, session, wanted, limit = 160) {
  const heard = [];
  for (let tries = 0; tries < limit; tries += 1) {
    await page.keyboard.press('Tab');
    const said = await spoken(session);
    heard.push(said);
    if (await page.evaluate(wanted.test, wanted.value)) return { said, heard };
  }
  return { said: null, heard };
}

/** Does what leads to another address, and waits until it is there. */
async function leaves(page, act) {
  const before = page.url();
  const left = page.waitForURL((url) => url.href !== before, { timeout: 15000 }).catch(() => {});
  await act();
  await left;
}

async function walk(browser, site, place, report) {
  const withMark = (site.edition?.reports ?? []).flatMap((r) => r.sections.map((s) => s.url.split('#')[0])).find((path) => /\/(?!index\.html)/.test(path) && site.pages.get(path)?.elements.some((e) => hasRole(e, 'doc-noteref')));
  if (!withMark) return report.check('a walk with the keyboard alone', ['no section page has a note']);
  const folder = withMark.split('/')[0];
  const { context, page, faults } = await open(browser, place);
  const session = await context.newCDPSession(page);
  await session.send('Accessibility.enable');
  const wrong = [];
  const steps = [];
  const go = async (name, wanted, press = true) => {
    const { said, heard } = await tabTo(page, session, wanted);
    for (const stop of heard) if (!stop.name.trim() && stop.role !== 'RootWebArea') wrong.push(`${name}: a stop without a name (${stop.role})`);
    if (!said) return void wrong.push(`${name}: not reached in ${heard.length} stops`);
    steps.push(`${said.role} “${said.name.slice(0, 50)}” after ${heard.length}`);
    if (press) await leaves(page, () => page.keyboard.press('Enter'));
  };
  const hrefEnds = (end) => ({ value: end, test: (value) => document.activeElement.href?.split('#')[0].endsWith(value) });
  await page.goto(address(place, 'index.html'));
  await go('skip link', { value: '', test: () => document.activeElement.className === 'skip' });
  await go('report on the home page', hrefEnds(`/${folder}/index.html`));
  await go('section in the contents', hrefEnds(`/${withMark}`));
  await go('first mark', { value: '', test: () => document.activeElement.getAttribute('role') === 'doc-noteref' }, false);
  const mark = await page.evaluate(() => ({ id: document.activeElement.id, target: document.activeElement.hash }));
  await leaves(page, () => page.keyboard.press('Enter'));
  if (new URL(page.url()).hash !== mark.target) wrong.push(`Enter on the mark leads to ${new URL(page.url()).hash}`);
  await go('link back', { value: mark.id, test: (id) => document.activeElement.getAttribute('role') === 'doc-backlink' && document.activeElement.hash === `#${id}` });
  if (new URL(page.url()).hash !== `#${mark.id}`) wrong.push(`the link back leads to ${new URL(page.url()).hash}`);
  await context.close();
  console.log(`       ${steps.join(' → ')}`);
  report.check('home, report, section, note and back with the keyboard alone, every stop with a spoken name', [...wrong, ...faults]);
}
