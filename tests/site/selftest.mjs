// The checks themselves: a small good site passes them all, and each fault makes the right check fail.
// node tests/site/selftest.mjs [--keep FOLDER]: with a folder, only writes the good site there.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkData } from './data.mjs';
import { checkLinks } from './links.mjs';
import { checkNotes } from './notes.mjs';
import { Report } from './report.mjs';
import { readSite } from './site.mjs';
import { checkHtmlValidate, checkNu } from './validity.mjs';

const page = (root, title, body) => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${root}style.css">
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
const SECTION = page('../', 'Mở đầu', `<p id="k1">Đạt 7,11%<sup class="mark"><a id="fnref-1-1" href="#fn-1" role="doc-noteref" aria-label="Chú thích 1">1</a></sup> trên 23,9 m<sup>2</sup>.</p>
${'<p>Đoạn văn.</p>\n'.repeat(60)}<section role="doc-endnotes" aria-labelledby="notes">
<h2 id="notes">Chú thích</h2>
<ol>
<li id="fn-1" value="1"><div class="note-text">Theo niên giám.</div> <a href="#fnref-1-1" role="doc-backlink" aria-label="Về chỗ gọi chú thích 1">↑</a></li>
</ol>
</section>
<p><a href="index.html">Báo cáo</a></p>`);
const EDITION = {
  schema: 'ibid/1', title: 'Thử', language: 'vi', base_url: '',
  reports: [{
    id: 'a', title: 'Báo cáo', place: 'Cần Thơ', kind: 'report', date: '2025-07', url: 'a/index.html', source: { file: 'a.md', lines: [1, 9] },
    sections: [{ id: 's1', number: 'I', label: null, title: 'Mở đầu', parent: null, level: 1, url: 'a/i.html', line: 1 }],
    blocks: [{ id: 'k1', section: 's1', kind: 'paragraph', url: 'a/i.html#k1', lines: [[3, 3]], text: 'Đạt 7,11% trên 23,9 m2.' }],
    notes: [{ id: 'fn-1', number: 1, sign: '1', label: '1', url: 'a/i.html#fn-1', lines: [[5, 5]], text: 'Theo niên giám.', references: [{ block: 'k1', url: 'a/i.html#fnref-1-1', line: 3 }], repair: null }],
  }],
};
const GOOD = {
  'index.html': page('', 'Ấn bản', '<p><a href="a/index.html">Báo cáo</a></p>'),
  'a/index.html': page('../', 'Báo cáo', '<p><a href="i.html#k1">Mở đầu</a> <a href="../index.html">Ấn bản</a></p>'),
  'a/i.html': SECTION,
  '404.html': page('/', 'Không thấy trang', '<p><a href="/index.html">Ấn bản</a></p>'),
  'style.css': 'body { max-width: 40rem; margin: auto; line-height: 1.6; overflow-wrap: anywhere }\n:root { color-scheme: light dark }\n@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }',
  'data/edition.json': JSON.stringify(EDITION),
};

/** What is changed, and the check that must see it. */
const FAULTS = [
  ['a link to no file', 'a/index.html', 'i.html#k1', 'ii.html#k1', /links .* lead somewhere/],
  ['a link to no id', 'a/index.html', 'i.html#k1', 'i.html#k9', /links .* lead somewhere/],
  ['a link to a folder', 'a/index.html', '"../index.html"', '"../"', /links .* lead somewhere/],
  ['a link from the root', 'a/index.html', '"../index.html"', '"/index.html"', /links .* lead somewhere/],
  ['a link out of the site', 'a/index.html', '"../index.html"', '"../../index.html"', /links .* lead somewhere/],
  ['a script for an address', 'a/index.html', '"../index.html"', '"javascript:alert(1)"', /links .* lead somewhere/],
  ['a style sheet of another host', 'a/i.html', '"../style.css"', '"https://other.example/style.css"', /the site's own/],
  ['a font of another host', 'style.css', 'body {', '@font-face { font-family: x; src: url("//other.example/x.woff2") } body {', /the site's own/],
  ['an id twice', 'a/i.html', 'id="k1"', 'id="fn-1"', /no id stands twice/],
  ['a mark without a note', 'a/i.html', 'href="#fn-1"', 'href="#fn-2"', /marks lead to their notes/],
  ['a note without a way back', 'a/i.html', 'href="#fnref-1-1"', 'href="#k1"', /lead back to their marks/],
  ['another number shown', 'a/i.html', 'Chú thích 1">1<', 'Chú thích 1">2<', /the same numbers/],
  ['another number counted', 'a/i.html', 'value="1"', 'value="3"', /the same numbers/],
  ['a key that the schema lacks', 'data/edition.json', '"repair":null', '"repair":null,"mended":1', /holds to its schema/],
  ['an address that is nowhere', 'data/edition.json', 'a/i.html#k1', 'a/i.html#k2', /addresses of edition.json/],
  ['a level without its parent', 'data/edition.json', '"level":1', '"level":2', /agrees with itself/],
  ['a line outside the report', 'data/edition.json', '[[3,3]]', '[[3,30]]', /agrees with itself/],
  ['a word lost', 'a/i.html', 'Đạt 7,11%', 'Đạt', /the words of/],
  ['a tag left open', 'a/i.html', '<section role', '<div><section role', /Nu checker/],
  ['a button of no type', 'a/i.html', '<p>Đoạn văn.</p>', '<button>Mở</button>', /html-validate/],
];

const keep = process.argv.indexOf('--keep');
if (keep > 0) {
  write(process.argv[keep + 1], GOOD);
  process.exit(0);
}

/** Runs the checks without a browser; the lines of those that failed. */
async function failures(folder, wanted) {
  const lines = [];
  const report = new Report('');
  report.check = (name, faults = []) => {
    if (faults.length) lines.push(`${name}: ${faults[0]}`);
    return faults.length === 0;
  };
  const site = readSite(folder);
  const source = wanted ? String(wanted) : 'Nu html-validate';
  if (/Nu/.test(source)) await checkNu(site, report);
  if (/html-validate/.test(source)) await checkHtmlValidate(site, report);
  checkLinks(site, report);
  checkNotes(site, report);
  checkData(site, report);
  return lines;
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const home = mkdtempSync(join(tmpdir(), 'ibid-selftest-'));
const report = new Report('the checks');
try {
  write(join(home, 'good'), GOOD);
  report.check('a good site passes', await failures(join(home, 'good')));
  for (const [at, [name, path, old, replacement, expected]] of FAULTS.entries()) {
    const folder = join(home, `fault-${at}`);
    cpSync(join(home, 'good'), folder, { recursive: true });
    if (!GOOD[path].includes(old)) throw new Error(`${name}: ${old} is not in ${path}`);
    write(folder, { [path]: GOOD[path].replace(old, replacement) });
    const seen = await failures(folder, expected);
    report.check(`${name} is seen`, seen.some((line) => expected.test(line)) ? [] : [`seen instead: ${seen.join(' | ') || 'nothing'}`]);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = report.failed ? 1 : 0;
