// What the checks of the desk share: the program at work, a window on the desk, keys with what they cost, what an editor sees.

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AXE } from './browser.mjs';

/** The program at work on a folder: its addresses, and how to end it. */
export async function serve(ibid, root, language = 'vi') {
  const server = spawn(resolve(ibid), ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, IBID_LANGUAGE: language } });
  const found = [];
  await new Promise((done) => createInterface({ input: server.stdout }).on('line', (line) => {
    const at = line.match(/http:\/\/\S+/);
    if (at) found.push(at[0]);
    if (found.length === 2) done();
  }));
  const end = () => new Promise((ended) => { server.on('exit', ended); server.kill('SIGINT'); });
  return { site: found[0], desk: found[1], end };
}

/** A desk in a browser window, with what it complains of. */
export async function open(browser, address, faults, width = 1440, height = 900) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  await page.goto(address);
  await page.waitForSelector('#list li', { timeout: 180000 });
  return page;
}

export const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
export const current = (page) => page.evaluate(() => document.querySelector('#list [aria-current=true]')?.dataset.id ?? '');
export const said = (page) => page.evaluate(() => document.querySelector('#said').textContent);
export const written = (page) => page.waitForSelector('#main:not([aria-busy])', { timeout: 30000 });

/** Does something and waits until the next task is shown and the answer is written; how long the first took in milliseconds, as the page sees it. */
export async function timed(page, what, act) {
  const before = await page.evaluate(() => {
    const begin = () => { window.pressed ||= performance.now(); };
    window.pressed = 0;
    for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, begin, { once: true, capture: true });
    window.shown = new Promise((done) => {
      const watch = new MutationObserver(() => requestAnimationFrame(() => { watch.disconnect(); done(performance.now() - window.pressed); }));
      watch.observe(document.querySelector('#main'), { childList: true });
    });
    return [document.querySelector('#list [aria-current=true]')?.dataset.id, document.querySelector('#far').textContent];
  });
  await act();
  const time = await page.evaluate(() => Promise.race([window.shown, new Promise((done) => setTimeout(done, 20000, -1))]));
  if (time < 0) throw new Error(`nothing happens after ${what} at ${before}: ${await said(page)}`);
  await written(page);
  return time;
}

export const answer = (page, key) => timed(page, key, () => page.keyboard.press(key));

/** What axe finds, in words. */
export async function barriers(page, root) {
  await page.evaluate(AXE);
  return page.evaluate((root) => axe.run(root || document, { resultTypes: ['violations'] }).then((result) => result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 160)}`)), root);
}

/** What does not fit the window, or is covered by something else when it is scrolled to. */
export function covered(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth, faults = wide > 0 ? [`${wide} px too wide`] : [];
    for (const one of document.querySelectorAll('main button, main a, main mark, main input, main select, main textarea, header a, header button, footer button, #kinds button')) {
      if (one.closest('main') && !one.closest('.answers')) one.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = one.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      const room = one.closest('main')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
      if (!box.width || y < room.top || y > room.bottom || one.disabled || one.closest('[hidden]')) continue;
      if (x < 0 || x > innerWidth) { faults.push(`out of sight: ${one.outerHTML.slice(0, 80)}`); continue; }
      const top = document.elementFromPoint(x, y);
      if (one.matches('mark') && one.getClientRects().length > 1) continue;
      if (!top || !(one === top || one.contains(top) || top.contains(one))) faults.push(`covered by ${top?.outerHTML.slice(0, 60)}: ${one.outerHTML.slice(0, 80)}`);
    }
    document.querySelector('main').scrollTop = 0;
    return faults;
  });
}

/** Selects words of an element of the page. */
export function select(view, id, words) {
  return view.evaluate(([id, words]) => {
    const walk = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const start = node.data.indexOf(words);
      if (start < 0) continue;
      node.parentElement.scrollIntoView({ block: 'center' });
      getSelection().setBaseAndExtent(node, start, node, start + words.length);
      return true;
    }
    return false;
  }, [id, words]);
}

/** The next page that stands in the desk's view. */
export const renewed = (view) => view.evaluate(() => new Promise((done) => new MutationObserver((_, watch) => requestAnimationFrame(() => { watch.disconnect(); done(); })).observe(document.querySelector('ibid-desk'), { attributes: true })));
