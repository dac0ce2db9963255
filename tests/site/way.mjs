// Finding the way, mostly on a phone: the outline in one tap, the drawer at the reader's place, where a search hit lies, one line of
// breadcrumbs, the place kept, the keys, chapters that open with what is in them.

import { AXE, WIDTHS, address, barriersOf, choose, inBrowser, open } from './browser.mjs';
import { attribute, hasClass } from './site.mjs';

const PHONE = { viewport: WIDTHS[2], hasTouch: true, isMobile: true };

export async function checkWay(site, report) {
  await inBrowser(site, async (browser, place) => {
    const sample = Object.fromEntries(choose(site).map((kind) => [kind.name, kind.path]));
    const run = (name, options, work) => report.run(name, async () => {
      const { context, page, faults } = await open(browser, place, options);
      const wrong = [];
      await work(page, (claim, otherwise) => claim || wrong.push(otherwise), (path) => page.goto(address(place, path), { waitUntil: 'load' }));
      await context.close();
      report.check(name, [...wrong, ...faults]);
    });
    await run('a phone: one tap on the first screen of a report shows its outline', PHONE, (...on) => outlineInOneTap(sample, ...on));
    await run('a phone: the drawer opens at the reader\'s place', PHONE, (...on) => drawerAtPlace(sample, ...on));
    await run('a phone: where a hit lies is said in the masthead', PHONE, (...on) => hitSaysWhere(sample, ...on));
    for (const viewport of WIDTHS) await run(`breadcrumbs are one line at ${viewport.width} px and keep the report`, { viewport }, (...on) => breadcrumbs(site, ...on));
    await run('reports, documents, comparison and search stand in the header', {}, (...on) => header(site, ...on));
    await run('a phone: they stand behind one button', PHONE, (...on) => menu(site, ...on));
    await run('a place is kept, offered and forgotten', PHONE, (...on) => placeKept(sample, ...on));
    await run('? tells the keys, arrows turn the page', {}, (...on) => keys(sample, ...on));
    await run('a phone: each task takes at most three taps', PHONE, (...on) => tasks(site, sample, ...on));
    await report.run('chapters', () => chapters(site, report));
  });
}

const onScreen = (locator) => locator.evaluate((el) => {
  const box = el.getBoundingClientRect();
  return el.checkVisibility() && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
});

async function outlineInOneTap(sample, page, claim, go) {
  await go(sample.report);
  const button = page.locator('.drawer-button');
  claim(await onScreen(button), 'the button is not on the first screen');
  await button.tap();
  await page.locator('#ibid-outline:popover-open').waitFor();
  claim(await onScreen(page.locator('#ibid-outline ol a').first()), 'the outline is not on the screen');
  await page.locator('#ibid-outline ol a').first().tap();
  await page.waitForFunction(() => !document.querySelector('#ibid-outline:popover-open'));
}

async function drawerAtPlace(sample, page, claim, go) {
  await go(sample['section-longest']);
  const last = page.locator('.text :is(h2, h3, h4)[id]').last();
  if (await last.count()) await last.evaluate((el) => el.scrollIntoView());
  await page.locator('.drawer-button').tap();
  await page.locator('#ibid-outline:popover-open').waitFor();
  // The toggle event that moves the list comes after the drawer is shown.
  await page.waitForFunction(() => {
    const at = document.querySelector('#ibid-outline li [aria-current="location"]') ?? document.querySelector('#ibid-outline li [aria-current]');
    const box = at?.getBoundingClientRect();
    return box && box.top >= 0 && box.bottom <= innerHeight;
  }).catch(() => claim(false, 'the reader\'s place is not on the screen'));
  const open = await page.locator('#ibid-outline ol ol ol').evaluateAll((lists) => lists.filter((list) => list.checkVisibility() && !list.parentElement.querySelector('[aria-current]')).length);
  claim(open === 0, `${open} branches are unfolded where the reader is not`);
}

