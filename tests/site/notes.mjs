// Notes: every mark leads to its note, every note back to every mark, and the numbers agree.

import { attribute, closest, descendants, hasClass, hasRole, resolve, textOf } from './site.mjs';

const NUMBER = /(?:^|-)fn-(\d+)$/;
// A note of the report, of the editor, or an entry of the apparatus.
const ENTRY = /^(?:fn-\d+|(?:ann|cor)-.+)$/;

export function checkNotes(site, report) {
  const there = [];
  const back = [];
  const numbers = [];
  let marks = 0;
  let returns = 0;
  let missing = 0;
  for (const page of site.pages.values()) {
    missing += page.elements.filter((element) => hasClass(element, 'mark') && hasClass(element, 'missing')).length;
    for (const mark of page.elements.filter((element) => hasRole(element, 'doc-noteref'))) {
      marks += 1;
      const id = attribute(mark, 'id');
      const name = `${page.path}#${id}`;
      if (mark.tagName !== 'a' || !id) {
        there.push(`${name}: a mark is a link with an id of its own`);
        continue;
      }
      const target = leadsTo(site, page.path, mark);
      if (!target) {
        there.push(`${name}: leads to no note (${attribute(mark, 'href')})`);
        continue;
      }
      if (target.page !== page) there.push(`${name}: its note stands on another page, ${target.page.path}`);
      if (!closest(target.element, (node) => hasRole(node, 'doc-endnotes'))) there.push(`${name}: leads to something outside the list of notes`);
      const returning = descendants(target.element, (node) => hasRole(node, 'doc-backlink'));
      if (!returning.some((link) => sameElement(leadsTo(site, target.page.path, link), page, mark))) back.push(`${name}: its note has no link back to it`);
      const number = NUMBER.exec(attribute(target.element, 'id') ?? '')?.[1];
      const shown = textOf(mark).replace(/[^0-9]/g, '');
      if (number && shown !== number) numbers.push(`${name}: shows ${shown || 'nothing'}, its note is ${number}`);
      if (!(attribute(mark, 'aria-label') ?? '').trim()) there.push(`${name}: has no spoken name`);
    }
    for (const link of page.elements.filter((element) => hasRole(element, 'doc-backlink'))) {
      returns += 1;
      const from = closest(link, (node) => ENTRY.test(attribute(node, 'id') ?? ''));
      const target = leadsTo(site, page.path, link);
      if (!target || !hasRole(target.element, 'doc-noteref')) {
        back.push(`${page.path}: a link back leads to no mark (${attribute(link, 'href')})`);
        continue;
      }
      const note = ENTRY.exec(attribute(leadsTo(site, target.page.path, target.element)?.element ?? { attrs: [] }, 'id') ?? '')?.[0];
      const own = from && attribute(from, 'id');
      if (note !== own) numbers.push(`${page.path}: note ${own} leads back to a mark of note ${note}`);
    }
    for (const list of page.elements.filter((element) => hasRole(element, 'doc-endnotes'))) {
      const items = descendants(list, (node) => node.tagName === 'li' && NUMBER.test(attribute(node, 'id') ?? ''));
      let expected = 0;
      for (const item of items) {
        const number = Number(NUMBER.exec(attribute(item, 'id'))[1]);
        const start = attribute(item.parentNode, 'start');
        const value = attribute(item, 'value');
        expected = value !== null ? Number(value) : expected === 0 && start !== null ? Number(start) : expected + 1;
        const written = Number(/^\s*(\d+)/.exec(textOf(item))?.[1] ?? NaN);
        if (expected !== number && written !== number) numbers.push(`${page.path}#${attribute(item, 'id')}: the list counts ${expected}`);
      }
    }
  }
  report.check(`${marks} note marks lead to their notes${missing ? ` (${missing} marked as missing)` : ''}`, marks === 0 ? ['no note mark on any page'] : there);
  report.check(`notes lead back to their marks by ${returns} links`, back);
  report.check('marks, notes and lists show the same numbers', numbers);
}

function leadsTo(site, from, link) {
  const target = resolve(site, from, attribute(link, 'href') ?? '');
  const page = target.path && site.pages.get(target.path);
  const element = page && target.fragment && page.ids.get(target.fragment);
  return element ? { page, element } : null;
}

function sameElement(target, page, element) {
  return target !== null && target.page === page && target.element === element;
}
