// A built site as a value: every file, every page parsed, ids and elements at hand.

import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parse } from 'parse5';

/** Reads a folder. Paths are relative to the site's root, with `/`. */
export function readSite(folder) {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/')),
  );
  const read = (path) => readFileSync(join(folder, path), 'utf8');
  const pages = new Map([...files].filter((path) => path.endsWith('.html')).sort().map((path) => [path, readPage(path, read(path))]));
  const edition = files.has('data/edition.json') ? JSON.parse(read('data/edition.json')) : null;
  const baseUrl = edition?.base_url ?? '';
  const basePath = baseUrl ? new URL(baseUrl).pathname : '/';
  return { folder, files, pages, read, edition, baseUrl, basePath };
}

function readPage(path, html) {
  const document = parse(html, { sourceCodeLocationInfo: false });
  const elements = [];
  const ids = new Map();
  const doubled = [];
  for (const element of walk(document)) {
    elements.push(element);
    const id = attribute(element, 'id');
    if (id === null) continue;
    if (ids.has(id)) doubled.push(id);
    else ids.set(id, element);
  }
  return { path, html, document, elements, ids, doubled };
}

function* walk(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* walk(child);
  if (node.content) yield* walk(node.content); // <template>
}

export function attribute(element, name) {
  return element.attrs?.find((a) => (a.prefix ? `${a.prefix}:${a.name}` : a.name) === name)?.value ?? null;
}

export function hasRole(element, role) {
  return (attribute(element, 'role') ?? '').split(/\s+/).includes(role);
}

export function hasClass(element, name) {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

export function closest(element, wanted) {
  for (let node = element; node; node = node.parentNode) if (node.tagName && wanted(node)) return node;
  return null;
}

export function descendants(element, wanted) {
  return [...walk(element)].filter((node) => node !== element && wanted(node));
}

/** The text of an element, without the parts that `leave` picks. */
export function textOf(node, leave = () => false) {
  if (node.nodeName === '#text') return node.value;
  if (node.tagName && leave(node)) return '';
  return (node.childNodes ?? []).map((child) => textOf(child, leave)).join('');
}

/**
 * Where an address leads: `{external}`, `{fault}` or `{path, fragment}`. `from`: the page, or style sheet, that holds it.
 * A page works from a plain folder when every link is relative and names a file; the 404 page alone starts at the root.
 */
export function resolve(site, from, address) {
  const text = address.trim();
  if (/^(mailto|tel|data):/i.test(text)) return { external: text.split(':')[0] };
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith('//')) {
    return /^(https?:)?\/\//i.test(text) ? { external: text } : { fault: `an address of a kind that has no place here: ${text}` };
  }
  const [beforeHash, ...rest] = text.split('#');
  const fragment = rest.length ? decode(rest.join('#')) : null;
  const file = decode(beforeHash.split('?')[0]);
  if (file === null || (rest.length && fragment === null)) return { fault: `a broken percent escape: ${text}` };
  if (file === '') return { path: from, fragment };
  let path;
  if (file.startsWith('/')) {
    if (from !== '404.html') return { fault: `starts at the host's root, so it fails in a folder: ${text}` };
    if (!file.startsWith(site.basePath)) return { fault: `is outside the site's path ${site.basePath}: ${text}` };
    path = posix.normalize(file.slice(site.basePath.length) || '.');
  } else {
    path = posix.normalize(posix.join(posix.dirname(from), file));
  }
  if (path.startsWith('..')) return { fault: `leaves the site: ${text}` };
  if (path === '.' || path.endsWith('/')) return { fault: `names a folder, not a file: ${text}` };
  return { path, fragment };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
