// node tests/site/desk.mjs IBID: the desk of `ibid serve` in a browser. A session by keyboard on a small edition, by mouse, in the page; what
// pages of the edition and other sites can do to it. The content is compared with what a careful hand would write. Exit code 1 when one fails.
// A session on the real input is desk-session.mjs.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { answer, barriers, current, open, renewed as next, said, select as choose, serve, written } from './desk-browser.mjs';
import { Report } from './report.mjs';

const [ibid] = process.argv.slice(2);
if (!ibid) {
  console.error('usage: node tests/site/desk.mjs IBID');
  process.exit(2);
}
const report = new Report('desk');
const shots = process.env.IBID_SHOTS || mkdtempSync(join(tmpdir(), 'ibid-shots-'));
mkdirSync(shots, { recursive: true });
const browser = await launch();

const FIRST = 'content/bao-cao/01-ket-qua.md';
const SECOND = 'content/bao-cao/02-viec.md';
const THIRD = 'content/bao-cao/03-them.md';
const proposed = (quote, at, read) => `  - quote: ${quote}\n    at: ${at}\n    read: ${read}\n    reason: giữa hai chữ bên cạnh, ấn bản vẫn viết “${read.split(' ')[0]}”\n    proposed: true\n`;
const figure = (name, value, at) => `  - name: ${name}\n    value: ${value}\n    unit: ha\n    kind: actual\n    quote: ${value} ha\n    at: ${at}\n    status: proposed\n`;
const FILES = {
  'edition.yaml': 'title: Ấn bản thử # tên\nlanguage: vi\n',
  'content/_index.md': '---\ntitle: Ấn bản thử\n---\n\nLời mở đầu.\n',
  'content/bao-cao/_index.md': '---\ntitle: Báo cáo\n---\n',
  [FIRST]: `---\ntitle: Kết quả # giữ lời này\nindicators:\n${figure('Diện tích chè', 125, 'k7f2')}${figure('Diện tích cam', 60, 'k7f3')}corrections:\n${proposed('chi tiêu năm', 'k7f2', 'chỉ tiêu năm')}${proposed('chi tiêu quý', 'k7f3', 'chỉ tiêu quý')}---\n\n`
    + 'Xã trồng 125 ha chè, đạt chi tiêu năm. {#k7f2}\n\nXã trồng 60 ha cam, đạt chi tiêu quý. {#k7f3}\n\nToàn xã có 30 cán bộ, công chức (12 cán bộ, công chức cấp xã; 17 cán bộ, công chức cấp thôn). {#sum0}\n',
  [SECOND]: `---\ntitle: Việc sắp làm\ncorrections:\n${proposed('chi tiêu mới', 'm2n3', 'chỉ tiêu mới')}${proposed('bến đo', 'm2n4', 'bến đò')}---\n\nXã nhận chi tiêu mới. {#m2n3}\n\nXã sửa bến đo trong quý hai và giữ đất lúa. {#m2n4}\n`,
  [THIRD]: '---\ntitle: Thêm\n---\n\nXã có 42 ha cà phê và chợ đông. {#q1q1}\n\nCây trồng {#q1q2}\n\nCòn lại là lúa. {#q1q3}\n\n[^1]: Sổ xã.\n',
};

async function axe(page, name, root) {
  report.check(`axe finds nothing: ${name}`, await barriers(page, root));
}

