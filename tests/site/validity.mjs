// Valid HTML: the Nu checker finds no error, html-validate no fault.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

export async function checkNu(site, report) {
  const jar = join(dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
  const options = ['-Xss8m', '-jar', jar, '--skip-non-html', '--errors-only', '--format', 'json', '--exit-zero-always', site.folder];
  // The checker writes its findings to the standard error stream.
  const { stderr, stdout } = await run('java', options, { maxBuffer: 1 << 28 });
  const answer = [stderr, stdout].map((text) => text.slice(Math.max(0, text.indexOf('{"messages"')))).find((text) => text.startsWith('{'));
  if (!answer) throw new Error(`no answer from the Nu checker: ${(stderr || stdout).slice(0, 400)}`);
  const faults = JSON.parse(answer).messages.map((m) => `${m.url?.split(site.folder).pop() ?? ''}:${m.lastLine ?? ''}: ${m.message}`);
  report.check(`Nu checker: no error on ${site.pages.size} pages`, faults);
}

export async function checkHtmlValidate(site, report) {
  const validator = new HtmlValidate(new FileSystemConfigLoader(CONFIG));
  const faults = [];
  for (const page of site.pages.values()) {
    const { results } = await validator.validateString(page.html, `site-${page.path}`);
    for (const result of results) {
      for (const m of result.messages) faults.push(`${page.path}:${m.line}:${m.column}: ${m.message} (${m.ruleId})`);
    }
  }
  report.check(`html-validate: no fault on ${site.pages.size} pages`, faults);
}

const CONFIG = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Ids are opaque and short (k7f2), or follow the custom of notes (fn-5).
    'id-pattern': 'off',
    'valid-id': ['error', { relaxed: false }],
    // Templates leave blanks at line ends, and long reports have long titles.
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Lowercase is what authors write; a small doctype is as good.
    'doctype-style': 'off',
    // The reader's theme is chosen before the first paint by an inline script.
    'require-csp-nonce': 'off',
    // DPUB roles carry what no element says: a mark, a note's way back.
    'prefer-native-element': ['error', { exclude: ['link', 'region', 'note'] }],
    'no-redundant-role': 'error',
    'no-inline-style': 'off',
    'void-style': 'off',
  },
};
