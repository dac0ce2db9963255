// node --test tests/site/search.test.mjs: search.js on the shared examples, and on the index of a built site.
// IBID_SITE names the site; without it `public/` is used when it has an index.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { drawQueries, loadSearch, strip } from './search-core.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = join(root, 'themes/default/static/search.js');
const folder = process.env.IBID_SITE ?? join(root, 'public');
const plain = (value) => JSON.parse(JSON.stringify(value)); // what the script makes belongs to another realm

const vectors = JSON.parse(readFileSync(join(root, 'tests/fold-vectors.json'), 'utf8'));
const { text } = loadSearch(script, null).search;
for (const [kind, does] of [['fold', text.fold], ['spelling', text.spelling], ['tokens', text.tokens], ['key', text.key], ['variant', text.variant]]) {
  test(`the script's ${kind} is as the examples say`, () => {
    for (const [given, expected] of vectors[kind]) assert.deepEqual(plain(does(given)), expected, JSON.stringify(given));
  });
}

test('one slip of the finger is told from another word', () => {
  for (const [a, b] of [['ngheo', 'ngeo'], ['ngheo', 'nhgeo'], ['ngheo', 'nghwo'], ['ngheo', 'ngheoo'], ['ho', 'ho']]) assert.ok(text.near(a, b), `${a} ${b}`);
  for (const [a, b] of [['ho', 'hu'], ['ngheo', 'nhoeg'], ['ngheo', 'nghi'], ['thu', 'chi'], ['ngheo', 'ngao']]) assert.ok(!text.near(a, b), `${a} ${b}`);
});

const built = existsSync(join(folder, 'search/manifest.js')) && existsSync(join(folder, 'data/edition.json'));
const skip = built ? false : `no index in ${folder}`;
const edition = built ? JSON.parse(readFileSync(join(folder, 'data/edition.json'), 'utf8')) : { reports: [] };
const on = (name, work) => test(name, { skip }, () => work(loadSearch(join(folder, 'search.js'), folder)));
const shown = (found) => found.hits.map((hit) => hit.url);
const marked = (hit) => [hit.title, ...hit.excerpts.map((excerpt) => excerpt.parts)].flat().filter((part) => part.mark).map((part) => part.text);
const firstBlock = (pattern) => {
  for (const r of edition.reports) {
    for (const b of r.blocks) {
      const match = b.section && b.kind === 'paragraph' && b.text.match(pattern);
      if (match) return { block: b, match, section: r.sections.find((s) => s.id === b.section), report: r };
    }
  }
  return null;
};

on('a query that names a concept shows its page first, whatever the spelling', ({ search, query }) => {
  const named = edition.reports.flatMap((r) => r.indicators).find((one) => one.concept && one.name.split(' ').length > 2);
  if (!named) return;
  query(named.name); // opens the index
  const first = (words) => search.concepts(words).map((one) => one.url);
  const url = `concepts/${named.concept}.html`;
  if (!first(named.name).includes(url)) return; // a name that means the concept by what stands around it
  assert.ok(first(strip(named.name)).includes(url), strip(named.name));
  assert.ok(first(`${named.name} 2030`).includes(url));
});

on('plain letters, capitals and accents find the same sentence', ({ query }) => {
  for (const { words, query: folded, section } of drawQueries(edition, 40)) {
    for (const asked of [folded, folded.toUpperCase(), words, words.toUpperCase(), words.normalize('NFD')]) {
      const found = query(asked, { most: 50 });
      assert.ok(shown(found).includes(section.url), `“${asked}” does not find ${section.url}`);
      assert.equal(found.near, false, asked);
    }
  }
});

on('a word with a slip is taken for the word of the text, and the page says so', ({ query }) => {
  const exact = query('nghiệp', { most: 5 }), slip = query('nghiepx', { most: 5 });
  if (!exact.count) return;
  assert.equal(exact.instead, '');
  assert.equal(slip.instead, 'nghiep');
  assert.equal(slip.count, query('nghiep', { most: 5 }).count);
  assert.equal(query('zzqqxxww', { most: 5 }).count, 0);
});