async function small() {
  const root = mkdtempSync(join(tmpdir(), 'ibid-desk-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const at = await serve(ibid, root);
  const faults = [];
  const same = (name, path, wanted) => report.check(name, read(path) === wanted ? [] : [`${path} is\n${read(path)}\nand should be\n${wanted}`]);
  try {
    const page = await open(browser, at.desk, faults);
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
      await view.addInitScript(() => { const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); }; });
      view.on('pageerror', (error) => faults.push(error.message));
      await view.goto(`${at.desk}site/bao-cao/viec-sap-lam.html`).catch(() => {});
      if (!(await view.$('#m2n4'))) await view.goto(`${at.desk}site/bao-cao/viec.html`);
      const select = (id, words) => choose(view, id, words);
      const wait = () => view.waitForTimeout(150);
      report.check('the words are there', (await select('m2n4', 'đất lúa')) ? [] : ['not found']);
      await wait();
      await view.keyboard.press('n');
      await view.waitForFunction(() => document.activeElement?.localName === 'ibid-desk');
      await view.screenshot({ path: join(shots, 'desk-page-1440.png') });
      await view.keyboard.type('Nay là đất vườn.');
      const renewed = () => next(view);
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
      await view.goto(`${at.desk}site/bao-cao/them.html`);
      await view.waitForSelector('ibid-desk [data-list]');
      const entry = async (id, words, key, fields) => {
        if (!(await select(id, words))) throw new Error(`${words} is not in ${id}`);
        await wait();
        const again = renewed();
        await view.keyboard.press(key);
        if (fields) {
          await view.waitForSelector('ibid-desk form');
          for (const [name, said] of Object.entries(fields)) await view.fill(`ibid-desk form [name=${name}]`, said);
          await view.focus('ibid-desk form [type=submit]');
          await view.keyboard.press('Enter');
        }
        await again;
      };
      await entry('q1q1', '42 ha', 'i', { name: 'Diện tích cà phê' });
      const figures = '---\ntitle: Thêm\nindicators:\n  - name: "Diện tích cà phê"\n    value: 42\n    unit: "ha"\n    kind: actual\n    quote: "42 ha"\n    at: "q1q1"\n---\n';
      same('i: an indicator, its figure and unit as the program reads them', THIRD, FILES[THIRD].replace('---\ntitle: Thêm\n---\n', figures));
      const body = () => read(THIRD).slice(figures.length);
      await entry('q1q2', 'Cây', 'h');
      await entry('q1q1', 'chợ đông', 'm', { label: '1' });
      await entry('q1q3', 'lúa', 'k', { address: '01-ket-qua.md' });
      const wanted = '\nXã có 42 ha cà phê và chợ đông[^1]. {#q1q1}\n\n## Cây trồng {#q1q2}\n\nCòn lại là [lúa](01-ket-qua.md). {#q1q3}\n\n[^1]: Sổ xã.\n';
      report.check('h, m, k: a heading, a mark and a link', body() === wanted ? [] : [body()]);
      // Where a new link leads is known once the whole site is built.
      await view.waitForFunction(() => document.querySelector('#q1q3 a[href$="ket-qua.html"]'), null, { timeout: 30000 }).catch(() => null);
      report.check('the page shows them', await view.evaluate(() => ['h2#q1q2', '#q1q1 [role=doc-noteref]', '#q1q3 a[href$="ket-qua.html"]'].filter((one) => !document.querySelector(one))));
      await entry('q1q1', 'cà phê', 'g', { definition: 'Cây công nghiệp lâu năm.' });
      report.check('g: a term in edition.yaml', read('edition.yaml').endsWith('glossary:\n  - term: "cà phê"\n    definition: "Cây công nghiệp lâu năm."\n') ? [] : [read('edition.yaml')]);
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
      const narrow = await open(browser, at.desk, faults, 1024, 768);
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

/** Two windows at one desk and a text editor, at random: nothing is lost, nothing stands twice. */
async function windows() {
  const count = Number(process.env.IBID_DESK_ACTIONS || 120), root = mkdtempSync(join(tmpdir(), 'ibid-windows-'));
  const names = ['content/bao-cao/01-mot.md', 'content/bao-cao/02-hai.md'], each = 60;
  const entry = (of, n) => `  - quote: chữ${of}số${n}sai\n    at: p${of}x${String(n).padStart(2, '0')}\n    read: chữ${of}số${n}đúng\n    reason: r${n}\n    proposed: true\n`;
  const text = (of) => `---\ntitle: Trang ${of} # của tôi\ncorrections:\n${Array.from({ length: each }, (_, n) => entry(of, n)).join('')}---\n\n${Array.from({ length: each }, (_, n) => `Câu có chữ${of}số${n}sai. {#p${of}x${String(n).padStart(2, '0')}}\n\n`).join('')}`;
  const files = { 'edition.yaml': 'title: Thử\nlanguage: vi\n', 'content/_index.md': '---\ntitle: Nhà\n---\n', 'content/bao-cao/_index.md': '---\ntitle: Báo cáo\n---\n', [names[0]]: text(0), [names[1]]: text(1) };
  for (const [path, words] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), words);
  }
  const at = await serve(ibid, root), faults = [], marks = [];
  let seed = 2026;
  const dice = (sides) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % sides; };
  try {
    const both = [await open(browser, at.desk, faults), await open(browser, at.desk, faults, 1024, 768)];
    for (let turn = 0; turn < count; turn++) {
      const page = both[dice(2)], what = dice(10);
      if (what < 8) await page.keyboard.press(['a', 'r', 'u', 'j', 'l', 'a', 'r', 'k'][what]);
      else {
        // Whole, as text editors save: the file is exchanged in one step.
        const name = names[dice(2)], mark = `Dấu ${turn}.`, beside = join(root, 'beside');
        writeFileSync(beside, `${readFileSync(join(root, name), 'utf8')}${mark}\n`);
        renameSync(beside, join(root, name));
        marks.push([name, mark]);
      }
      if (dice(3) === 0) await page.waitForTimeout(dice(40));
    }
    for (const page of both) await written(page);
    const wrong = [], rest = (words) => words.split('\n').filter((line) => line && !/^Dấu |status: refused|proposed: true/.test(line)).join('\n');
    let answered = 0;
    for (const [of, name] of names.entries()) {
      const now = readFileSync(join(root, name), 'utf8');
      if (rest(now) !== rest(text(of))) wrong.push(`${name}: lines that no answer touches are other than before`);
      for (let n = 0; n < each; n++) {
        const own = now.split(`  - quote: chữ${of}số${n}sai\n`);
        const said = own.length === 2 ? own[1].split('  - quote')[0].split('\n---')[0].match(/status: refused|proposed: true/g) ?? [] : ['', ''];
        if (said.length > 1) wrong.push(`${name}: entry ${n} stands twice, or says two things`);
        answered += said[0] !== 'proposed: true';
      }
    }
    for (const [name, mark] of marks) if (readFileSync(join(root, name), 'utf8').split(`\n${mark}\n`).length !== 2) wrong.push(`${mark} is lost`);
    report.check(`two windows and a text editor, ${count} actions, ${answered} entries answered, ${marks.length} times saved: nothing lost, nothing twice`, wrong);
    report.check('some were answered, some saved', answered > count / 20 && marks.length > count / 20 ? [] : [`${answered}, ${marks.length}`]);
    report.check('no script fails in two windows', faults.filter((fault) => !/Content Security Policy|Failed to load resource/.test(fault)));
  } finally {
    await at.end();
    rmSync(root, { recursive: true, force: true });
  }
}

try {
  await small();
  await report.run('two windows', windows);
  console.log(`       pictures: ${shots}`);
} finally {
  await browser.close();
}
process.exitCode = report.failed ? 1 : 0;