async function hitSaysWhere(sample, page, claim, go) {
  await go(sample['section-longest']);
  const id = await page.locator('.text > p[id]').last().getAttribute('id');
  await page.goto('about:blank');
  await go(`${sample['section-longest']}`);
  await page.evaluate((to) => { location.hash = to; }, id);
  const here = page.locator('.masthead .here');
  await page.waitForFunction(() => document.querySelector('.masthead.away')).catch(() => {});
  claim(await here.isVisible(), 'the masthead says nothing');
  const told = (await here.textContent()).trim();
  const heading = await page.evaluate((to) => {
    const heads = [...document.querySelectorAll('main h1, .text :is(h2, h3, h4, h5, h6)')];
    return heads.filter((head) => head.compareDocumentPosition(document.getElementById(to)) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1).querySelector('.title')?.firstChild.textContent.trim() ?? '';
  }, id);
  claim(told.includes(heading.slice(0, 20)), `it says “${told}”, the heading is “${heading}”`);
}

async function breadcrumbs(site, page, claim, go) {
  const depth = ([, one]) => one.elements.filter((el) => el.tagName === 'li' && el.parentNode?.parentNode && hasClass(el.parentNode.parentNode, 'breadcrumbs')).length;
  const paths = [...site.pages].sort((a, b) => depth(b) - depth(a)).slice(0, 2).map(([path]) => path);
  for (const path of paths) {
    await go(path);
    const seen = await page.locator('.breadcrumbs').evaluate((nav) => {
      const lines = new Set([...nav.querySelectorAll(':scope > ol > li > a, summary')].filter((el) => el.checkVisibility()).map((el) => Math.round(el.getBoundingClientRect().bottom / 8)));
      const whole = nav.querySelector('.whole > a');
      return { lines: lines.size, whole: whole ? whole.scrollWidth <= whole.clientWidth + 1 : true, steps: nav.querySelectorAll(':scope > ol > li:not(.home, .whole, .folded)').length, wide: nav.scrollWidth > nav.clientWidth + 1 };
    });
    claim(seen.lines === 1, `${path}: ${seen.lines} lines`);
    claim(!seen.wide, `${path}: they overflow`);
    claim(seen.whole, `${path}: the report's name is cut`);
    claim(seen.steps <= 2, `${path}: ${seen.steps} steps beside the report`);
    const folded = page.locator('.breadcrumbs summary');
    if (await folded.count()) {
      await folded.click();
      claim(await page.locator('.breadcrumbs details a').first().isVisible(), `${path}: the folded steps do not open`);
      claim((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= page.viewportSize().width, `${path}: opened, they make the page wider`);
    }
  }
}

async function header(site, page, claim, go) {
  await go('index.html');
  for (const path of ['index.html#ibid-reports', 'documents.html', 'comparison.html', 'search.html']) {
    if (!site.pages.has(path.split('#')[0])) continue;
    const link = page.locator(`.masthead a[href="${path}"]`);
    claim((await link.count()) > 0 && (await link.last().isVisible()), `${path} is not in the header`);
  }
}

async function menu(site, page, claim, go) {
  await go('index.html');
  await page.locator('.drawer-button').tap();
  await page.locator('#ibid-site:popover-open').waitFor();
  for (const path of ['documents.html', 'comparison.html']) if (site.pages.has(path)) claim(await onScreen(page.locator(`#ibid-site a[href="${path}"]`)), `${path} is not there`);
  await page.locator('#ibid-site .drawer-close').tap();
  claim(!(await page.locator('#ibid-site').isVisible()), 'it does not close');
  await page.evaluate(AXE);
  await page.locator('.drawer-button').tap();
  const barriers = await barriersOf(page);
  claim(barriers.length === 0, `axe: ${barriers.join('; ')}`);
}

/** What readers come for, from where they would begin; the taps are counted. */
async function tasks(site, sample, page, claim, go) {
  let taps = 0;
  const tap = (locator, how) => { taps += 1; return locator.first().tap(how); };
  const task = async (name, work) => {
    taps = 0;
    const done = await work().catch((error) => error.message.split('\n')[0]);
    claim(done === true && taps <= 3, `${name}: ${taps} taps, ${done === true ? 'done' : `not done: ${done}`}`);
  };
  const passage = () => page.locator('.text > p[id]').first().tap({ position: { x: 120, y: 10 } }).then(() => { taps += 1; return tap(page.locator('.text .pilcrow')); });
  await task('find a section', async () => {
    await go(sample.report);
    await tap(page.locator('.drawer-button'));
    const link = page.locator('#ibid-outline ol a:visible').last();
    const to = await link.getAttribute('href');
    await tap(link);
    await page.waitForURL((url) => url.href.endsWith(to.replace(/^(\.\.?\/)+/, '')));
    return true;
  });
  if (site.pages.has('documents.html')) await task('a document\'s mentions', async () => {
    await go('documents.html');
    await tap(page.locator('[data-group] > summary'));
    const entry = page.locator('.entry:visible').first();
    if (await entry.locator('details > summary').count()) await tap(entry.locator('details > summary'));
    return (await entry.locator('a[href*="#"]:visible').count()) > 0 || 'no mention is shown';
  });
  await task('a note\'s caller', async () => {
    await go(sample.notes);
    const folded = page.locator('details:not([open]) > summary:visible').filter({ hasText: /\d/ });
    if (!(await page.locator('[role=doc-backlink]:visible').count())) await tap(folded);
    const back = page.locator('[role=doc-backlink]:visible').first();
    const to = (await back.getAttribute('href')).split('#')[1];
    await tap(back);
    await page.waitForURL((url) => decodeURIComponent(url.hash) === `#${to}`);
    return onScreen(page.locator(`[id="${to}"]`));
  });
  await task('cite a sentence', async () => {
    await go(sample['section-longest']);
    await passage();
    await tap(page.locator('[data-copy=citation]'));
    await page.waitForFunction(() => document.querySelector('.cite-said').textContent);
    return true;
  });
  if (site.pages.get(sample['section-longest']).html.includes('id="ibid-comment"')) await task('comment on a paragraph', async () => {
    await go(sample['section-longest']);
    await passage();
    await page.locator('#ibid-comment textarea').fill('Nên nói rõ hơn.');
    await tap(page.locator('[data-send=keep], [data-send=mail]'));
    return true;
  });
}

async function placeKept(sample, page, claim, go) {
  await go('index.html');
  claim((await page.locator('.resume').count()) === 0, 'a place is offered that nobody read');
  await go(sample['section-longest']);
  const last = page.locator('.text > [id]').last();
  await last.evaluate((el) => el.scrollIntoView());
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('ibid.place')));
  for (const path of ['index.html', `${sample['section-longest'].split('/')[0]}/index.html`]) {
    await go(path);
    const link = page.locator('.resume a');
    await link.waitFor();
    claim(decodeURIComponent(await link.getAttribute('href')).includes(sample['section-longest']), `${path}: it leads to ${await link.getAttribute('href')}`);
    await page.evaluate(AXE);
    const barriers = await barriersOf(page);
    claim(barriers.length === 0, `${path}: axe: ${barriers.join('; ')}`);
  }
  await page.locator('.resume a').tap();
  await page.waitForFunction(() => location.hash && document.querySelector(`[id="${location.hash.slice(1)}"]`)?.getBoundingClientRect().top < innerHeight);
  await go('index.html');
  await page.locator('.resume button').tap();
  await page.reload();
  // The script runs before the load event, so what is not there now does not come.
  claim((await page.locator('.resume').count()) === 0, 'a place that was forgotten is offered');
}

