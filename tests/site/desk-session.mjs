// node tests/site/desk-session.mjs IBID SOURCE: an editor's session at the desk on a real report, once by keyboard alone and once by mouse. An edition of
// SOURCE is edited by hand and revised, so that merges stay open and entries lose their places; then everything is answered in the browser: merges, what was
// set aside, 40 suggestions, 20 indicators, 3 names, 5 discrepancies, pairs in doubt, a correction and an annotation of selected words, two of them undone.
// What stands in content/ and edition.yaml is compared with what a careful hand would write, made here of the files alone. Exit code 1 when one fails.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { barriers, covered, current, median, open, renewed, said, select, serve, timed, written } from './desk-browser.mjs';
import { Report } from './report.mjs';

const [ibid, source] = process.argv.slice(2);
if (!ibid || !source) {
  console.error('usage: node tests/site/desk-session.mjs IBID SOURCE');
  process.exit(2);
}
const shots = process.env.IBID_SHOTS || mkdtempSync(join(tmpdir(), 'ibid-shots-'));
mkdirSync(shots, { recursive: true });
const run = (root, ...words) => execFileSync(resolve(ibid), [...words, '--root', root], { stdio: 'ignore' });
const KINDS = ['', 'conflict', 'aside', 'correction', 'indicator', 'discrepancy', 'parallel', 'note', 'unread', 'told'];

