// Links and ids: every one leads somewhere, and nothing is loaded from another host.

import { attribute, resolve } from './site.mjs';

const LOADED = new Map([
  ['img', ['src']], ['script', ['src']], ['iframe', ['src']], ['source', ['src']], ['video', ['src', 'poster']], ['audio', ['src']],
  ['track', ['src']], ['embed', ['src']], ['object', ['data']], ['input', ['src']], ['image', ['href', 'xlink:href']], ['use', ['href', 'xlink:href']],
  ['body', ['background']],
]);
const LINKED = new Map([['a', ['href', 'xlink:href']], ['area', ['href']], ['form', ['action']], ['blockquote', []], ['button', ['formaction']]]);
// <link> that a browser loads or connects to; the others (canonical, alternate, license…) only name something.
const LOADING = /^(stylesheet|icon|shortcut|apple-touch-icon|mask-icon|preload|prefetch|modulepreload|preconnect|dns-prefetch|manifest)$/i;

export function checkLinks(site, report) {
  const faults = [];
  const foreign = [];
  const counts = { links: 0, fragments: 0, loaded: 0, outside: 0 };

  const follow = (from, where, address, loaded) => {
    const target = resolve(site, from, address);
    if (loaded) counts.loaded += 1;
    else counts.links += 1;
    if (target.external) {
      if (target.external === 'data') return;
      counts.outside += 1;
      if (loaded) foreign.push(`${from}: ${where} loads ${address}`);
      return;
    }
    if (target.fault) return void faults.push(`${from}: ${where} ${target.fault}`);
    if (!site.files.has(target.path)) return void faults.push(`${from}: ${where} leads to no file: ${address}`);
    if (!target.fragment || loaded) return;
    counts.fragments += 1;
    const page = site.pages.get(target.path);
    const known = page ? page.ids.has(target.fragment) || target.fragment === 'top' : target.path.endsWith('.svg');
    if (!known) faults.push(`${from}: ${where} leads to no such id: ${address}`);
  };

  for (const page of site.pages.values()) {
    for (const element of page.elements) {
      const where = `<${element.tagName}>`;
      const rel = (attribute(element, 'rel') ?? '').split(/\s+/);
      if (element.tagName === 'link') {
        const loaded = rel.some((word) => LOADING.test(word));
        const href = attribute(element, 'href');
        if (href !== null) follow(page.path, `<link rel=${rel.join(' ')}>`, href, loaded);
      }
      if (element.tagName === 'base') faults.push(`${page.path}: <base> moves every link`);
      for (const name of LOADED.get(element.tagName) ?? []) {
        const value = attribute(element, name);
        if (value !== null) follow(page.path, where, value, true);
      }
      for (const name of LINKED.get(element.tagName) ?? []) {
        const value = attribute(element, name);
        if (value !== null) follow(page.path, where, value, false);
      }
      for (const part of (attribute(element, 'srcset') ?? '').split(',').map((s) => s.trim().split(/\s+/)[0]).filter(Boolean)) {
        follow(page.path, `${where} srcset`, part, true);
      }
      for (const url of cssUrls(attribute(element, 'style') ?? '')) follow(page.path, `${where} style`, url, true);
      if (element.tagName === 'style') {
        for (const url of cssUrls(element.childNodes.map((c) => c.value ?? '').join(''))) follow(page.path, where, url, true);
      }
      if (element.tagName === 'meta' && /^refresh$/i.test(attribute(element, 'http-equiv') ?? '')) {
        const url = /url\s*=\s*['"]?([^'"]+)/i.exec(attribute(element, 'content') ?? '')?.[1];
        if (url) follow(page.path, '<meta refresh>', url, false);
      }
      const handler = element.attrs.find((a) => /^on/i.test(a.name));
      if (handler) faults.push(`${page.path}: ${where} carries a script in ${handler.name}`);
    }
  }
  for (const path of site.files) {
    if (path.endsWith('.css')) for (const url of cssUrls(site.read(path))) follow(path, 'style sheet', url, true);
  }
  report.check(`${counts.links} links and ${counts.fragments} fragments on ${site.pages.size} pages lead somewhere`, faults);
  report.check(`${counts.loaded} files that pages load are the site's own`, foreign);
  report.check('no id stands twice on a page', [...site.pages.values()].flatMap((page) => page.doubled.map((id) => `${page.path}: ${id}`)));
}

function cssUrls(css) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const urls = [...plain.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)/gi)].map((m) => m[1] ?? m[2] ?? m[3]);
  const imports = [...plain.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/gi)].map((m) => m[1] ?? m[2]);
  return [...urls, ...imports].filter((url) => url !== '' && !url.startsWith('#'));
}
