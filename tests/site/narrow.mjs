// Large text and narrow screens: 320 px, 400 % zoom, the largest text, the text spacing of WCAG 1.4.12, forced colours,
// reduced motion. Nothing overflows, no control or heading is clipped or covered, the edition's title can be read.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { address, choose, inBrowser, open, sideBySide } from './browser.mjs';

/** 1280 px at 400 % zoom is 320 px; what is 1024 px high is 256 px then (WCAG 1.4.10). */
const SCREENS = {
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'at 400 % zoom': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  'on a tablet': { viewport: { width: 820, height: 1180 } },
  'on a desk': { viewport: { width: 1280, height: 900 } },
};
const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';
const CASES = [
  { screen: 'at 320 px' },
  { screen: 'at 320 px', size: 'xl' },
  { screen: 'at 320 px', size: 'xl', spaced: true },
  { screen: 'at 400 % zoom' },
  { screen: 'on a phone', size: 'xl' },
  { screen: 'on a phone', spaced: true },
  { screen: 'on a tablet', size: 'xl', spaced: true },
  { screen: 'on a desk', size: 'xl', spaced: true },
  { screen: 'at 320 px', size: 'xl', options: { forcedColors: 'active' } },
  { screen: 'on a desk', options: { forcedColors: 'active' } },
];
const KINDS = ['home', 'report', 'section-longest', 'notes', 'indicators', 'page-documents', 'page-comparison', 'page-discrepancies', 'side-by-side', 'page-search'];

export async function checkNarrow(site, report) {
  const pages = choose(site).filter((kind) => KINDS.includes(kind.name));
  await inBrowser(site, async (browser, place) => {
    await sideBySide(CASES, (one) => report.run(nameOf(one), () => lookAt(browser, place, pages, one, report)));
    await report.run('reduced motion', () => stillness(browser, place, pages, report));
    await report.run('forced colours', () => forced(browser, place, pages, report));
    // The theme does without a font that comes late. Here every page waits for it, also the first: other letters are wider.
  }, (style) => style.replaceAll('font-display: optional', 'font-display: block'));
}

const nameOf = (one) => [one.screen, one.size && 'largest text', one.spaced && 'WCAG text spacing', one.options && 'forced colours'].filter(Boolean).join(', ');

async function lookAt(browser, place, pages, one, report) {
  const name = nameOf(one);
  const { context, page, faults } = await open(browser, place, { ...SCREENS[one.screen], ...one.options });
  await page.addInitScript((size) => {
    sessionStorage.setItem('ibid.fonts', '1');
    if (size) localStorage.setItem('ibid.size', size);
  }, one.size ?? '');
  const wrong = [];
  for (const { name: kind, path } of pages) {
    await page.goto(address(place, path), { waitUntil: 'load' });
    if (one.spaced) await page.addStyleTag({ content: SPACING });
    await page.evaluate(lettersAreThere);
    const seen = await page.evaluate(faultsOf);
    await settings(page, seen);
    if (process.env.IBID_SHOTS) {
      mkdirSync(join(process.env.IBID_SHOTS, 'narrow'), { recursive: true });
      await page.screenshot({ path: join(process.env.IBID_SHOTS, 'narrow', `${kind}-${name.replace(/[^\w]+/g, '-')}.png`) });
    }
    wrong.push(...seen.map((fault) => `${path}: ${fault}`));
  }
  await context.close();
  report.check(`${pages.length} kinds of page ${name}: nothing overflows, is clipped or covered`, [...wrong, ...faults]);
}

/** Every font of the site has come, and the page is laid out with it. Those of the machine may not be there. */
async function lettersAreThere() {
  await Promise.allSettled([...document.fonts].map((font) => font.load()));
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done(null))); });
}

/** The panel of settings and the drawer, open, keep within the screen. */
async function settings(page, seen) {
  for (const [button, panel] of [['.settings > summary', '.settings .panel'], ['.drawer-button', '[popover]:popover-open']]) {
    if (!(await page.locator(button).first().isVisible())) continue;
    await page.locator(button).first().click();
    await page.locator(panel).waitFor();
    seen.push(...(await page.evaluate(faultsOf, panel)));
    await page.keyboard.press('Escape');
    await page.locator(panel).waitFor({ state: 'hidden' });
  }
}

