// node tests/site/pages.mjs IBID: printed page numbers in a browser: anchors, the margin at a wide window, the sign in the line at
// narrow ones, what is copied, what a citation says. It builds an edition of its own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { Report } from './report.mjs';

const [ibid] = process.argv.slice(2);
if (!ibid) {
  console.error('usage: node tests/site/pages.mjs IBID');
  process.exit(2);
}
const report = new Report('printed pages');
const folder = mkdtempSync(join(tmpdir(), 'ibid-pages-'));
const write = (path, text) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const line = 'Hợp tác xã gieo lúa sớm ngay sau Tết, nước về đều nên cây đẻ nhánh khỏe. ';
write('edition.yaml', 'title: Thử\nlanguage: vi\n');
write('content/_index.md', '---\ntitle: Thử\n---\n');
write('content/r/_index.md', '---\ntitle: Báo cáo\nprinted_page: "11"\n---\n');
write(
  'content/r/01-a.md',
  `---\ntitle: Sản xuất\nid: sanx\nslug: san-xuat\nlevel: 1\n---\n\n${line}và {p. 12} không ai phải dặm lại. {#k7f2}\n\n- Một ${line} {#b1c2}\n- {p. [13]} Hai[^1] ${line}\n\n    - Ba ${line}{p. 14} bốn {#d3f4}\n\n${line.repeat(4)} {#z9z9}\n\n[^1]: Lời chú.\n`,
);
write('content/r/02-b.md', `---\ntitle: Việc chợ\nid: viec\nslug: viec-cho\nlevel: 1\n---\n\n${line.repeat(3)} {#h5j6}\n`);
execFileSync(resolve(ibid), ['build', '--root', folder, '--quiet'], { stdio: 'inherit' });
const address = (page, anchor = '') => pathToFileURL(join(folder, 'public', 'r', page)).href + anchor;

const browser = await launch();
try {
  for (const width of [1440, 820, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(address('san-xuat.html', '#page-12'));
    const seen = await page.evaluate(() => {
      const text = document.querySelector('.text').getBoundingClientRect();
      const signs = [...document.querySelectorAll('.text .printed-page')];
      return {
        ids: signs.map((sign) => sign.id),
        labels: signs.map((sign) => `${sign.getAttribute('role')} ${sign.title}`),
      shown: signs.every((sign) => getComputedStyle(sign, '::before').content !== 'none'),
        left: signs.map((sign) => text.left - sign.getBoundingClientRect().right),
        inside: signs.every((sign) => sign.getBoundingClientRect().left >= 0),
        target: document.querySelector(':target')?.id,
        fits: document.documentElement.scrollWidth <= innerWidth,
        copied: (() => {
          getSelection().selectAllChildren(document.getElementById('k7f2'));
          return getSelection().toString();
        })(),
      };
    });
    const faults = [];
    const wanted = ['doc-pagebreak Trang 12', 'doc-pagebreak Trang 13, bản in không đánh số', 'doc-pagebreak Trang 14'];
    if (seen.ids.join() !== 'page-12,page-13,page-14') faults.push(`anchors: ${seen.ids}`);
    if (seen.labels.join() !== wanted.join()) faults.push(`labels: ${seen.labels}`);
    if (seen.target !== 'page-12') faults.push('the address of page 12 leads nowhere');
    if (!seen.shown) faults.push('a number is not shown');
  if (!seen.inside || !seen.fits) faults.push('a sign stands outside the window');
    if (/12/.test(seen.copied)) faults.push(`the number is copied: ${seen.copied}`);
    const inMargin = seen.left.every((gap) => gap > 10 && gap < 60);
    if (width === 1440 && !inMargin) faults.push(`not in the margin: ${seen.left}`);
    if (width < 1000 && seen.left.some((gap) => gap > 0)) faults.push(`not in the line: ${seen.left}`);
    report.check(`${width} px: anchors, labels, place, nothing copied`, faults);
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // A paragraph that goes on over a page's end, an item that begins a page, a page of the site that begins within one of the print.
  const cases = [['san-xuat.html', 'k7f2', 'tr. 11–12'], ['san-xuat.html', 'b1c2', 'tr. 12'], ['san-xuat.html', 'z9z9', 'tr. 14'], ['viec-cho.html', 'h5j6', 'tr. 14']];
  for (const [file, id, wanted] of cases) {
    await page.goto(address(file));
    await page.hover(`#${id}`);
    await page.click(`#${id} > .pilcrow`);
    const cite = (form) => page.evaluate((form) => {
      const choice = document.querySelector(`[name="cite-form"][value="${form}"]`);
      choice.checked = true;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      return document.querySelector('#ibid-cite textarea').value;
    }, form);
    const [sentence, bibtex, csl] = [await cite('vi'), await cite('bibtex'), await cite('csl')];
    const pages = wanted.replace('tr. ', '');
    const faults = [];
    if (!sentence.includes(`, ${wanted}.`)) faults.push(sentence);
    if (!bibtex.includes(`pages = {${pages.replace('–', '--')}}`)) faults.push(bibtex);
    if (JSON.parse(csl)[0].page !== pages.replace('–', '-')) faults.push(csl);
    report.check(`the citation of ${file}#${id} says ${wanted}`, faults);
  }
  await page.close();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
process.exitCode = report.failed ? 1 : 0;