async function keys(sample, page, claim, go) {
  await go(sample['section-shortest']);
  await page.keyboard.press('Shift+?');
  claim(await page.locator('#ibid-keys').evaluate((el) => el.open), '? opens nothing');
  await page.evaluate(AXE);
  const barriers = await barriersOf(page);
  claim(barriers.length === 0, `axe: ${barriers.join('; ')}`);
  await page.keyboard.press('Escape');
  claim(!(await page.locator('#ibid-keys').evaluate((el) => el.open)), 'Escape does not close it');
  const [turn, back] = (await page.locator('.pager a[rel=next]').count()) ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
  const from = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== from), page.keyboard.press(turn)]);
  await Promise.all([page.waitForURL((url) => url.href.split('#')[0] === from), page.keyboard.press(back)]);
}

/** A page that holds only a heading says what is below it. */
function chapters(site, report) {
  const wrong = [];
  let count = 0;
  for (const [path, page] of site.pages) {
    const has = (name) => page.elements.filter((el) => hasClass(el, name));
    if (!page.elements.some((el) => el.tagName === 'body' && hasClass(el, 'section')) || has('text').length || !has('children').length) continue;
    count += 1;
    const facts = has('facts');
    if (facts.length !== 1) wrong.push(`${path} does not say how long it is`);
    if (!page.elements.some((el) => el.tagName === 'a' && attribute(el, 'href') && hasClass(el.parentNode.parentNode.parentNode, 'children'))) wrong.push(`${path} leads to nothing`);
  }
  report.check(`${count} pages that hold only a heading say what is in them and how long it is`, wrong);
}