/** What is wrong with the page as it is laid out, in sentences; within one element, when it is named. */
function faultsOf(within) {
  const faults = [];
  const name = (el) => `${el.tagName.toLowerCase()}${el.id ? `#${el.id}` : ''}${el.className && el.className.split ? `.${el.className.split(' ').join('.')}` : ''} “${el.textContent.trim().replace(/\s+/g, ' ').slice(0, 30)}”`;
  const isShown = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getClientRects().length > 0;
  // Kept for the ear alone, or the link past the masthead until it has the focus.
  const isHidden = (el) => el.closest('.skip, [aria-hidden="true"], .margin') || [...ancestors(el)].some((up) => getComputedStyle(up).clipPath !== 'none');
  function* ancestors(el) { for (let up = el; up && up !== document.documentElement; up = up.parentElement) yield up; }
  const scrolls = (el) => [...ancestors(el)].some((up) => /auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth && up !== document.body);
  /** The box of the letters that are seen. */
  function textBox(el) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || isHidden(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const own = range.getBoundingClientRect();
      Object.assign(box, { left: Math.min(box.left, own.left), top: Math.min(box.top, own.top), right: Math.max(box.right, own.right), bottom: Math.max(box.bottom, own.bottom) });
    }
    return box;
  }
  const root = within ? document.querySelector(within) : document.body;
  if (!within && document.scrollingElement.scrollWidth > innerWidth) {
    const past = [...document.querySelectorAll('body *')].filter((el) => isShown(el) && el.getBoundingClientRect().right > innerWidth + 1 && !scrolls(el));
    faults.push(`is ${document.scrollingElement.scrollWidth} px wide of ${innerWidth}: ${past.slice(0, 3).map(name).join(', ')}`);
  }
  if (within) {
    const box = root.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1) faults.push(`${within} reaches from ${box.left} to ${box.right}`);
    if (root.scrollWidth > root.clientWidth + 1) faults.push(`${within} is ${root.scrollWidth} px wide inside ${root.clientWidth}`);
  }
  const controls = [...root.querySelectorAll('a[href], button, summary, select, input, .choice span')].filter((el) => isShown(el) && !isHidden(el));
  for (const el of [...controls, ...root.querySelectorAll('h1, h2, h3, h4, .label, .kind, .place, legend, th')]) {
    if (!isShown(el) || isHidden(el) || !el.textContent.trim()) continue;
    const own = el.getBoundingClientRect();
    const text = textBox(el);
    // Text that leaves its own button.
    const isBox = el.matches('button, summary, .choice span, .ways a, .search-open');
    if (isBox && (text.right > own.right + 2 || text.left < own.left - 2 || text.bottom > own.bottom + 2 || text.top < own.top - 2)) faults.push(`${name(el)} leaves its box`);
    // Text that an element around it cuts off: with a sign of it, twelve letters have to be left.
    for (const up of ancestors(el)) {
      const style = getComputedStyle(up);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY) || style.display === 'contents') continue;
      const box = up.getBoundingClientRect();
      const cutWide = up.scrollWidth > up.clientWidth + 1;
      const cutHigh = up.scrollHeight > up.clientHeight + 2;
      if (!cutWide && !cutHigh) continue;
      const letters = el.textContent.trim().length * Math.min(1, up.clientWidth / up.scrollWidth) * Math.min(1, up.clientHeight / up.scrollHeight);
      if (letters < Math.min(12, el.textContent.trim().length)) faults.push(`${name(el)} is cut off to ${Math.floor(letters)} letters (${Math.round(box.width)} by ${Math.round(box.height)} px)`);
      break;
    }
    if ((own.right > innerWidth + 1 || own.left < -1) && !scrolls(el)) faults.push(`${name(el)} leaves the screen: ${Math.round(own.left)} to ${Math.round(own.right)}`);
  }
  const bar = within ? [] : [...document.querySelectorAll('.masthead a, .masthead button, .masthead summary')].filter((el) => isShown(el) && !isHidden(el));
  for (const [at, one] of bar.entries()) {
    for (const other of bar.slice(at + 1)) {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) faults.push(`${name(one)} lies over ${name(other)}`);
    }
  }
  // What stays while the text scrolls leaves three quarters of the screen to it.
  const head = document.querySelector('.masthead');
  if (!within && head && getComputedStyle(head).position === 'sticky' && head.offsetHeight > innerHeight / 4) faults.push(`the masthead takes ${head.offsetHeight} of ${innerHeight} px`);
  return [...new Set(faults)];
}

/** Who asked for less motion gets none. */
async function stillness(browser, place, pages, report) {
  const wrong = [];
  const { context, page, faults } = await open(browser, place, { reducedMotion: 'reduce' });
  for (const { path } of pages) {
    await page.goto(address(place, path), { waitUntil: 'load' });
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((el) => {
      const style = getComputedStyle(el);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
    }).map((el) => el.tagName + '.' + el.className));
    wrong.push(...moving.slice(0, 3).map((el) => `${path}: ${el} moves`));
  }
  await context.close();
  report.check(`${pages.length} kinds of page: nothing moves for a reader who asked for less motion`, [...wrong, ...faults]);
}

/** In forced colours every control keeps an edge or an underline, and what is chosen can be told from what is not. */
async function forced(browser, place, pages, report) {
  const wrong = [];
  const { context, page, faults } = await open(browser, place, { forcedColors: 'active' });
  for (const { path } of pages) {
    await page.goto(address(place, path), { waitUntil: 'load' });
    await page.locator('.settings > summary').click();
    const bare = await page.evaluate(() => {
      const hasEdge = (el) => [el, ...el.querySelectorAll('*')].some((one) => ['Top', 'Bottom', 'Left'].some((side) => parseFloat(getComputedStyle(one)[`border${side}Width`]) > 0)) || getComputedStyle(el).textDecorationLine !== 'none';
      const buttons = [...document.querySelectorAll('button, .masthead summary, .ways a, .search-open')].filter((el) => el.checkVisibility());
      const chosen = [...document.querySelectorAll('.settings input:checked + span')].map((el) => [el, getComputedStyle(el)]);
      return [
        ...buttons.filter((el) => !hasEdge(el)).map((el) => `${el.className || el.tagName} has no edge`),
        ...chosen.filter(([, style]) => parseFloat(style.outlineWidth) < 1 || style.outlineStyle === 'none').map(([el]) => `“${el.textContent}” does not look chosen`),
      ];
    });
    wrong.push(...bare.map((fault) => `${path}: ${fault}`));
  }
  await context.close();
  report.check(`${pages.length} kinds of page in forced colours: controls have edges, what is chosen shows it`, [...wrong, ...faults]);
}
