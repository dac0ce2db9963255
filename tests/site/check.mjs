// node tests/site/check.mjs FOLDER [--label NAME] [--no-browser]: every check on one built site. Exit code 1 when one fails.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBrowser, sideBySide } from './browser.mjs';
import { checkData } from './data.mjs';
import { checkFeedback } from './feedback.mjs';
import { checkFigures } from './figures.mjs';
import { checkLinks } from './links.mjs';
import { checkNarrow } from './narrow.mjs';
import { checkNotes } from './notes.mjs';
import { checkPolicy } from './policy.mjs';
import { checkQuality } from './quality.mjs';
import { checkRegisters } from './register.mjs';
import { Report } from './report.mjs';
import { checkSearch } from './search.mjs';
import { readSite } from './site.mjs';
import { checkHtmlValidate, checkNu } from './validity.mjs';
import { checkWay } from './way.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { label: { type: 'string', default: '' }, only: { type: 'string', default: '' }, 'no-browser': { type: 'boolean', default: false } },
});
if (positionals.length !== 1) {
  console.error('usage: node tests/site/check.mjs FOLDER [--label NAME] [--no-browser] [--only CHECK]');
  process.exit(2);
}
const report = new Report(values.label);
const site = readSite(resolve(positionals[0]));
report.check(`${site.files.size} files, ${site.pages.size} of them pages`, site.pages.has('index.html') ? [] : ['there is no index.html']);

const onFiles = [['Nu checker', checkNu], ['html-validate', checkHtmlValidate], ['links', checkLinks], ['notes', checkNotes], ['open data', checkData]];
// The longest first, so that none is left alone at the end.
const inBrowsers = [
  ['browser', checkBrowser], ['quality', checkQuality], ['narrow', checkNarrow], ['search', checkSearch], ['policy', checkPolicy],
  ['figures', checkFigures], ['way', checkWay], ['registers', checkRegisters], ['feedback', checkFeedback],
];
const run = async ([name, check]) => {
  const begun = performance.now();
  await report.run(name, () => check(site, report));
  console.log(`       ${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
};
// What fails outside of every check, say in an answer that nobody waited for, is told, and the others still run.
for (const kind of ['uncaughtException', 'unhandledRejection']) process.on(kind, (error) => report.check('nothing fails unseen', [error?.stack ?? `${error}`]));
const wanted = (checks) => checks.filter(([name]) => values.only === '' || name === values.only);
await sideBySide(wanted(onFiles), run, 1);
// Each has a browser of its own, which waits for half of its time.
if (!values['no-browser']) await sideBySide(wanted(inBrowsers), run, 3);
process.exitCode = report.failed ? 1 : 0;