/** Paragraphs of plain words that stand once in the source, one a page: the page, the id, the words. */
function paragraphs(root, text, count) {
  const found = [];
  for (const report of readdirSync(join(root, 'content')).filter((name) => existsSync(join(root, 'content', name, '_import')))) {
    for (const name of readdirSync(join(root, 'content', report)).filter((name) => /^\d.*\.md$/.test(name))) {
      const path = `content/${report}/${name}`;
      const own = readFileSync(join(root, path), 'utf8');
      const fits = [...own.split('\n---\n').slice(1).join('\n---\n').matchAll(/^(\p{L}[^[\]*_<>{}|\n]{300,}) \{#(\w+)\}$/gmu)];
      const one = fits.find(([, words]) => text.split(words).length === 2);
      if (one) found.push({ path, words: one[1], id: one[2] });
    }
  }
  if (found.length < count) throw new Error(`only ${found.length} paragraphs to work on`);
  return found.slice(0, count);
}

/** Some words from the middle of a text. */
function middle(text, count) {
  const all = text.split(' '), at = Math.floor(all.length / 2);
  return all.slice(at, at + count).join(' ');
}

/** An entry more at the end of a list of front matter, or of edition.yaml, as a careful hand would write it. */
function added(text, list, lines) {
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n') + 1 : text.length;
  const entry = lines.map((line, at) => `${at ? '    ' : '  - '}${line}\n`).join('');
  const key = text.slice(0, end).indexOf(`\n${list}:\n`);
  if (key < 0) return `${text.slice(0, end)}${list}:\n${entry}${text.slice(end)}`;
  let last = key + list.length + 3;
  for (const line of text.slice(last, end).split(/(?<=\n)/)) {
    if (!/^[ -]/.test(line)) break;
    last += line.length;
  }
  return text.slice(0, last) + entry + text.slice(last);
}

/** An edition of the source with an editor's work in it, and then the revised source. */
function prepared(root) {
  const text = readFileSync(source, 'utf8');
  execFileSync(resolve(ibid), ['init', root], { stdio: 'ignore' });
  mkdirSync(join(root, 'sources'), { recursive: true });
  const own = join(root, 'sources', 'bao-cao.txt');
  writeFileSync(own, text);
  run(root, 'import', own);
  const all = paragraphs(root, text, 6);
  let revised = text;
  const change = (path, work) => writeFileSync(join(root, path), work(readFileSync(join(root, path), 'utf8')));
  for (const [n, one] of all.entries()) {
    const words = middle(one.words, n < 3 ? 1 : 5);
    const whole = one.words, at = whole.indexOf(` ${middle(whole, 12)}`) + 1;
    const put = (other) => whole.slice(0, at) + other + whole.slice(at + words.length);
    if (n < 3) change(one.path, (page) => page.replace(whole, () => put(`BIÊNTẬP${n}`)));
    else change(one.path, (page) => added(page, 'annotations', [`quote: ${JSON.stringify(words)}`, `at: ${one.id}`, `note: "Lời bình ${n}."`]));
    revised = revised.replace(whole, () => put(n < 3 ? `NGUỒN${n}` : `câu ấy nay đã thay hẳn ${n}`));
  }
  writeFileSync(own, revised);
  run(root, 'import', own);
  // What the checks tell of stands in the way of nothing; suggestions are written while merges are open, too.
  spawnSync(resolve(ibid), ['check', '--suggest', '--root', root], { stdio: 'ignore' });
  return all;
}

/** One way to work: by keyboard, or by mouse. */
class Hand {
  constructor(page, isMouse) {
    Object.assign(this, { page, isMouse, times: [] });
  }

  async kind(name) {
    if (this.isMouse) await this.page.click(`#kinds [data-kind="${name}"]`);
    else await this.page.keyboard.press(String(KINDS.indexOf(name)));
    await this.page.waitForTimeout(50);
  }

  async answer(verb) {
    const act = () => (this.isMouse ? this.page.click(`.answers [data-verb=${verb}]`) : this.page.keyboard.press({ accept: 'a', refuse: 'r', seen: 'a', later: 'l' }[verb]));
    this.times.push(await timed(this.page, verb, act));
  }

  /** Opens the form, writes into its fields, saves. */
  async change(fields) {
    const { page } = this;
    if (this.isMouse) await page.click('.answers [data-verb=change]');
    else await page.keyboard.press('c');
    for (const [name, words] of Object.entries(fields)) {
      if (this.isMouse) await page.click(`#change [name=${name}]`);
      else for (let n = 0; n < 9 && (await page.evaluate(() => document.activeElement.name)) !== name; n++) await page.keyboard.press('Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(words);
    }
    await timed(page, 'a form', () => (this.isMouse ? page.click('#change [type=submit]') : page.keyboard.press('Control+Enter')));
  }

  async undo() {
    if (this.isMouse) await this.page.click('#undo');
    else await this.page.keyboard.press('u');
    await written(this.page);
  }

  /** Selects words in a page of the site: with the mouse by dragging. */
  async select(view, id, words) {
    if (!(await select(view, id, words))) throw new Error(`${words} is not in ${id}`);
    if (this.isMouse) {
      const [from, to] = await view.evaluate(() => {
        const boxes = [...getSelection().getRangeAt(0).getClientRects()], first = boxes[0], last = boxes.at(-1);
        getSelection().removeAllRanges();
        return [[first.left + 0.5, first.top + first.height / 2], [last.right - 0.5, last.top + last.height / 2]];
      });
      await view.mouse.move(...from);
      await view.mouse.down();
      await view.mouse.move(...to, { steps: 5 });
      await view.mouse.up();
    }
    await view.waitForTimeout(120);
  }

  /** Writes an entry of the selected words. */
  async entry(view, [list, key], fields) {
    if (this.isMouse) await view.click(`ibid-desk [data-list=${list}]`);
    else await view.keyboard.press(key);
    await view.waitForSelector('ibid-desk form');
    for (const [name, words] of Object.entries(fields)) await view.fill(`ibid-desk form [name=${name}]`, words);
    const begun = performance.now(), next = renewed(view);
    if (this.isMouse) await view.click('ibid-desk form [type=submit]');
    else { await view.focus('ibid-desk form [type=submit]'); await view.keyboard.press('Enter'); }
    await next;
    return performance.now() - begun;
  }
}

const browser = await launch();

async function session(way, width) {
  const report = new Report(`desk, ${way}, ${width} px`);
  const root = mkdtempSync(join(tmpdir(), 'ibid-session-')), kept = mkdtempSync(join(tmpdir(), 'ibid-session-kept-'));
  let at = null;
  try {
    const work = prepared(root);
    cpSync(root, kept, { recursive: true });
    const read = (path) => readFileSync(join(root, path), 'utf8');
    /** What a careful hand would have written so far, by file; null for one that goes. */
    const wanted = new Map();
    const of = (path) => { if (!wanted.has(path)) wanted.set(path, readFileSync(join(kept, path), 'utf8')); return wanted.get(path); };
    const same = (name) => {
      const wrong = [...wanted].filter(([path, text]) => (existsSync(join(root, path)) ? read(path) : null) !== text);
      report.check(`${name}: ${wanted.size} files are what a careful hand would write`, wrong.map(([path]) => path));
      const differ = spawnSync('diff', ['-rq', join(root, 'content'), join(kept, 'content')], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
      report.check(`${name}: no other file of content/ changed`, differ.filter((line) => ![...wanted.keys()].some((path) => line.includes(path.split('/').at(-1)))));
    };
    at = await serve(ibid, root);
    const faults = [];
    const page = await open(browser, at.desk, faults, width, width > 1100 ? 900 : 768);
    const hand = new Hand(page, way === 'mouse');
    const queue = async () => new Map((await (await page.request.get(`${at.desk}queue`)).json()).items.map((item) => [item.id, item]));
    let items = await queue();
    const shown = async (kind) => {
      const item = items.get(await current(page));
      if (item?.kind !== kind) throw new Error(`no ${kind} is shown: ${await said(page)}`);
      return item;
    };
    const look = async (name) => {
      await page.screenshot({ path: join(shots, `desk-${way}-${width}-${name}.png`) });
      report.check(`${name}: axe finds nothing`, await barriers(page));
      report.check(`${name}: all is in sight`, await covered(page));
    };

    await report.run('merges and what was set aside', async () => {
      const counted = (kind) => [...items.values()].filter((item) => item.kind === kind).length;
      report.check('3 merges and 3 entries wait', counted('conflict') === 3 && counted('aside') === 3 ? [] : [`${counted('conflict')} and ${counted('aside')}`]);
      await hand.kind('conflict');
      await look('conflict');
      for (const verb of ['accept', 'refuse', 'change']) {
        const { spot: { path } } = await shown('conflict');
        const [block, ours, theirs] = of(path).match(/<{7}[^\n]*\n([\s\S]*?)={7}\n([\s\S]*?)>{7}[^\n]*\n/);
        const own = `${ours.trimEnd().replace('BIÊNTẬP', 'CHUNG')}\n`;
        wanted.set(path, of(path).replace(block, () => ({ accept: theirs, refuse: ours, change: own })[verb]));
        if (verb === 'change') await hand.change({ text: own });
        else await hand.answer(verb);
      }
      await hand.kind('aside');
      await look('aside');
      for (const verb of ['accept', 'change', 'refuse']) {
        const { spot: { path } } = await shown('aside');
        // The list is one of blocks "- list: …"; the entry's lines stand below `entry:`, four spaces in.
        const [head, first, ...rest] = of(path).split(/^(?=- list:)/m);
        const left = rest.length ? [head, ...rest].join('') : null;
        const page = path.replace('_aside.yaml', first.match(/page: "(.*)"/)[1]), list = first.match(/^- list: (.*)$/m)[1];
        let lines = first.split(/^ {2}entry:\n/m)[1].trimEnd().split('\n').map((line) => line.slice(4));
        if (verb === 'change') lines = lines.map((line) => line.replace('Lời bình', 'Lời bình đã sửa'));
        wanted.set(path, left);
        if (verb !== 'refuse') wanted.set(page, added(of(page), list, lines));
        if (verb === 'change') await hand.change({ text: lines.join('\n') });
        else await hand.answer(verb);
      }
      same('merges and entries');
    });

    // The whole site can be built again.
    for (let n = 0; n < 600 && !(await page.request.get(`${at.desk}site/index.html`)).ok(); n++) await page.waitForTimeout(100);
    await page.reload();
    await page.waitForSelector('#list li');
    await page.waitForTimeout(3000);
    items = await queue();

    /** The entry of a proposal, by its words: the queue follows the text, the list need not. */
    const proposal = (item, verb, name) => {
      const { path } = item.spot, isFigure = item.kind === 'indicator';
      // What is suspected and written nowhere becomes an entry; the rest are entries.
      if (item.code) {
        const lines = [`quote: ${JSON.stringify(item.change[0])}`, `at: "${item.spot.url.split('#')[1].replace(/^fn-/, '^')}"`, `read: ${JSON.stringify(item.change[1])}`, `reason: ${JSON.stringify(item.why)}`];
        wanted.set(path, added(of(path), 'corrections', verb === 'refuse' ? [...lines, 'status: refused'] : lines));
        return;
      }
      const mark = isFigure ? '    status: proposed\n' : '    proposed: true\n';
      const words = item.sentence.find(([role]) => role === 'marked')[1], named = item.fields.find((field) => field.name === 'name')?.value;
      const entries = [...of(path).matchAll(/^ {2}- [\s\S]*?(?=^ {2}- |^\S)/gm)];
      const has = (entry, line) => entry.includes(`${line}\n`);
      const found = entries.filter(([entry]) => entry.includes(mark) && (isFigure
        ? has(entry, `quote: ${JSON.stringify(words)}`) && has(entry, `name: ${JSON.stringify(named)}`)
        : has(entry, `quote: ${JSON.stringify(item.change[0])}`) && has(entry, `read: ${JSON.stringify(item.change[1])}`)));
      if (!found.length) throw new Error(`${path} has no entry of ${item.id}`);
      let entry = found[0][0].replace(mark, verb === 'refuse' ? '    status: refused\n' : '');
      if (name) entry = entry.replace(`name: ${JSON.stringify(named)}\n`, () => `name: ${JSON.stringify(name)}\n`);
      const start = found[0].index;
      wanted.set(path, of(path).slice(0, start) + entry + of(path).slice(start + found[0][0].length));
    };
    await report.run('proposals', async () => {
      for (const [kind, count] of [['correction', 40], ['indicator', 20]]) {
        await hand.kind(kind);
        await look(kind);
        for (let n = 0; n < count; n++) {
          const verb = n % 4 === 3 ? 'refuse' : 'accept';
          proposal(await shown(kind), verb);
          await hand.answer(verb);
        }
      }
      for (let n = 0; n < 3; n++) {
        proposal(await shown('indicator'), 'accept', `Tên sửa lại ${n}`);
        if (n === 0) {
          await page.keyboard.press('c');
          await look('form');
          await page.keyboard.press('Escape');
        }
        await hand.change({ name: `Tên sửa lại ${n}` });
      }
      same('40 suggestions, 20 indicators, 3 names');
    });

    await report.run('what the edition says twice', async () => {
      const places = (item) => JSON.stringify([item.spot, item.other.spot].map((spot) => `${spot.path.split('/')[1]}#${spot.url.split('#')[1]}`)).replace(',', ', ');
      await hand.kind('discrepancy');
      await look('discrepancy');
      for (let n = 0; n < 5; n++) {
        const item = await shown('discrepancy'), verb = n === 4 ? 'refuse' : 'accept';
        const reason = verb === 'accept' ? 'Giữ nguyên cả hai số như bản in.' : 'Hai số không nói về cùng một việc.';
        const values = item.change.map((value) => JSON.stringify(value)).join(', ');
        wanted.set('edition.yaml', added(of('edition.yaml'), 'settled', [`at: ${places(item)}`, `values: [${values}]`, `reason: ${JSON.stringify(reason)}`]));
        await hand.answer(verb);
      }
      await hand.kind('parallel');
      await look('parallel');
      const doubtful = [...items.values()].filter((item) => item.kind === 'parallel').length;
      report.check(`pairs in doubt are few (${doubtful})`, doubtful > 0 && doubtful < 60 ? [] : [String(doubtful)]);
      for (let n = 0; n < 3; n++) {
        const item = await shown('parallel'), verb = n === 1 ? 'refuse' : 'accept';
        wanted.set('edition.yaml', added(of('edition.yaml'), 'parallels', [`at: ${places(item)}`, `answer: ${verb === 'accept' ? 'same' : 'other'}`]));
        await hand.answer(verb);
      }
      same('5 discrepancies, 3 pairs');
    });

    await report.run('selected words', async () => {
      const one = work[5], context = page.context();
      await context.addInitScript(() => { const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); }; });
      const view = await context.newPage();
      view.on('pageerror', (error) => faults.push(error.message));
      const item = [...items.values()].find((item) => item.spot.path === one.path && item.spot.url);
      const address = item ? item.spot.url.split('#')[0] : `${one.path.split('/')[1]}/${one.path.split('/')[2].replace(/^\d+-|\.md$/g, '')}.html`;
      const there = await view.goto(`${at.desk}site/${address}#${one.id}`, { waitUntil: 'domcontentloaded' });
      if (!there.ok()) throw new Error(`${address}: ${there.status()}`);
      await view.waitForSelector('[data-list]');
      const before = of(one.path), head = one.words.split(' ').slice(0, 9).join(' ');
      const [first, second] = [head.split(' ').slice(1, 4).join(' '), head.split(' ').slice(5, 8).join(' ')];
      await hand.select(view, one.id, first);
      const times = [await hand.entry(view, ['corrections', 'c'], { read: `${first} sửa`, reason: 'Sót một chữ.' })];
      wanted.set(one.path, added(of(one.path), 'corrections', [`quote: ${JSON.stringify(first)}`, `at: "${one.id}"`, `read: ${JSON.stringify(`${first} sửa`)}`, 'reason: "Sót một chữ."']));
      same('a correction of selected words');
      await hand.select(view, one.id, second);
      times.push(await hand.entry(view, ['annotations', 'n'], { note: 'Xem thêm phụ lục.' }));
      wanted.set(one.path, added(of(one.path), 'annotations', [`quote: ${JSON.stringify(second)}`, `at: "${one.id}"`, 'note: "Xem thêm phụ lục."']));
      same('an annotation of selected words');
      report.check('the page shows both', await view.evaluate((words) => words.filter((one) => !document.body.textContent.includes(one)), ['Xem thêm phụ lục.', `${first} sửa`]));
      report.check('the page with the bar: axe finds nothing', await barriers(view, 'ibid-desk'));
      await view.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await view.waitForTimeout(100);
      const hidden = await view.evaluate(() => {
        const bar = document.querySelector('ibid-desk').getBoundingClientRect(), last = [...document.querySelectorAll('footer, main')].at(-1).getBoundingClientRect();
        return [last.bottom > bar.top + 1 ? `the end of the page stands ${Math.round(last.bottom - bar.top)} px below the bar's upper edge` : '', document.documentElement.scrollWidth > innerWidth ? 'too wide' : ''].filter(Boolean);
      });
      report.check('the page with the bar: nothing is covered for good', hidden);
      await view.screenshot({ path: join(shots, `desk-${way}-${width}-page.png`) });
      await view.close();
      console.log(`       from the key to the page with the entry: ${times.map((time) => Math.round(time)).join(', ')} ms`);
      await page.bringToFront();
      await page.waitForTimeout(3200);
      await hand.undo();
      await hand.undo();
      wanted.set(one.path, before);
      same('two are undone');
    });
    console.log(`       from the ${way === 'mouse' ? 'click' : 'key'} to the next task: median ${Math.round(median(hand.times))} ms, worst ${Math.round(Math.max(...hand.times))} ms, ${hand.times.length} answers`);
    report.check('no script fails', faults.filter((fault) => !/Content Security Policy|Failed to load resource/.test(fault)));
    return report.failed;
  } finally {
    await at?.end();
    for (const folder of [root, kept]) rmSync(folder, { recursive: true, force: true });
  }
}

let failed = 0;
try {
  failed += await session('keyboard', 1440);
  failed += await session('mouse', 1024);
  console.log(`       pictures: ${shots}`);
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
