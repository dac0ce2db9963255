// node tests/site/desk.mjs IBID [EDITION]: the desk of `ibid serve` in a browser. A session by keyboard on a small edition, by mouse, in the page; what
// pages of the edition and other sites can do to it; with EDITION a longer session on a copy of that one. The content is compared with what a
// careful hand would write. Exit code 1 when one fails.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AXE, launch } from './browser.mjs';
import { Report } from './report.mjs';

const [ibid, edition] = process.argv.slice(2);
if (!ibid) {
  console.error('usage: node tests/site/desk.mjs IBID [EDITION]');
  process.exit(2);
}
const report = new Report('desk');
const shots = process.env.IBID_SHOTS || mkdtempSync(join(tmpdir(), 'ibid-shots-'));
mkdirSync(shots, { recursive: true });
const browser = await launch();

const FIRST = 'content/bao-cao/01-ket-qua.md';
const SECOND = 'content/bao-cao/02-viec.md';
const proposed = (quote, at, read) => `  - quote: ${quote}\n    at: ${at}\n    read: ${read}\n    reason: giữa hai chữ bên cạnh, ấn bản vẫn viết “${read.split(' ')[0]}”\n    proposed: true\n`;
const figure = (name, value, at) => `  - name: ${name}\n    value: ${value}\n    unit: ha\n    kind: actual\n    quote: ${value} ha\n    at: ${at}\n    status: proposed\n`;
const FILES = {
  'edition.yaml': 'title: Ấn bản thử # tên\nlanguage: vi\n',
  'content/_index.md': '---\ntitle: Ấn bản thử\n---\n\nLời mở đầu.\n',
  'content/bao-cao/_index.md': '---\ntitle: Báo cáo\n---\n',
  [FIRST]: `---\ntitle: Kết quả # giữ lời này\nindicators:\n${figure('Diện tích chè', 125, 'k7f2')}${figure('Diện tích cam', 60, 'k7f3')}corrections:\n${proposed('chi tiêu năm', 'k7f2', 'chỉ tiêu năm')}${proposed('chi tiêu quý', 'k7f3', 'chỉ tiêu quý')}---\n\n`
    + 'Xã trồng 125 ha chè, đạt chi tiêu năm. {#k7f2}\n\nXã trồng 60 ha cam, đạt chi tiêu quý. {#k7f3}\n\nToàn xã có 30 cán bộ, công chức (12 cán bộ, công chức cấp xã; 17 cán bộ, công chức cấp thôn). {#sum0}\n',
  [SECOND]: `---\ntitle: Việc sắp làm\ncorrections:\n${proposed('chi tiêu mới', 'm2n3', 'chỉ tiêu mới')}${proposed('bến đo', 'm2n4', 'bến đò')}---\n\nXã nhận chi tiêu mới. {#m2n3}\n\nXã sửa bến đo trong quý hai và giữ đất lúa. {#m2n4}\n`,
};

/** The program at work on a folder: its addresses, and how to end it. */
async function serve(root) {
  const server = spawn(resolve(ibid), ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, IBID_LANGUAGE: 'vi' } });
  const found = [];
  await new Promise((done) => createInterface({ input: server.stdout }).on('line', (line) => {
    const at = line.match(/http:\/\/\S+/);
    if (at) found.push(at[0]);
    if (found.length === 2) done();
  }));
  const end = () => new Promise((ended) => { server.on('exit', ended); server.kill('SIGINT'); });
  return { site: found[0], desk: found[1], end, server };
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** A desk in a browser window, with what it complains of. */
async function open(address, faults, width = 1440, height = 900) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  await page.goto(address);
  await page.waitForSelector('#list li', { timeout: 120000 });
  return page;
}

const current = (page) => page.evaluate(() => document.querySelector('#list [aria-current=true]')?.dataset.id ?? '');
const said = (page) => page.evaluate(() => document.querySelector('#said').textContent);

