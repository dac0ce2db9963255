// node tests/site/sarif.mjs FILE: a log of `ibid check --format sarif` against the schema of SARIF 2.1.0.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { Report } from './report.mjs';

const require = createRequire(import.meta.url);
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const log = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const report = new Report('sarif');
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);
report.check('the log is SARIF 2.1.0', validate(log) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`));
const [run] = log.runs;
const faults = run.results.filter((result) => run.tool.driver.rules[result.ruleIndex]?.id !== result.ruleId).map((result) => `${result.ruleId} is not the rule that its index names`);
for (const rule of run.tool.driver.rules) if (rule.help.text.length < 80) faults.push(`${rule.id} does not say how to mend it`);
report.check(`${run.results.length} results name ${run.tool.driver.rules.length} rules, and each says how to mend it`, faults);
process.exitCode = report.failed ? 1 : 0;
