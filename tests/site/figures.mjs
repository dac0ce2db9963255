// Figures in a real browser: a link shows its words, the filters work by keyboard, the table is whole without a script, axe on the pages.

import { pathToFileURL } from 'node:url';
import { AXE, THEMES, WIDTHS, address, barriersOf, launch, open, sideBySide } from './browser.mjs';

export async function checkFigures(site, report) {
  const tables = [...site.pages.keys()].filter((path) => path.endsWith('/indicators.html'));
  if (!tables.length) return report.skip('figures', 'no report has any');
  const place = { root: pathToFileURL(`${site.folder}/`).href };
  const browser = await launch();
  try {
    await report.run('links of figures', () => followLinks(browser, site, place, tables, report));
    await report.run('filters by keyboard', () => filter(browser, place, tables[0], report));
    await report.run('table without script', () => withoutScript(browser, site, place, tables[0], report));
    const pages = [...tables.slice(0, 1), ...(site.pages.has('comparison.html') ? ['comparison.html'] : [])];
    await report.run('figures at every width', () => lookAt(browser, place, pages, report));
  } finally {
    await browser.close();
  }
}

/** Every kind of link to a figure: of a table, of the sidebar, of the key figures, of the comparison. */
async function followLinks(browser, site, place, tables, report) {
  const { context, page, faults } = await open(browser, place);
  const wrong = [];
  let count = 0;
  const from = [...tables.slice(0, 2), ...tables.slice(0, 1).map((path) => path.replace('indicators.html', 'index.html'))];
  const sections = [...site.pages].filter(([, one]) => one.html.includes('class="figures"')).map(([path]) => path);
  for (const path of [...from, ...sections.slice(0, 1), ...(site.pages.has('comparison.html') ? ['comparison.html'] : [])]) {
    await page.goto(address(place, path));
    const links = page.locator('main a[href*="#fig-"]');
    const all = await links.count();
    for (const nth of [...new Set([0, Math.floor(all / 2)])].filter((nth) => nth < all)) {
      await page.goto(address(place, path));
      count += 1;
      const link = links.nth(nth);
      const id = (await link.getAttribute('href')).split('#')[1];
      // A card may be folded away: the keyboard opens what it focuses, a click does not.
      await link.evaluate((element) => element.closest('details')?.setAttribute('open', ''));
      await link.click();
      const words = page.locator(`[id="${id}"]`);
      let seen = {};
      // The page that the link leads to may still be on its way.
      for (let tries = 0; tries < 100 && !(seen.target && seen.shown && seen.inside); tries += 1) {
        if (tries) await page.waitForTimeout(50);
        seen = await words.evaluate((element) => ({
          target: element.matches(':target, :target *, :has(:target)'),
          shown: getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)',
          inside: element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom <= innerHeight,
        }));
      }
      if (!seen.target || !seen.shown || !seen.inside) wrong.push(`${path}: #${id} ${JSON.stringify(seen)}`);
    }
  }
  await context.close();
  report.check(`${count} links of figures show their words`, count ? [...wrong, ...faults] : ['no link leads to a figure']);
}

async function filter(browser, place, path, report) {
  const { context, page, faults } = await open(browser, place);
  const wrong = [];
  await page.goto(address(place, path));
  const rows = page.locator('table.indicators tbody tr');
  const shown = () => page.locator('table.indicators tbody tr:not([hidden])').count();
  const all = await rows.count();
  if ((await shown()) !== all) wrong.push('rows are hidden before a filter is set');
  await page.locator('[data-filters] select[name=kind]').focus();
  const before = await page.locator('[role=status]').last().textContent();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const kind = await page.locator('[data-filters] select[name=kind]').inputValue();
  const fits = await page.locator(`table.indicators tbody tr[data-kind="${kind}"]`).count();
  if (!kind || (await shown()) !== fits) wrong.push(`kind “${kind}” shows ${await shown()} rows, ${fits} have it`);
  if (fits !== all && (await page.locator('[data-filters] [role=status]').textContent()) === before) wrong.push('the count is not told');
  await page.keyboard.press('Home');
  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
  const name = (await rows.first().locator('th').textContent()).trim();
  // Without accents and capitals, as a reader types.
  await page.keyboard.type(name.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd'));
  const left = await shown();
  if (left < 1 || (all > 20 && left === all)) wrong.push(`“${name}” leaves ${left} of ${all} rows`);
  await context.close();
  report.check('the filters of a table work by keyboard', [...wrong, ...faults]);
}

async function withoutScript(browser, site, place, path, report) {
  const { context, page, faults } = await open(browser, place, { javaScriptEnabled: false });
  await page.goto(address(place, path));
  const wrong = [];
  const rows = await page.locator('table.indicators tbody tr:visible').count();
  const known = site.edition?.reports.find((one) => path.startsWith(`${one.id}/`))?.indicators.length ?? rows;
  if (rows !== known) wrong.push(`${rows} rows, ${known} indicators`);
  if (await page.locator('[data-filters]').isVisible()) wrong.push('filters are shown that do nothing');
  await context.close();
  report.check('without a script the table is whole and has no filters', [...wrong, ...faults]);
}

async function lookAt(browser, place, pages, report) {
  const wrong = [];
  await sideBySide(pages.flatMap((path) => WIDTHS.map((viewport) => ({ path, viewport }))), async ({ path, viewport }) => {
    const { context, page, faults } = await open(browser, place, { viewport });
    await page.goto(address(place, path));
    await page.evaluate(AXE);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${path} at ${viewport.width}: ${over}px too wide`);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('svg.chart')].filter((svg) => [...svg.querySelectorAll('text')].some((text) => text.getBBox().x + text.getBBox().width > svg.viewBox.baseVal.width + 1)).length);
      if (cut) wrong.push(`${path} at ${viewport.width}: ${cut} charts cut a figure`);
      wrong.push(...(await barriersOf(page, { preload: false })).map((barrier) => `${path} at ${viewport.width}, ${colorScheme}: ${barrier}`));
    }
    wrong.push(...faults);
    await context.close();
  });
  report.check(`${pages.length} pages of figures at ${WIDTHS.length} widths in ${THEMES.length} themes`, wrong);
}
