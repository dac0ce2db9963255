// node tests/site/room.mjs FOLDER: how notes and citations behave, line by line of the promise, on the edition of tests/room.
//
// Each check is one sentence of what a reader gets; the three shapes are 1440 (margin, mouse), 700 (column, mouse) and
// 390 px (column, touch).

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AXE, address, barriersOf, inBrowser, open, painted, sideBySide } from './browser.mjs';
import { Report } from './report.mjs';
import { readSite } from './site.mjs';
import { checkWay } from './way.mjs';

const PAGE = 'bao-cao/chu-thich.html';
const SHAPES = {
  margin: { viewport: { width: 1440, height: 900 } },
  column: { viewport: { width: 700, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
const COPIES = '.sidenote.lit, .preview, .inline-note';
const mark = (number, nth = 1) => `#fnref-${number}-${nth}`;

const { positionals } = parseArgs({ allowPositionals: true });
const site = readSite(resolve(positionals[0]));
const report = new Report('room');
let browser;
let place;

/** A check in a page of its own; `work` gets the page and a function that notes a fault when a claim is false. */
async function behave(name, shape, work, options = {}) {
  await report.run(name, async () => {
    const { context, page, faults } = await open(browser, place, { ...SHAPES[shape], permissions: ['clipboard-read', 'clipboard-write'], ...options });
    const wrong = [];
    await page.goto(address(place, options.path ?? PAGE), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => null));
    await painted(page);
    await work(page, (claim, otherwise) => claim || wrong.push(`${shape}: ${otherwise}`));
    await context.close();
    report.check(`${name} (${shape})`, [...wrong, ...faults]);
  });
}

const shown = (page) => page.locator(COPIES).evaluateAll((list) => list.filter((el) => el.checkVisibility()).map((el) => [...el.childNodes].filter((part) => part.className !== 'note-close').map((part) => part.textContent).join('').replace(/\s+/g, ' ').trim()));
const inside = (page) => page.locator(COPIES).first().evaluate((el) => {
  const b = el.getBoundingClientRect();
  return b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight;
});
/**
 * Lets the page's own clock go on: a timer of the page that was set before and is shorter has run when this one has, however
 * slow the machine is, and what it changed has been laid out.
 */
async function wait(page, time = 500) {
  await page.evaluate((time) => new Promise((done) => { setTimeout(() => requestAnimationFrame(() => setTimeout(done)), time); }), time);
}
const away = (page) => page.mouse.move(3, 3);

await inBrowser(site, async (...opened) => {
  [browser, place] = opened;
  // Each check has a page of its own, and mostly waits for it; what is copied is one for all, and only `citing` looks at it.
  const groups = [previews, keyboard, focus, leads, taps, withoutScript, citing, editors, barriers, machines];
  await sideBySide(groups, (group) => report.run(group.name, group));
  await checkWay(site, report);
});
process.exitCode = report.failed ? 1 : 0;

async function previews() {
  for (const shape of ['margin', 'column']) {
    await behave('hover shows the note, and it goes when the pointer leaves', shape, async (page, claim) => {
      await page.hover(mark(1));
      await wait(page);
      claim((await shown(page))[0]?.includes('Lời chú ngắn'), `hover shows ${await shown(page)}`);
      await away(page);
      await wait(page);
      claim((await shown(page)).length === 0, 'it stays when the pointer has gone');
    });
    await behave('it stays while the pointer is on it', shape, async (page, claim) => {
      await page.hover(mark(1));
      await wait(page);
      await page.locator(COPIES).first().hover();
      await wait(page, 900);
      claim((await shown(page)).length === 1, 'it went while the pointer was on it');
    });
    await behave('Escape closes it', shape, async (page, claim) => {
      await page.hover(mark(1));
      await wait(page);
      await page.keyboard.press('Escape');
      claim((await shown(page)).length === 0, 'it is still there');
    });
    await behave('a click outside closes it', shape, async (page, claim) => {
      await page.click(mark(1));
      await away(page);
      await wait(page);
      claim((await shown(page)).length === 1, 'a click does not keep it');
      await page.click('#p2', { position: { x: 40, y: 60 } });
      claim((await shown(page)).length === 0, 'it is still there');
    });
    await behave('a click names the note in the address and leaves the reader where he is', shape, async (page, claim) => {
      const before = await page.evaluate(() => scrollY);
      await page.click(mark(1));
      claim(new URL(page.url()).hash === '#fn-1', `the address ends in ${new URL(page.url()).hash}`);
      claim((await page.evaluate(() => scrollY)) === before, 'the page jumped');
      await page.click(mark(1));
      claim(new URL(page.url()).hash === '#fnref-1-1', `closed, the address ends in ${new URL(page.url()).hash}`);
      claim((await shown(page)).length === 0, 'a second click does not close it');
      await page.goBack();
      claim(page.url().includes(PAGE) && !new URL(page.url()).hash, 'Back does not lead back');
    });
    await behave('it moves no focus', shape, async (page, claim) => {
      await page.focus('.edition');
      await page.hover(mark(1));
      await wait(page);
      claim(await page.evaluate(() => document.activeElement.className === 'edition'), 'hovering moved the focus');
    });
    await behave('it never leaves the viewport', shape, async (page, claim) => {
      for (const [number, block] of [[1, 'start'], [2, 'end'], [2, 'start'], [3, 'end'], [6, 'end'], [6, 'start']]) {
        await page.locator(mark(number)).evaluate((el, at) => el.scrollIntoView({ block: at }), block);
        await page.evaluate((at) => scrollBy(0, at === 'start' ? -70 : 0), block);
        await page.hover(mark(number));
        await wait(page);
        claim((await shown(page)).length === 1 && (await inside(page)), `note ${number} at the ${block} of the screen: ${JSON.stringify(await page.locator(COPIES).first().boundingBox())}`);
        await page.keyboard.press('Escape');
        await away(page);
      }
    });
    await behave('a long note scrolls', shape, async (page, claim) => {
      await page.hover(mark(2));
      await wait(page);
      await page.locator(COPIES).first().hover();
      await page.mouse.wheel(0, 4000);
      await wait(page);
      const end = await page.locator(COPIES).first().evaluate((el) => [el, ...el.querySelectorAll('.body')].some((part) => part.scrollTop > 0 && part.scrollTop + part.clientHeight >= part.scrollHeight - 2));
      claim(end, 'its end cannot be reached');
    });
    await behave('figures and links are in it, a link back is not', shape, async (page, claim) => {
      await page.hover(mark(3));
      await wait(page);
      const copy = page.locator(COPIES).first();
      claim((await copy.locator('img').count()) === 1, 'the figure is not in it');
      claim((await copy.locator('a').count()) === 2, 'the links are not in it');
      claim((await copy.locator('[role="doc-backlink"], .back').count()) === 0, 'there is a link back');
      claim((await copy.locator('[id]').count()) === 0, 'there is an id twice on the page');
    });
    await behave('the same note is never shown twice at once', shape, async (page, claim) => {
      const copies = () => page.locator('.sidenote, .preview, .inline-note').evaluateAll((list) => list.filter((el) => el.checkVisibility() && el.textContent.includes('gọi ba lần')).length);
      for (const nth of [1, 2, 3]) {
        await page.hover(mark(4, nth));
        await wait(page, 250);
        claim((await copies()) === 1, `${await copies()} copies at mark ${nth}`);
        claim((await page.locator('.mark a.lit').getAttribute('id')) === `fnref-4-${nth}`, `mark ${nth} is not lit`);
      }
    });
    await behave('one note at a time', shape, async (page, claim) => {
      await page.click(mark(1));
      await page.hover(mark(2));
      await wait(page);
      claim((await shown(page)).length === 1, `${(await shown(page)).length} at once`);
    });
  }
  await behave('sidenotes stand beside their marks and never over one another', 'margin', async (page, claim) => {
    const boxes = await page.locator('.sidenote').evaluateAll((list) => list.map((el) => el.getBoundingClientRect()).map((b) => [b.top, b.bottom]));
    claim(boxes.length === 6, `${boxes.length} sidenotes for 6 notes`);
    claim(boxes.every((b, at) => at === 0 || b[0] >= boxes[at - 1][1]), 'two overlap');
  });
}

async function keyboard() {
  for (const shape of ['margin', 'column']) {
    await behave('focus shows the note; Enter goes to the list; the link back returns', shape, async (page, claim) => {
      await page.locator('.breadcrumbs a').last().focus();
      for (let tries = 0; tries < 8 && (await page.evaluate(() => document.activeElement.id)) !== 'fnref-1-1'; tries += 1) await page.keyboard.press('Tab');
      await wait(page);
      claim((await page.evaluate(() => document.activeElement.id)) === 'fnref-1-1', 'Tab does not reach the mark');
      claim((await shown(page))[0]?.includes('Lời chú ngắn'), 'focus does not show it');
      claim(await inside(page), 'it is out of the viewport');
      await page.keyboard.press('Escape');
      claim((await shown(page)).length === 0 && (await page.evaluate(() => document.activeElement.id)) === 'fnref-1-1', 'Escape closes it and keeps the focus');
      await page.keyboard.press('Enter');
      await wait(page);
      claim(new URL(page.url()).hash === '#fn-1', 'Enter does not follow the link');
      await page.keyboard.press('Tab');
      claim((await page.evaluate(() => document.activeElement.getAttribute('role'))) === 'doc-backlink', 'the next stop is not the link back');
      await page.keyboard.press('Enter');
      await wait(page);
      claim(new URL(page.url()).hash === '#fnref-1-1', 'the link back does not return');
    });
  }
  await behave('Tab goes from a mark into its note, and Escape back to the mark', 'column', async (page, claim) => {
    await page.keyboard.press('Tab');
    await page.locator(mark(3)).focus();
    await wait(page);
    await page.keyboard.press('Tab');
    claim(await page.evaluate(() => !!document.activeElement.closest('.preview')), 'the links of the note are no stops');
    await wait(page, 600);
    claim((await shown(page)).length === 1, 'it went while the focus was in it');
    await page.keyboard.press('Escape');
    claim((await page.evaluate(() => document.activeElement.id)) === 'fnref-3-1', 'Escape does not lead back');
  });
}

async function focus() {
  for (const shape of ['margin', 'column']) {
    await behave('Enter on a mark moves to a focus that is seen, Escape returns', shape, async (page, claim) => {
      await page.keyboard.press('Tab');
      await page.focus(mark(1));
      await page.keyboard.press('Enter');
      const at = await page.evaluate(() => ({ id: document.activeElement.id, line: parseFloat(getComputedStyle(document.activeElement).outlineWidth), style: getComputedStyle(document.activeElement).outlineStyle, top: document.activeElement.getBoundingClientRect().top, high: innerHeight }));
      claim(at.id === 'fn-1', `the focus is on ${at.id}`);
      claim(at.style !== 'none' && at.line >= 2, 'the focus cannot be seen');
      claim(at.top >= 0 && at.top < at.high, 'the note is not on the screen');
      await page.keyboard.press('Escape');
      claim((await page.evaluate(() => document.activeElement.id)) === 'fnref-1-1', 'Escape does not return');
      claim((await shown(page)).length === 0, 'the note is shown again');
    });
  }
  await behave('what is cut in the margin has no room left, and says "more"', 'margin', async (page, claim) => {
    const notes = await page.locator('.sidenote').evaluateAll((list) => list.map((el, at) => {
      const body = el.querySelector('.body');
      const next = list[at + 1];
      return { cut: body.scrollHeight - body.clientHeight, room: next ? next.getBoundingClientRect().top - el.getBoundingClientRect().bottom : Infinity, more: getComputedStyle(el, '::after').content, says: el.classList.contains('clamped') };
    }));
    for (const [at, note] of notes.entries()) {
      if (note.cut <= 4) { claim(!note.says, `note ${at + 1} is whole and says "more"`); continue; }
      claim(note.says && note.more.length > 2, `note ${at + 1} is cut and does not say so`);
      claim(note.room < 12 + 2 * 24, `note ${at + 1} is cut by ${note.cut} px with ${note.room} px of room`);
    }
  });
  await behave('a long note opened on a phone has its close at hand', 'phone', async (page, claim) => {
    await page.tap(mark(2));
    const close = page.locator('.inline-note .note-close');
    await close.waitFor();
    const note = page.locator('.inline-note');
    await note.evaluate((el) => { el.scrollTop = el.scrollHeight / 2; });
    claim(await close.evaluate((el) => { const b = el.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight && document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2) === el; }), 'it is out of reach when the note is scrolled');
    await close.tap();
    claim((await note.count()) === 0, 'it does not close');
    claim((await page.evaluate(() => document.activeElement.id)) === 'fnref-2-1', 'the focus is not back at the mark');
  });
}

/** Links show what they lead to, by the manners of notes: on the page of references, from a register and from the glossary. */
async function leads() {
  const [path, entries] = [...site.pages].map(([at, one]) => [at, /id="ibid-previews">(.*?)<\/script>/s.exec(one.html)?.[1]]).find(([, text]) => text?.includes('documents.html#')) ?? [];
  if (!path) return report.check('links show what they lead to', ['no page has previews']);
  const all = JSON.parse(entries);
  const link = (page) => page.locator('.text a.document').first();
  for (const shape of ['margin', 'column']) {
    await behave('a link shows what it leads to on hover and focus, Escape closes', shape, async (page, claim) => {
      const preview = page.locator('.preview.peek');
      await link(page).hover();
      await preview.waitFor();
      const title = await preview.locator('.peek-title').textContent();
      claim(Object.values(all).some(([known]) => known === title), `it shows “${title}”`);
      claim(await inside(page), 'it leaves the viewport');
      await page.keyboard.press('Escape');
      claim((await preview.count()) === 0, 'Escape does not close it');
      await page.keyboard.press('Tab');
      await away(page);
      await link(page).focus();
      await preview.waitFor();
      const url = page.url();
      await Promise.all([page.waitForURL((now) => now.href !== url), page.keyboard.press('Enter')]);
      claim(page.url().includes('documents.html#'), 'Enter does not follow the link');
    }, { path });
  }
  await behave('a tap on a link shows it first, with the way there', 'phone', async (page, claim) => {
    await link(page).tap();
    const preview = page.locator('.preview.peek');
    await preview.waitFor();
    claim(page.url().includes(path), 'the tap left the page');
    claim(await inside(page), 'it leaves the viewport');
    await page.evaluate(AXE);
    const barriers = await barriersOf(page);
    claim(barriers.length === 0, `axe: ${barriers.join('; ')}`);
    await Promise.all([page.waitForURL(/documents\.html#/), preview.locator('.peek-go').tap()]);
  }, { path });
  await behave('without a script the link leads there', 'phone', async (page, claim) => {
    await Promise.all([page.waitForURL(/documents\.html#/), link(page).tap()]);
  }, { path, javaScriptEnabled: false });
}

async function taps() {
  await behave('a tap opens the note under its line, a second one closes it', 'phone', async (page, claim) => {
    await page.tap(mark(1));
    await wait(page);
    const copy = page.locator('.inline-note');
    claim((await copy.count()) === 1 && (await shown(page)).length === 1, `shown: ${await shown(page)}`);
    claim((await copy.boundingBox()).y > (await page.locator(mark(1)).boundingBox()).y, 'it is not under its line');
    claim(new URL(page.url()).hash === '#fn-1', `the address ends in ${new URL(page.url()).hash}`);
    await page.tap(mark(1));
    await wait(page);
    claim((await shown(page)).length === 0, 'a second tap does not close it');
  });
  await behave('a note whose mark is at the lower edge comes to the screen', 'phone', async (page, claim) => {
    await page.locator(mark(1)).evaluate((element) => element.scrollIntoView({ block: 'end' }));
    await page.tap(mark(1));
    await wait(page);
    const [note, called] = [await page.locator('.inline-note').boundingBox(), await page.locator(mark(1)).boundingBox()];
    claim(note.y + Math.min(note.height, 400) <= page.viewportSize().height, `its upper edge is at ${note.y}`);
    claim(called.y >= 0, `its mark is at ${called.y}`);
  });
  await behave('a tap outside closes it, Escape too', 'phone', async (page, claim) => {
    for (const close of [() => page.tap('#h11'), () => page.keyboard.press('Escape')]) {
      await page.tap(mark(1));
      await wait(page);
      claim((await shown(page)).length === 1, 'a tap does not open it');
      await close();
      await wait(page);
      claim((await shown(page)).length === 0, 'it is still open');
    }
  });
  await behave('a long note and a note of a table stay within the screen', 'phone', async (page, claim) => {
    for (const number of [2, 3, 5]) {
      await page.tap(mark(number));
      await wait(page);
      const box = await page.locator(COPIES).first().boundingBox();
      claim(box && box.x >= 0 && box.x + box.width <= 390 && box.height <= 844, `note ${number}: ${JSON.stringify(box)}`);
    }
    claim((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= 390, 'the page became wider');
  });
  await behave('a tap shows the note at margin width too', 'margin', async (page, claim) => {
    await page.tap(mark(4, 2));
    await wait(page);
    claim((await shown(page))[0]?.includes('gọi ba lần'), 'a tap does not show it');
    await page.tap('#h11');
    await wait(page);
    claim((await shown(page)).length === 0, 'a tap outside does not close it');
  }, { hasTouch: true });
}

async function withoutScript() {
  for (const shape of ['margin', 'phone']) {
    await behave('without a script links lead both ways, with a, b, c', shape, async (page, claim) => {
      const letters = [];
      for (const nth of [1, 2, 3]) {
        await page.locator(mark(4, nth)).click();
        claim(new URL(page.url()).hash === '#fn-4', `mark ${nth} does not lead to its note`);
        const back = page.locator(`#fn-4 a[role="doc-backlink"][href="${mark(4, nth)}"]`);
        letters.push((await back.textContent()).trim());
        await back.click();
        claim(new URL(page.url()).hash === mark(4, nth), `the note does not lead back to mark ${nth}`);
      }
      claim(letters.join('') === 'abc', `the links back are ${letters}`);
      claim((await page.locator('dialog').evaluateAll((list) => list.some((el) => el.checkVisibility()))) === false, 'a dialog is open');
    }, { javaScriptEnabled: false });
  }
}

async function citing() {
  await behave('¶: one tab stop at the heading, arrows walk the paragraphs, the pointer brings it', 'margin', async (page, claim) => {
    claim((await page.locator('main .pilcrow').evaluateAll((list) => list.filter((el) => el.tabIndex >= 0).length)) === 1, 'more than one tab stop');
    await page.hover('#p2', { position: { x: 60, y: 40 } });
    claim((await page.locator('#p2 > .pilcrow').getAttribute('href')) === '#p2', 'hover brings no ¶');
    const height = () => page.evaluate(() => document.querySelector('#p6').getBoundingClientRect().top + scrollY);
    await page.keyboard.press('Home');
    const before = await height();
    await page.hover('#q1');
    claim((await height()) === before, 'its coming moves the text');
    await page.focus('h1 .pilcrow');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.mouse.wheel(0, 60); // the page moves under a pointer that rests
    await wait(page);
    claim((await page.evaluate(() => document.activeElement.hash)) === '#p2', `arrows lead to ${await page.evaluate(() => document.activeElement.hash)}`);
    await page.keyboard.press('Enter');
    claim(await page.locator('#ibid-cite').evaluate((el) => el.open), 'Enter opens no dialog');
    await page.keyboard.press('Escape');
    claim((await page.evaluate(() => document.activeElement.hash)) === '#p2', 'the focus is not given back');
  });
  for (const shape of ['margin', 'phone']) {
    await behave('the dialog copies address and citations of a paragraph', shape, async (page, claim) => {
      await (shape === 'phone' ? page.tap('#p3') : page.hover('#p3'));
      await page.locator('#p3 > .pilcrow').click();
      await wait(page, 200);
      const url = `https://phong-doc.example.org/an-ban/${PAGE}#p3`;
      const clip = () => page.evaluate(() => navigator.clipboard.readText());
      claim((await clip()) === url, `the address copied is ${await clip()}`);
      claim((await page.locator('#ibid-cite [role=status]').textContent()).length > 3, 'it is not said that the address was copied');
      const forms = {};
      for (const form of ['vi', 'en', 'bibtex', 'csl']) {
        await page.locator(`#ibid-cite [value="${form}"]`).check({ force: true });
        await page.click('#ibid-cite [data-copy="citation"]');
        await wait(page, 100);
        forms[form] = await clip();
      }
      for (const words of ['BÁO CÁO XÃ THỬ </script>', 'tháng 7 năm 2025', 'Mục 1.1', '“Hình và liên kết”', 'đoạn 1', 'Trong Phòng đọc thử', 'Nhóm ibid', '2 tháng 9, 2025', url]) claim(forms.vi.includes(words), `the Vietnamese form lacks “${words}”: ${forms.vi}`);
      for (const words of ['July 2025', 'Section 1.1', 'paragraph 1', 'In Phòng đọc thử', '2 September 2025', url]) claim(forms.en.includes(words), `the English form lacks “${words}”: ${forms.en}`);
      for (const words of ['@techreport{bao-cao-chu-thich-p3,', 'year = {2025}', 'month = {07}', 'institution = {Nhóm ibid}', '\\&', `url = {${url}}`]) claim(forms.bibtex.includes(words), `BibTeX lacks “${words}”: ${forms.bibtex}`);
      const [item] = JSON.parse(forms.csl);
      claim(item.type === 'report' && item.URL === url && item.section === '1.1' && item.issued['date-parts'][0].join() === '2025,7' && item['collection-title'] === 'Phòng đọc thử', `CSL-JSON is ${forms.csl}`);
      const box = await page.locator('#ibid-cite').boundingBox();
      claim(box.x >= 0 && box.x + box.width <= page.viewportSize().width && box.height <= page.viewportSize().height, 'the dialog leaves the viewport');
      await page.locator('#ibid-cite select').selectOption({ index: 0 });
      claim((await page.locator('#ibid-cite input[readonly]').inputValue()).endsWith(PAGE), 'the whole page cannot be chosen');
    });
  }
}

/** The editor's notes and corrections, on the page that has them. */
async function editors() {
  const path = 'bao-cao/loi-binh.html';
  const text = (page) => page.locator('#e1').evaluate((el) => el.innerText.replace(/\s+/g, ' '));
  await behave('an annotation stands in the margin under its letter, apart from the report\'s notes', 'margin', async (page, claim) => {
    const own = await page.locator('.sidenote.of-edition').evaluateAll((list) => list.map((el) => el.textContent.trim()[0]));
    claim(own.join('') === 'ab', `letters in the margin: ${own.join(' ')}`);
    const colours = await page.locator('.sidenote .n').evaluateAll((list) => new Set(list.map((el) => getComputedStyle(el).color)).size);
    claim(colours === 2, 'its sign has the colour of the report\'s notes');
    await page.hover('#corref-e1-1');
    await wait(page);
    const copies = await shown(page);
    claim(copies.length === 1 && copies[0].includes('1.250 ha') && copies[0].includes('l.250 ha'), `the star shows ${copies}`);
  }, { path });
  await behave('an annotation opens under a tap', 'phone', async (page, claim) => {
    await page.tap('#annref-e1-1');
    await wait(page, 200);
    const copies = await shown(page);
    claim(copies.length === 1 && copies[0].startsWith('a') && copies[0].includes('Nhóm ibid'), `${copies}`);
  }, { path });
  for (const shape of ['margin', 'phone']) {
    await behave('Enter leads from a star to the apparatus and back', shape, async (page, claim) => {
      await page.focus('#corref-e1-1');
      await page.keyboard.press('Enter');
      claim(new URL(page.url()).hash === '#cor-e1-1', 'the star does not lead to its entry');
      await page.focus('#cor-e1-1 .back a');
      await page.keyboard.press('Enter');
      claim(new URL(page.url()).hash === '#corref-e1-1', 'the entry does not lead back');
    }, { path });
    await behave('"as printed" shows the printed words and is kept', shape, async (page, claim) => {
      claim((await text(page)).includes('1.250 ha') && !(await text(page)).includes('l.250'), 'the corrected words are not shown at first');
      await page.click('button[data-readings]');
      claim((await text(page)).includes('l.250 ha') && !(await text(page)).includes('1.250'), 'the printed words are not shown');
      await page.reload();
      claim((await text(page)).includes('l.250 ha'), 'the choice is not kept');
      claim(await page.locator('button[data-readings]').getAttribute('aria-pressed') === 'true', 'the button does not say so');
      await page.click('.settings summary');
      await page.locator('.settings input[name=readings][value=corrected]').check({ force: true });
      claim((await text(page)).includes('1.250 ha'), 'the settings do not lead back');
    }, { path });
  }
  await behave('without a script the corrected words are shown, and the apparatus tells the printed ones', 'column', async (page, claim) => {
    claim(/lúa 1\.250 ha/.test(await page.locator('#e1').innerText()), 'the corrected words are not shown');
    claim((await page.locator('#cor-e1-1').innerText()).includes('l.250 ha'), 'the printed words are nowhere');
    claim(!(await page.locator('button[data-readings]').isVisible()), 'a button that does nothing is shown');
  }, { path, javaScriptEnabled: false });
}

async function barriers() {
  const opened = {
    'a note shown': async (page, shape) => page[shape === 'phone' ? 'tap' : 'click'](mark(3)),
    'the dialog of citations': async (page) => { await page.focus('h1 .pilcrow'); await page.keyboard.press('Enter'); },
    'an annotation shown': async (page, shape) => page[shape === 'phone' ? 'tap' : 'click']('#annref-e1-1'),
    'an annotation of a page shown as printed': async (page) => page.click('button[data-readings]'),
    'the settings': async (page) => page.click('.settings summary'),
    'a long note shown': async (page, shape) => page[shape === 'phone' ? 'tap' : 'click'](mark(2)),
  };
  for (const shape of ['margin', 'column', 'phone']) {
    for (const colorScheme of ['light', 'dark']) {
      await behave(`axe finds nothing with each thing open, ${colorScheme}`, shape, async (page, claim) => {
        for (const [name, act] of Object.entries(opened)) {
          await page.goto(address(place, name.includes('annotation') ? 'bao-cao/loi-binh.html' : PAGE));
          await painted(page);
          await act(page, shape);
          await wait(page, 200);
          await page.evaluate(AXE);
          const barriers = await barriersOf(page);
          claim(barriers.length === 0, `${name}: ${barriers.join('; ')}`);
        }
      }, { colorScheme });
    }
  }
}

async function machines() {
  const kinds = { 'index.html': 'Book', 'bao-cao/index.html': 'Report', [PAGE]: 'Chapter', 'bao-cao/notes.html': 'WebPage', 'bao-cao/print.html': 'Report' };
  const wrong = [];
  for (const [path, kind] of Object.entries(kinds)) {
    const html = site.pages.get(path)?.html ?? '';
    const text = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    if (/[<>&]/.test(text)) wrong.push(`${path}: JSON-LD holds a sign that could end its script`);
    const graph = text ? JSON.parse(text)['@graph'] : [];
    if (graph[0]?.['@type'] !== kind) wrong.push(`${path}: JSON-LD is a ${graph[0]?.['@type']}, not a ${kind}`);
    if (path !== 'index.html' && graph[1]?.['@type'] !== 'BreadcrumbList') wrong.push(`${path}: no breadcrumbs in JSON-LD`);
    for (const tag of ['og:title', 'og:type', 'og:url', 'og:site_name']) if (!html.includes(`property="${tag}"`)) wrong.push(`${path}: no ${tag}`);
    for (const link of ['feed.xml', 'manifest.webmanifest', 'favicon.svg']) if (!html.includes(link)) wrong.push(`${path}: no link to ${link}`);
    if (html.includes('<script>alert(1)')) wrong.push(`${path}: a title became a script`);
  }
  const feed = site.read('feed.xml');
  for (const words of ['<id>https://phong-doc.example.org/an-ban/bao-cao/</id>', '<updated>2025-09-02T00:00:00Z</updated>', '<published>2025-07-01T00:00:00Z</published>', '&lt;/script&gt;']) if (!feed.includes(words)) wrong.push(`feed.xml lacks ${words}`);
  const manifest = JSON.parse(site.read('manifest.webmanifest'));
  if (manifest.name !== 'Phòng đọc thử') wrong.push('the manifest has another name');
  if (!site.read('llms.txt').includes('https://phong-doc.example.org/an-ban/bao-cao/')) wrong.push('llms.txt does not name the report');
  report.check('JSON-LD, Open Graph, feed, manifest, llms.txt say what the edition is', wrong);
}
