// node tests/site/schema.mjs EDITION…: edition.yaml and the front matter of every page against docs/schema/, as a text editor sees them.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { Report } from './report.mjs';

const schema = (name) => JSON.parse(readFileSync(new URL(`../../docs/schema/${name}.json`, import.meta.url), 'utf8'));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const checks = { edition: ajv.compile(schema('edition')), page: ajv.compile(schema('page')) };
const report = new Report('schema');
const told = (check) => check.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${error.params.additionalProperty ?? ''}`.trim());

for (const folder of process.argv.slice(2)) {
  const faults = [];
  let count = 0;
  const look = (name, check, value) => {
    count += 1;
    if (!check(value ?? {})) faults.push(...told(check).map((fault) => `${name}: ${fault}`));
  };
  look('edition.yaml', checks.edition, parse(readFileSync(join(folder, 'edition.yaml'), 'utf8')));
  for (const name of readdirSync(join(folder, 'content'), { recursive: true }).filter((name) => name.endsWith('.md'))) {
    const front = /^---\n(.*?)^---$/ms.exec(readFileSync(join(folder, 'content', name), 'utf8'));
    if (front) look(name, checks.page, parse(front[1]));
  }
  report.check(`${folder}: ${count} files fit`, faults);
}

// What ibid refuses, a schema must not let pass.
const wrong = [
  ['edition', { titel: 'A' }], ['edition', { outputs: { dat: true } }], ['edition', { page_depth: 'ba' }], ['edition', { glossary: [{ trem: 'A' }] }],
  ['page', { titel: 'A' }], ['page', { weight: 'nặng' }], ['page', { indicators: [{ valeu: 1 }] }], ['page', { indicators: [{ kind: 'wish' }] }],
  ['page', { annotations: [{ noet: 'x' }] }], ['page', { corrections: [{ proposed: 'có' }] }], ['page', { source: { file: 'a', lines: [1] } }],
];
report.check(`${wrong.length} faults are seen`, wrong.filter(([name, value]) => checks[name](value)).map(([name, value]) => `${name} ${JSON.stringify(value)}`));
process.exitCode = report.failed ? 1 : 0;