/** Presses a key and waits until the next task is shown and the answer is written; how long the first took in milliseconds, as the page itself sees it. */
async function answer(page, key) {
  const before = await page.evaluate(() => {
    window.pressed = 0;
    addEventListener('keydown', () => { window.pressed = performance.now(); }, { once: true, capture: true });
    const list = document.querySelector('#list'), far = document.querySelector('#far').textContent;
    window.shown = new Promise((done) => {
      const watch = new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - window.pressed)));
      watch.observe(document.querySelector('#main'), { childList: true });
    });
    return [list.querySelector('[aria-current=true]')?.dataset.id, far];
  });
  await page.keyboard.press(key);
  const time = await page.evaluate(() => Promise.race([window.shown, new Promise((done) => setTimeout(done, 20000, -1))]));
  if (time < 0) throw new Error(`nothing happens after ${key} at ${before}: ${await said(page)}`);
  await page.waitForSelector('#main:not([aria-busy])', { timeout: 20000 });
  return time;
}

async function axe(page, name, root) {
  await page.evaluate(AXE);
  const found = await page.evaluate((root) => axe.run(root || document).then((result) => result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 120)}`)), root);
  report.check(`axe finds nothing: ${name}`, found);
}

async function small() {
  const root = mkdtempSync(join(tmpdir(), 'ibid-desk-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const at = await serve(root);
  const faults = [];
  const same = (name, path, wanted) => report.check(name, read(path) === wanted ? [] : [`${path} is\n${read(path)}\nand should be\n${wanted}`]);
  try {
    const page = await open(at.desk, faults);
    const now = { ...FILES };
    const accepted = (text, quote, read) => {
      const start = text.indexOf(`  - quote: ${quote}`), end = text.indexOf('    proposed: true\n', start);
      return text.slice(0, start) + text.slice(start, end) + text.slice(end + '    proposed: true\n'.length);
    };

    await report.run('keyboard', async () => {
      await page.screenshot({ path: join(shots, 'desk-1440.png') });
      await axe(page, 'the desk');
      // One accepted and taken back, all that are alike accepted at once.
      await answer(page, 'a');
      now[FIRST] = accepted(FILES[FIRST], 'chi tiêu năm', 'chỉ');
      same('a: one line goes, the reason is in the edition\'s language', FIRST, now[FIRST]);
      await answer(page, 'u');
      same('u: exactly as it was', FIRST, FILES[FIRST]);
      await answer(page, 'Shift+A');
      now[FIRST] = accepted(accepted(FILES[FIRST], 'chi tiêu năm', 'chỉ'), 'chi tiêu quý', 'chỉ');
      now[SECOND] = accepted(FILES[SECOND], 'chi tiêu mới', 'chỉ');
      same('Shift A: all that are alike, here', FIRST, now[FIRST]);
      same('Shift A: and on the other page', SECOND, now[SECOND]);
      // The last correction is changed.
      await page.keyboard.press('c');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('bến đò cũ');
      await answer(page, 'Enter');
      now[SECOND] = accepted(now[SECOND], 'bến đo', 'bến').replace('read: bến đò', 'read: "bến đò cũ"');
      same('c: the reading as it was typed', SECOND, now[SECOND]);
      // Figures: one later, one changed, one refused.
      const first = await current(page);
      await answer(page, 'l');
      report.check('l: the next one is shown', (await current(page)) !== first ? [] : ['it stays']);
      await page.keyboard.press('c');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('61,5');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#said.wrong');
      report.check('c: a figure that the words do not state is refused', (await said(page)).includes('Giá trị') ? [] : [await said(page)]);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('60,0');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Diện tích vườn cam');
      await answer(page, 'Enter');
      now[FIRST] = now[FIRST].replace('name: Diện tích cam', 'name: "Diện tích vườn cam"').replace('quote: 60 ha\n    at: k7f3\n    status: proposed\n', 'quote: 60 ha\n    at: k7f3\n');
      same('c: a figure with another name', FIRST, now[FIRST]);
      await page.keyboard.press('4');
      await answer(page, 'r');
      now[FIRST] = now[FIRST].replace('    status: proposed\n', '    status: refused\n');
      same('r: it is refused', FIRST, now[FIRST]);
      await page.keyboard.press('5');
      await page.waitForSelector('#reason');
      await page.fill('#reason', 'In như thế.');
      await page.focus('#main');
      await answer(page, 'a');
      const settled = 'settled:\n  - at: ["bao-cao#sum0", "bao-cao#sum0"]\n    values: ';
      report.check('a discrepancy is settled in edition.yaml', read('edition.yaml').startsWith(FILES['edition.yaml'] + settled) && read('edition.yaml').endsWith('reason: "In như thế."\n') ? [] : [read('edition.yaml')]);
      await page.keyboard.press('?');
      await page.screenshot({ path: join(shots, 'desk-help.png') });
      await axe(page, 'the help');
      await page.keyboard.press('Escape');
      report.check('the progress is counted', (await page.innerText('#far')).includes('đã xong 7 ') ? [] : [await page.innerText('#far')]);
    });

    await report.run('another program', async () => {
      await page.keyboard.press('0');
      writeFileSync(join(root, FIRST), now[FIRST].replace('status: refused', 'status: proposed'));
      await page.keyboard.press('4');
      await page.waitForFunction(() => [...document.querySelectorAll('#list .what')].some((one) => one.textContent.includes('125')), null, { timeout: 60000 });
      await page.keyboard.press('4');
      // Saved again before the desk can have read it.
      const saved = read(FIRST).replace('Xã trồng 125 ha', 'Xã ta trồng 125 ha');
      writeFileSync(join(root, FIRST), saved);
      const before = await said(page);
      await page.click('[data-verb=accept]');
      await page.waitForFunction((before) => document.querySelector('#said').textContent !== before, before, { timeout: 20000 });
      const words = await said(page);
      const is = read(FIRST);
      report.check('what another program saved is not overwritten', is.includes('Xã ta trồng 125 ha') ? [] : [is]);
      report.check('and the editor is told, or the answer stands in the new text', words.includes('chương trình khác') || !is.includes('status: proposed') ? [] : [words]);
      writeFileSync(join(root, FIRST), now[FIRST]);
    });

    await report.run('in the page', async () => {
      const view = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      view.on('pageerror', (error) => faults.push(error.message));
      await view.goto(`${at.desk}site/bao-cao/viec-sap-lam.html`).catch(() => {});
      if (!(await view.$('#m2n4'))) await view.goto(`${at.desk}site/bao-cao/viec.html`);
      const select = (id, words) => view.evaluate(([id, words]) => {
        const walk = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const start = node.data.indexOf(words);
          if (start >= 0) { getSelection().setBaseAndExtent(node, start, node, start + words.length); return true; }
        }
        return false;
      }, [id, words]);
      const wait = () => view.waitForTimeout(150);
      report.check('the words are there', (await select('m2n4', 'đất lúa')) ? [] : ['not found']);
      await wait();
      await view.keyboard.press('n');
      await view.waitForTimeout(400);
      await view.screenshot({ path: join(shots, 'desk-page-1440.png') });
      await view.keyboard.type('Nay là đất vườn.');
      const renewed = () => view.evaluate(() => new Promise((done) => new MutationObserver(() => requestAnimationFrame(() => done())).observe(document.querySelector('ibid-desk'), { attributes: true })));
      const begun = performance.now();
      const loaded = renewed();
      await view.keyboard.press('Tab');
      await view.keyboard.press('Enter');
      await loaded;
      console.log(`       from the key to the page with the note: ${Math.round(performance.now() - begun)} ms`);
      now[SECOND] = now[SECOND].replace('---\n\nXã nhận', 'annotations:\n  - quote: "đất lúa"\n    at: "m2n4"\n    note: "Nay là đất vườn."\n---\n\nXã nhận');
      same('n: an annotation of the selected words', SECOND, now[SECOND]);
      await view.waitForFunction(() => document.body.textContent.includes('Nay là đất vườn.'), null, { timeout: 30000 });
      report.check('the page shows it');
      const press = async (id, words, key) => {
        await select(id, words);
        await wait();
        const again = renewed();
        await view.keyboard.press(key);
        await again;
      };
      await press('m2n4', 'và giữ', 's');
      const parted = read(SECOND);
      report.check('s: the selected words open a paragraph, and the note goes with its words', parted.includes('trong quý hai {#m2n4}\n\nvà giữ đất lúa.') && !/note: "Nay/.test(parted.split('at: "m2n4"')[1] ?? '') ? [] : [parted]);
      await press('m2n4', 'Xã sửa', 'j');
      same('j: joined again, it is as it was', SECOND, now[SECOND]);
      const blocked = await view.evaluate(() => [...document.querySelectorAll('script[src]')].some((script) => script.src.includes('reader.js')));
      report.check('the page\'s own scripts do not run in the view', blocked && (await view.evaluate(() => typeof window.ibidSearch)) === 'undefined' ? [] : ['they may']);
      await view.close();
    });

    await report.run('a page of the edition', async () => {
      const before = [read(FIRST), read(SECOND), read('edition.yaml')];
      const page = await browser.newPage();
      // What was just written loads the page anew; here it stays.
      await page.route('**/reload.js', (route) => route.abort());
      await page.goto(at.site);
      const token = at.desk.split('/').at(-2);
      const tried = await page.evaluate(async ([desk, token]) => {
        const got = [];
        const body = JSON.stringify({ items: [['a', 'b']], verb: 'accept' });
        const ask = async (name, address, options) => {
          try {
            const answer = await fetch(address, options);
            const text = await answer.text();
            if (text) got.push(`${name}: ${text.slice(0, 80)}`);
          } catch { /* as it should be */ }
        };
        await ask('the desk without its token', `${new URL(desk).origin}/-/desk/`, {});
        await ask('the queue', `${desk}queue`, {});
        await ask('undo with the token', `${desk}undo`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Desk-Token': token }, body: '{}' });
        await ask('undo without preflight', `${desk}undo`, { method: 'POST', mode: 'no-cors', body });
        await ask('the desk of the site', '/-/desk/queue', {}).catch(() => {});
        const frame = document.createElement('iframe');
        frame.src = desk;
        document.body.append(frame);
        await new Promise((done) => { frame.onload = done; setTimeout(done, 3000); });
        try { if (frame.contentDocument?.querySelector('#list')) got.push('a frame shows the desk'); } catch { /* another origin */ }
        return got.filter((one) => !one.startsWith('the desk of the site'));
      }, [at.desk, token]);
      report.check('it can read nothing of the desk', tried);
      report.check('and write nothing', JSON.stringify(before) === JSON.stringify([read(FIRST), read(SECOND), read('edition.yaml')]) ? [] : ['a file changed']);
      await page.close();
    });

    await report.run('1024 px', async () => {
      writeFileSync(join(root, SECOND), FILES[SECOND]);
      const narrow = await open(at.desk, faults, 1024, 768);
      const wide = await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      report.check('nothing overflows at 1024 px', wide > 0 ? [`${wide} px`] : []);
      await narrow.keyboard.press('c');
      await narrow.screenshot({ path: join(shots, 'desk-1024.png') });
      const seen = await narrow.evaluate(() => ['.passage mark', '.answers', 'form'].filter((one) => {
        const box = document.querySelector(one)?.getBoundingClientRect();
        return !box || box.top < 0 || box.top > innerHeight - 40;
      }));
      report.check('the words, the answers and the form are in sight', seen);
      await axe(narrow, 'at 1024 px, with a form');
      await narrow.context().close();
    });
    report.check('no script fails', faults.filter((fault) => !/Content Security Policy|Failed to load resource/.test(fault)));
  } finally {
    const code = await at.end();
    report.check('it ends cleanly', code === 0 ? [] : [`exit code ${code}`]);
    rmSync(root, { recursive: true, force: true });
  }
}

/** 40 suggestions, 20 figures and 5 discrepancies of a real edition, by keyboard. */
async function real(edition) {
  const root = mkdtempSync(join(tmpdir(), 'ibid-desk-real-'));
  for (const part of ['edition.yaml', 'content']) cpSync(join(edition, part), join(root, part), { recursive: true });
  execFileSync(resolve(ibid), ['check', '--suggest', '--root', root], { stdio: 'ignore' });
  const kept = mkdtempSync(join(tmpdir(), 'ibid-desk-kept-'));
  cpSync(root, kept, { recursive: true });
  const read = (folder, path) => readFileSync(join(folder, path), 'utf8');
  const at = await serve(root);
  const faults = [];
  try {
    const page = await open(at.desk, faults);
    await page.screenshot({ path: join(shots, 'desk-real-1440.png') });
    const queue = await (await page.request.get(`${at.desk}queue`)).json();
    const expected = {};
    const of = (path) => (expected[path] ??= read(kept, path));
    const times = [];
    let refused = 0;
    // What a careful hand would write, by the lines of the entry alone.
    const hand = (item, key) => {
      const path = item.spot.path, isFigure = item.kind === 'indicator';
      const mark = isFigure ? '    status: proposed\n' : '    proposed: true\n';
      // The queue follows the text, the list need not: an entry is known by its words and name.
      const words = item.sentence.find(([role]) => role === 'marked')[1];
      const value = (name) => item.fields.find((field) => field.name === name)?.value;
      let start = of(path).indexOf(`  - quote: ${JSON.stringify(item.change[0])}\n`);
      for (let at = of(path).indexOf('  - name:'); isFigure && at >= 0; at = of(path).indexOf('  - name:', at + 1)) {
        const own = of(path).slice(at).split('\n  - ')[0];
        if (own.includes(`quote: ${JSON.stringify(words)}\n`) && own.includes(`name: ${JSON.stringify(value('name'))}\n`) && own.includes('status: proposed')) { start = at; break; }
      }
      const end = of(path).indexOf(mark, start);
      let entry = of(path).slice(start, end);
      if (key === 'a' && !isFigure) entry = entry.replace(/reason: ".*"/, () => `reason: ${JSON.stringify(item.why)}`);
      expected[path] = of(path).slice(0, start) + entry + (key === 'r' ? '    status: refused\n' : '') + of(path).slice(end + mark.length);
    };
    const byId = new Map(queue.items.map((item) => [item.id, item]));
    const many = async (kind, count, key) => {
      await page.keyboard.press(key);
      for (let n = 0; n < count; n++) {
        const item = byId.get(await current(page));
        if (item?.kind !== kind) throw new Error(`no ${kind} is shown: ${await said(page)}`);
        const verb = n % 4 === 3 ? 'r' : 'a';
        refused += verb === 'r';
        hand(item, verb);
        times.push(await answer(page, verb));
      }
    };
    await report.run('a session on the real input', async () => {
      await many('correction', 40, '3');
      await many('indicator', 20, '4');
      await page.keyboard.press('5');
      let lines = read(kept, 'edition.yaml') + 'settled:\n';
      for (let n = 0; n < 5; n++) {
        const item = byId.get(await current(page));
        times.push(await answer(page, 'a'));
        const places = [item.spot, item.other.spot].map((spot) => `${spot.path.split('/')[1]}#${spot.url.split('#')[1]}`);
        lines += `  - at: ${JSON.stringify(places).replace(',', ', ')}\n    values: [${item.change.map((value) => JSON.stringify(value)).join(', ')}]\n    reason: "Giữ nguyên cả hai số như bản in."\n`;
      }
      report.check('edition.yaml is what a careful hand would write', read(root, 'edition.yaml') === lines ? [] : [read(root, 'edition.yaml').slice(-1500), lines.slice(-1500)]);
      const wrong = Object.keys(expected).filter((path) => read(root, path) !== expected[path]);
      report.check(`${Object.keys(expected).length} pages are what a careful hand would write (${refused} of 60 refused)`, wrong);
      await answer(page, 'u');
      await answer(page, 'u');
      report.check('two are undone', read(root, 'edition.yaml') === lines.split('  - at:').slice(0, -2).join('  - at:') ? [] : [read(root, 'edition.yaml').slice(-900)]);
      const differ = spawnSync('diff', ['-rq', join(root, 'content'), join(kept, 'content')], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
      const others = differ.filter((line) => !Object.keys(expected).some((path) => line.includes(`/${path} `)));
      report.check('no other file of content/ changed', others);
      console.log(`       from the key to the next task: median ${Math.round(median(times))} ms, worst ${Math.round(Math.max(...times))} ms, ${times.length} answers`);
    });
    report.check('no script fails', faults.filter((fault) => !/Failed to load resource/.test(fault)));
  } finally {
    await at.end();
    for (const folder of [root, kept]) rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await small();
  if (edition && existsSync(edition)) await real(edition);
  console.log(`       pictures: ${shots}`);
} finally {
  await browser.close();
}
process.exitCode = report.failed ? 1 : 0;
