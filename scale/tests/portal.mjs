// node scale/tests/portal.mjs PORTAL QUERY WANTED…: asks the portal in a folder, from a folder and from a host; each wanted address must be
// among the links that it answers with, and lead to a page.

import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, TYPES } from '../../tests/site/browser.mjs';
import { Report } from '../../tests/site/report.mjs';

const [portal, query, ...wanted] = process.argv.slice(2);
if (!wanted.length) {
  console.error('usage: node scale/tests/portal.mjs PORTAL QUERY WANTED…');
  process.exit(2);
}
const report = new Report('the portal');
const root = resolve(portal, '..');
const server = createServer((request, response) => {
  const path = join(root, normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname)));
  if (!existsSync(path)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(path)] || 'application/octet-stream' });
  createReadStream(path).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const name = resolve(portal).slice(root.length + 1);
const places = {
  'from a folder': pathToFileURL(`${resolve(portal)}/index.html`).href,
  'from a host': `http://127.0.0.1:${server.address().port}/${name}/index.html`,
};
const browser = await launch();
try {
  for (const [where, address] of Object.entries(places)) {
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(address);
    await page.fill('input[name=q]', query);
    await page.waitForFunction((asked) => document.body.dataset.answered === asked, query, { timeout: 20000 });
    const links = await page.$$eval('#ibid-portal-hits a', (all) => all.map((link) => link.href));
    for (const one of wanted) {
      const found = links.find((link) => link.includes(one));
      if (!found) faults.push(`${one} is not among ${links.join(' ') || 'no links'}`);
      else if (found.startsWith('file:') && !existsSync(fileURLToPath(found.replace(/#.*/, '')))) faults.push(`${found} is no file`);
    }
    const told = await page.textContent('#ibid-portal-status');
    if (!/\d/.test(told)) faults.push(`it says “${told}”`);
    report.check(`${where}: “${query}” is found in ${wanted.length} editions`, faults);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = report.failed ? 1 : 0;