on('a sentence in quotation marks is found as it stands, and nothing else', ({ query }) => {
  for (const { words, section } of drawQueries(edition, 20)) {
    const inner = words.replace(/["“”„«»]/g, ' ');
    const found = query(`"${inner}"`, { most: 50 });
    assert.ok(shown(found).includes(section.url), inner);
    const keys = plain(text.tokens(inner)).map(text.key).join(' ');
    for (const hit of found.hits) {
      const said = [hit.title, ...hit.excerpts.map((e) => e.parts)].map((parts) => plain(text.tokens(parts.map((p) => p.text).join(''))).map(text.key).join(' '));
      assert.ok(said.some((line) => line.includes(keys)), `${hit.url} does not show “${inner}”`);
    }
  }
});

on('the last word may be half typed', ({ query }) => {
  for (const { query: folded, section } of drawQueries(edition, 20).filter((q) => /[a-z]{4}$/.test(q.query))) {
    assert.ok(shown(query(folded.slice(0, -1), { most: 50 })).includes(section.url), folded.slice(0, -1));
  }
});

on('figures and numbers of documents are found as printed', ({ query }) => {
  for (const pattern of [/(?<![\d.,])\d+,\d+(?![\d.,])/, /(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])/, /\d+-[A-ZĐ]+\/[A-ZĐ]+/u]) {
    const place = firstBlock(pattern);
    if (!place) continue;
    const found = query(place.match[0], { most: 200 });
    assert.ok(shown(found).includes(place.section.url), `“${place.match[0]}” does not find ${place.section.url}`);
    for (const hit of found.hits.filter((h) => !h.otherwise)) assert.ok(marked(hit).some((mark) => mark.includes(place.match[0].split('-')[0])), `${hit.url}: “${place.match[0]}” is not marked`);
  }
});

on('typed accents come first', ({ query }) => {
  const found = query('đảng', { most: 500 });
  const firstOther = found.hits.findIndex((hit) => hit.otherwise);
  assert.ok(found.hits.length > 0);
  for (const hit of found.hits.slice(0, firstOther < 0 ? undefined : firstOther)) assert.ok(marked(hit).some((mark) => /đảng/iu.test(mark)), hit.url);
  assert.ok(query('dang', { most: 500 }).count >= found.hits.filter((hit) => !hit.otherwise).length);
});

on('the words of notes are found and the note is named', ({ query }) => {
  const notes = edition.reports.flatMap((r) => r.notes).filter((n) => n.text.split(/\s+/).length >= 8);
  for (const note of notes.filter((_, at) => at % Math.ceil(notes.length / 12) === 0)) {
    const asked = strip(note.text.split(/\s+/).slice(0, 7).join(' '));
    const excerpts = query(asked, { most: 50 }).hits.flatMap((hit) => hit.excerpts);
    assert.ok(excerpts.some((e) => e.note === String(note.number) && e.url === note.url), `“${asked}” does not find note ${note.url}`);
  }
});

on('a report can be chosen', ({ query }) => {
  for (const report of edition.reports) {
    for (const hit of query('phat trien', { report: report.id, most: 200 }).hits) assert.ok(hit.url.startsWith(`${report.id}/`), hit.url);
  }
});

on('what is nowhere is not found, and odd queries do no harm', ({ query }) => {
  assert.equal(query('qzxwv').count, 0);
  for (const odd of ['', ' ', '""', '"', '—', '/', 'constructor', '__proto__', 'toString hasOwnProperty', '<img src=x>', 'a '.repeat(300), '\u0301', '"a" "b', '1.', ',']) {
    assert.ok(query(odd), JSON.stringify(odd));
  }
});

on('every address leads to a place', ({ query }) => {
  const ids = new Map();
  for (const { query: asked } of drawQueries(edition, 30)) {
    for (const hit of query(asked).hits) {
      for (const url of [hit.url, ...hit.excerpts.map((e) => e.url)]) {
        const [page, id] = url.split('#');
        if (!ids.has(page)) ids.set(page, new Set([...readFileSync(join(folder, page), 'utf8').matchAll(/ id="([^"]*)"/g)].map((m) => m[1])));
        assert.ok(!id || ids.get(page).has(id), `${url} is no place`);
      }
    }
  }
});
