// The content security policy: every script of a page is named in it, nothing else runs or is loaded, from a folder and from a host.

import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { address, choose, inBrowser, open, painted, sideBySide } from './browser.mjs';
import { attribute } from './site.mjs';

export async function checkPolicy(site, report) {
  report.check('every page of the theme has a policy that names its scripts', [...site.pages.values()].flatMap(unnamed));
  await inBrowser(site, async (browser, host) => {
    const places = [
      { name: 'from a folder', root: pathToFileURL(`${site.folder}/`).href },
      { name: 'from a sub-path of a host', ...host },
    ];
    for (const place of places) await report.run(`policy, ${place.name}`, () => attack(browser, site, place, report));
  });
}

/** The scripts within a page whose words the policy does not have. A page that leads on from an old address has none. */
function unnamed(page) {
  const found = page.elements.find((element) => element.tagName === 'meta' && attribute(element, 'http-equiv') === 'Content-Security-Policy');
  if (!found) return /<body class=/.test(page.html) ? [`${page.path}: no policy`] : [];
  const policy = attribute(found, 'content');
  const scripts = [...page.html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, words]) => `'sha256-${createHash('sha256').update(words).digest('base64')}'`);
  return scripts.filter((hash) => !policy.includes(hash)).map((hash) => `${page.path}: a script is not in the policy: ${hash}`);
}

/** What a page may not do, done in it: nothing of it may work, and the page itself must not complain before. */
async function attack(browser, site, place, report) {
  const wrong = [];
  const sample = choose(site).filter((kind) => kind.path !== '404.html');
  await sideBySide(sample, async ({ path }) => {
    const { context, page, faults } = await open(browser, place);
    await page.goto(address(place, path), { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready.then(() => null));
    await painted(page);
    wrong.push(...faults.map((fault) => `${path}: ${fault}`));
    const lit = await page.evaluate(() => ({ script: document.documentElement.classList.contains('js'), sheets: [...document.styleSheets].filter((sheet) => sheet.href).length }));
    if (!lit.script || lit.sheets < 2) wrong.push(`${path}: its own script or style sheets do not work: ${JSON.stringify(lit)}`);
    const refused = await page.evaluate(async () => {
      const seen = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const put = (html) => document.body.insertAdjacentHTML('beforeend', html);
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = "a script within the page"';
      document.body.append(script);
      put('<img src="none.png" onerror="globalThis.ran = \'a handler\'">');
      put('<img src="https://elsewhere.example/a.png">');
      put('<object data="https://elsewhere.example/b"></object>');
      const base = document.createElement('base');
      base.href = 'https://elsewhere.example/';
      document.head.append(base);
      await fetch('https://elsewhere.example/c').catch(() => {});
      for (let tries = 0; tries < 200 && seen.length < 6; tries += 1) await new Promise((done) => setTimeout(done, 20));
      return { seen: [...new Set(seen)].sort().join(' '), ran: globalThis.ran ?? '' };
    });
    const wanted = 'base-uri connect-src img-src object-src script-src-attr script-src-elem';
    if (refused.seen !== wanted || refused.ran) wrong.push(`${path}: refused ${refused.seen}, wanted ${wanted}; ran ${refused.ran}`);
    await context.close();
  });
  report.check(`${sample.length} kinds of page ${place.name}: what is theirs works, scripts, pictures and requests of others are refused`, wrong);
}
