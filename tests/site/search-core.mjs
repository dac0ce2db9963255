// search.js without a browser: a fake document that loads the index of a built site from its folder, and queries drawn
// from the edition's own sentences. Used by search.test.mjs and search.mjs.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

/** The script's door, and the bytes that each file had; `script` is the file of search.js, `folder` a built site or null. */
export function loadSearch(script, folder) {
  const loaded = new Map();
  const document = {
    currentScript: { src: 'file:///site/search.js' },
    querySelector: () => null,
    createElement: () => ({ remove() {} }),
    head: {
      appendChild(tag) {
        const path = folder && join(folder, tag.src.replace('file:///site/', ''));
        if (!path || !existsSync(path)) return tag.onerror();
        loaded.set(tag.src, statSync(path).size);
        vm.runInContext(readFileSync(path, 'utf8'), context, { filename: path });
        return tag.onload();
      },
    },
  };
  const window = {};
  const context = vm.createContext({ document, window, URLSearchParams });
  Object.defineProperty(context, 'ibidSearch', { get: () => window.ibidSearch });
  vm.runInContext(readFileSync(script, 'utf8'), context, { filename: script });
  const search = window.ibidSearch;
  /** {count, near, hits} of a query. */
  const query = (text, options = {}) => {
    let answer;
    search.results(text, options, (found) => { answer = found; });
    return answer;
  };
  return { search, query, loaded };
}

/** As text::fold does, written once more: a query without accents. */
export const strip = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, (c) => (c === 'đ' ? 'd' : 'D')).toLowerCase();

/** Queries drawn the same way every time: `count` runs of 5 to 8 words (a dash is none) from blocks that have enough of them, spread over the edition. */
export function drawQueries(edition, count, seed = 20250701) {
  const sections = new Map(edition.reports.flatMap((r) => r.sections.map((s) => [`${r.id} ${s.id}`, s])));
  const blocks = edition.reports.flatMap((r) => r.blocks.map((b) => ({ ...b, report: r.id, words: b.text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)) })));
  const long = blocks.filter((b) => b.section && ['paragraph', 'item', 'quote'].includes(b.kind) && b.words.length >= 12);
  const random = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  return Array.from({ length: Math.min(count, long.length) }, () => {
    const block = long[random(long.length)];
    const size = 5 + random(4);
    const from = random(block.words.length - size + 1);
    const words = block.words.slice(from, from + size).join(' ');
    return { words, query: strip(words), block, section: sections.get(`${block.report} ${block.section}`) };
  });
}
