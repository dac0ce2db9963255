// Open data: edition.json holds to its schema, agrees with itself, and every address in it is a place on the site.

import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { attribute, hasClass, hasRole, resolve, textOf } from './site.mjs';

export function checkData(site, report) {
  const data = site.edition;
  if (!report.check('data/edition.json is there', data ? [] : ['no such file'])) return;

  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(new URL('./edition.schema.json', import.meta.url), 'utf8')));
  const valid = validate(data);
  const faults = valid ? [] : validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  if (!report.check('edition.json holds to its schema', faults)) return;

  checkAddresses(site, data, report);
  checkItself(data, report);
  checkWords(site, data, report);
}

function place(site, url) {
  const target = resolve(site, 'index.html', url);
  const page = target.path && site.pages.get(target.path);
  if (!page) return null;
  return { page, element: target.fragment ? page.ids.get(target.fragment) : page.document };
}

function checkAddresses(site, data, report) {
  const faults = [];
  let count = 0;
  const follow = (what, url, id) => {
    count += 1;
    const found = place(site, url);
    if (!found?.element) faults.push(`${what}: ${url} is no place on the site`);
    else if (id && url.includes('#') && !url.endsWith(`#${id}`)) faults.push(`${what}: ${url} does not name its id ${id}`);
  };
  for (const r of data.reports) {
    follow(`report ${r.id}`, r.url);
    for (const s of r.sections) follow(`${r.id}: section ${s.id}`, s.url, s.id);
    for (const b of r.blocks) follow(`${r.id}: block ${b.id}`, b.url, b.id);
    for (const n of r.notes) {
      follow(`${r.id}: note ${n.id}`, n.url);
      for (const reference of n.references) follow(`${r.id}: mark of note ${n.number}`, reference.url);
    }
    for (const i of r.indicators ?? []) follow(`${r.id}: indicator ${i.id}`, i.url);
  }
  for (const d of data.documents ?? []) {
    follow(`document ${d.id}`, d.url);
    for (const m of d.mentions) follow(`mention of ${d.id}`, m.url);
  }
  report.check(`${count} addresses of edition.json are places on the site`, faults);

  const marks = [];
  for (const r of data.reports) {
    for (const n of r.notes) {
      const note = place(site, n.url)?.element;
      if (note && note.tagName !== 'li') marks.push(`${r.id}: ${n.url} is no item of a list of notes`);
      for (const reference of n.references) {
        const mark = place(site, reference.url)?.element;
        if (mark && !hasRole(mark, 'doc-noteref')) marks.push(`${r.id}: ${reference.url} is no mark`);
      }
    }
  }
  report.check('addresses of notes and marks are notes and marks', marks);
}

function checkItself(data, report) {
  const faults = [];
  for (const r of data.reports) {
    const sections = new Map(r.sections.map((s) => [s.id, s]));
    const blocks = new Set(r.blocks.map((b) => b.id));
    const ids = [...r.sections, ...r.blocks, ...r.notes].map((x) => x.id);
    for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) faults.push(`${r.id}: id ${id} stands twice`);
    for (const s of r.sections) {
      const parent = s.parent === null ? null : sections.get(s.parent);
      if (parent === undefined) faults.push(`${r.id}: section ${s.id} has an unknown parent ${s.parent}`);
      else if (s.level !== (parent ? parent.level : 0) + 1) faults.push(`${r.id}: section ${s.id} has level ${s.level} under ${parent ? `level ${parent.level}` : 'no parent'}`);
    }
    for (const b of r.blocks) {
      if (b.section !== null && !sections.has(b.section)) faults.push(`${r.id}: block ${b.id} has an unknown section ${b.section}`);
    }
    for (const [at, n] of r.notes.entries()) {
      if (n.number !== at + 1) faults.push(`${r.id}: note ${n.number} is the ${at + 1}th`);
      for (const { block } of n.references) {
        if (block !== null && !blocks.has(block) && !sections.has(block)) faults.push(`${r.id}: note ${n.number} is called from an unknown ${block}`);
      }
    }
    const [first, last] = r.source?.lines ?? [1, Infinity];
    for (const line of [...r.sections.map((s) => s.line), ...r.blocks.flatMap((b) => b.lines.flat())]) {
      if (line !== null && (line < first || line > last)) faults.push(`${r.id}: line ${line} is outside ${first} to ${last}`);
    }
    for (const range of [...r.blocks, ...r.notes].flatMap((x) => x.lines)) {
      if (range[0] > range[1]) faults.push(`${r.id}: lines ${range} run backwards`);
    }
  }
  report.check('edition.json agrees with itself: parents, levels, sections, numbers, lines', faults);
}

// What a reader's page adds to the report's words: marks, addresses, buttons, sidenotes.
const ADDED = (node) =>
  hasClass(node, 'mark') || hasClass(node, 'known') || hasClass(node, 'anchor') || hasClass(node, 'permalink') || hasRole(node, 'note') ||
  ['button', 'aside', 'template', 'script'].includes(node.tagName) ||
  // The data has the words as printed, which the page hides beside the corrected ones.
  hasClass(node, 'read') || (attribute(node, 'hidden') !== null && !hasClass(node, 'misprint'));

function checkWords(site, data, report) {
  // NFKC: m² in the data is m2 in the text of a page, whose 2 is raised by a tag.
  const letters = (text) => text.normalize('NFKC').replace(/[\s\u00ad]+/gu, '');
  const faults = [];
  let count = 0;
  for (const r of data.reports) {
    for (const b of r.blocks.filter((block) => ['paragraph', 'item', 'quote'].includes(block.kind))) {
      const element = place(site, b.url)?.element;
      if (!element) continue;
      count += 1;
      const shown = letters(textOf(element, ADDED));
      const told = letters(b.text);
      if (!shown.includes(told) && !(b.kind === 'item' && shown && told.endsWith(shown))) faults.push(`${b.url}: the page says “${shown.slice(0, 40)}…”, the data “${told.slice(0, 40)}…”`);
    }
  }
  report.check(`the words of ${count} blocks are the same in the data and on the page`, faults);
}
