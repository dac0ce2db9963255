// Registers that fold: documents and the notes of a report, on a phone, with filters, by address, and without a script.

import { AXE, WIDTHS, address, barriersOf, choose, inBrowser, open } from './browser.mjs';

const PHONE = { viewport: WIDTHS[2], hasTouch: true, isMobile: true };
const SCREENS = 12;

export async function checkRegisters(site, report) {
  const kinds = choose(site).filter((kind) => ['notes', 'page-documents'].includes(kind.name));
  await inBrowser(site, async (browser, place) => {
    for (const { name, path } of kinds) {
      for (const javaScriptEnabled of [true, false]) await report.run(name, () => folded(browser, place, path, javaScriptEnabled, report));
      await report.run(name, () => filtered(browser, place, path, report));
      await report.run(name, () => byAddress(browser, place, path, report));
    }
  });
}

async function folded(browser, place, path, javaScriptEnabled, report) {
  const { context, page, faults } = await open(browser, place, { ...PHONE, javaScriptEnabled });
  const wrong = [];
  await page.goto(address(place, path), { waitUntil: 'load' });
  const screens = (await page.evaluate(() => document.scrollingElement.scrollHeight)) / PHONE.viewport.height;
  if (screens > SCREENS) wrong.push(`${screens.toFixed(1)} screens`);
  const entry = page.locator('[data-group] > ol > li').last();
  await page.locator('[data-group] > summary').last().tap();
  if (!(await entry.isVisible())) wrong.push('a tap does not open a group');
  if (!javaScriptEnabled && (await page.locator('[data-register]').isVisible())) wrong.push('filters are shown that do nothing');
  await context.close();
  report.check(`${path}: at most ${SCREENS} screens on a phone (${screens.toFixed(1)}), ${javaScriptEnabled ? 'with' : 'without'} script; a tap opens a group`, [...wrong, ...faults]);
}

async function filtered(browser, place, path, report) {
  const { context, page, faults } = await open(browser, place, PHONE);
  const wrong = [];
  await page.goto(address(place, path), { waitUntil: 'load' });
  const entries = page.locator('[data-group] > ol > li');
  const all = await entries.count();
  const words = await entries.last().evaluate((el) => (el.querySelector('.doc-number, .note-text') ?? el).textContent.trim().replace(/\s+/g, ' ').slice(0, 24));
  // Without accents and capitals, as a reader types.
  await page.locator('[data-register] [name=words]').fill(words.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd'));
  const shown = await entries.evaluateAll((list) => list.filter((el) => el.checkVisibility()).length);
  if (shown < 1 || !(await entries.last().isVisible())) wrong.push(`“${words}” does not show its entry`);
  if (all > 8 && shown === all) wrong.push(`“${words}” leaves all ${all}`);
  if (!(await page.locator('[data-register] [role=status]').textContent()).includes(String(shown))) wrong.push('the count is not told');
  await page.locator('[data-register] [name=words]').fill('');
  for (const select of await page.locator('[data-register] select').all()) {
    const options = await select.locator('option').count();
    if (options < 2) continue;
    await select.selectOption({ index: options - 1 });
    const left = await entries.evaluateAll((list) => list.filter((el) => el.checkVisibility()).length);
    if (left < 1 || left > all) wrong.push(`the filter ${await select.getAttribute('name')} leaves ${left} of ${all}`);
    await page.evaluate(AXE);
    const barriers = await barriersOf(page);
    wrong.push(...barriers.map((barrier) => `axe: ${barrier}`));
    await select.selectOption({ index: 0 });
  }
  const open_ = await page.locator('[data-group][open]').count();
  if (open_ > 1) wrong.push(`${open_} groups stay open when nothing is asked for`);
  await context.close();
  report.check(`${path}: filters find an entry and open its group`, [...wrong, ...faults]);
}

async function byAddress(browser, place, path, report) {
  const { context, page, faults } = await open(browser, place, PHONE);
  const wrong = [];
  await page.goto(address(place, path), { waitUntil: 'load' });
  const id = await page.locator('[data-group] > ol > li').last().getAttribute('id');
  await page.goto('about:blank');
  await page.goto(`${address(place, path)}#${encodeURIComponent(id)}`, { waitUntil: 'load' });
  await page.waitForFunction((to) => {
    const box = document.getElementById(to).getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.top < innerHeight;
  }, id).catch(() => wrong.push(`#${id} is not on the screen`));
  await context.close();
  report.check(`${path}: the address of an entry opens its group`, [...wrong, ...faults]);
}
