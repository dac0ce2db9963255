// Comments on a phone: written at a paragraph, kept on the device, taken out as a table, as a Word file and by mail, removed.

import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { AXE, WIDTHS, address, barriersOf, choose, inBrowser, open } from './browser.mjs';

const PHONE = { viewport: WIDTHS[2], hasTouch: true, isMobile: true, acceptDownloads: true };
const COMMENT = '=Nên ghi rõ <nguồn> & năm.\n"Hai" dòng; 𝄞';

export async function checkFeedback(site, report) {
  if (!site.pages.get('feedback.html')?.html.includes('ibid-own-comments')) return;
  await inBrowser(site, (browser, place) => report.run('comments', async () => {
    const { context, page, faults } = await open(browser, place, PHONE);
    const wrong = [];
    const claim = (holds, otherwise) => holds || wrong.push(otherwise);
    await page.goto(address(place, choose(site).find((kind) => kind.name === 'section-longest').path));
    for (let nth = 0; nth < 2; nth += 1) await comment(page, nth ? 'x'.repeat(2500) : COMMENT, claim);
    await page.goto(address(place, 'feedback.html'));
    await page.evaluate(AXE);
    const barriers = await barriersOf(page);
    claim(barriers.length === 0, `axe: ${barriers.join('; ')}`);
    claim((await page.locator('#ibid-own-comments ol > li').count()) === 2, 'not both comments are listed');
    const table = readFileSync(await taken(page, 'csv'), 'utf8');
    claim(table.includes(`"'${COMMENT.replaceAll('"', '""')}"`), `the table has not the comment: ${table.slice(0, 300)}`);
    for (const how of ['docx', 'mail']) {
      // Two comments are too long for a mail, so the file is saved that the mail asks for.
      const parts = unpacked(readFileSync(await taken(page, how)));
      claim([...parts.keys()].join() === '[Content_Types].xml,_rels/.rels,word/document.xml', `${how}: it holds ${[...parts.keys()]}`);
      const read = await page.evaluate((xml) => {
        const file = new DOMParser().parseFromString(xml, 'application/xml');
        return [...file.getElementsByTagName('*')].filter((el) => el.localName === 't' || el.localName === 'parsererror').map((el) => el.textContent);
      }, parts.get('word/document.xml'));
      claim(COMMENT.split('\n').every((line) => read.includes(line)), `${how}: its lines are ${JSON.stringify(read).slice(0, 400)}`);
    }
    await page.locator('[data-own=clear]').tap();
    claim((await page.locator('#ibid-own-comments ol > li').count()) === 0 && !(await page.locator('.own-comments .actions').isVisible()), 'they are not removed');
    await context.close();
    report.check('comments are written, kept, taken out in each way, and removed at 390 px', [...wrong, ...faults]);
  }));
}

/** Writes a comment at a paragraph and keeps it. */
async function comment(page, words, claim) {
  await page.locator('.text > p[id]').first().tap({ position: { x: 120, y: 10 } });
  await page.locator('.text .pilcrow').first().tap();
  await page.locator('#ibid-comment textarea').fill(words);
  await page.locator('[data-send=keep]').tap();
  claim((await page.locator('#ibid-comment [role=status]').textContent()).length > 3, 'nothing says that it is kept');
  await page.keyboard.press('Escape');
}

/** The file that a button saves. */
async function taken(page, how) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-own=${how}]`).tap()]);
  return download.path();
}

/** The parts of an archive that packs nothing, by its own list; their sums are looked at. */
function unpacked(file) {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts = new Map();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [sum, size, length, head] = [file.readUInt32LE(at + 16), file.readUInt32LE(at + 24), file.readUInt16LE(at + 28), file.readUInt32LE(at + 42)];
    const name = file.toString('utf8', at + 46, at + 46 + length);
    const start = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28);
    const bytes = file.subarray(start, start + size);
    parts.set(name, zlib.crc32(bytes) === sum ? bytes.toString('utf8') : 'the sum is wrong');
    at += 46 + length;
  }
  return parts;
}
