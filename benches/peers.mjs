// The time of a whole build beside that of other generators on the same Markdown, in one run:
//
//   cargo build --release
//   ZOLA=<program> MDBOOK=<program> node benches/peers.mjs <edition> [rounds]
//
// The peers get each page of `content/` with its title and its text, a plain template, and no search index unless the line
// says so; ibid does all that it does: links, checks, comparisons, index, open data. Every round builds each of them once
// into an empty folder, in turn, so that a slow minute of the machine meets all alike. Told are the medians, and how many
// times the first peer's time each takes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const [edition, rounds = '9'] = process.argv.slice(2);
if (!edition) throw new Error('name the folder of an edition');
const work = mkdtempSync(join(tmpdir(), 'ibid-peers-'));
const ibid = resolve(process.env.IBID ?? 'target/release/ibid');

const put = (...parts) => {
  const text = parts.pop();
  const path = join(...parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** The pages of the edition: folder, name, title, text without front matter and without ids, which are not Markdown. */
function pages() {
  const root = join(edition, 'content');
  const files = readdirSync(root, { recursive: true }).filter((path) => path.endsWith('.md') && !path.split('/').includes('_import'));
  return files.sort().map((path) => {
    const [, head, text] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(root, path), 'utf8'));
    const title = /^title: *(.*)$/m.exec(head)?.[1].replace(/^["'](.*)["']$/, '$1') ?? path;
    return { path, title, text: text.replace(/ *\{#[\w-]+\}$/gm, '') };
  });
}

const plain = (body) => `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${body}</title></head><body><h1>${body}</h1>`;

/** An edition for Zola; what is to be run, and what it writes. */
function zola(program, name, withIndex) {
  const root = join(work, name);
  put(root, 'config.toml', `base_url = "https://an-ban.example"\nbuild_search_index = ${withIndex}\n`);
  for (const [template, what] of [['index', 'section'], ['section', 'section'], ['page', 'page']]) {
    put(root, 'templates', `${template}.html`, `${plain(`{{ ${what}.title }}`)}{{ ${what}.content | safe }}</body></html>`);
  }
  for (const { path, title, text } of pages()) {
    put(root, 'content', path, `+++\ntitle = ${JSON.stringify(title)}\n+++\n${text}`);
  }
  return { name, command: [program, '--root', root, 'build'], out: join(root, 'public') };
}

function mdbook(program, name) {
  const root = join(work, name);
  put(root, 'book.toml', '[book]\ntitle = "An ban"\nlanguage = "vi"\nsrc = "src"\n');
  const list = pages();
  for (const { path, title, text } of list) put(root, 'src', path, `# ${title}\n\n${text}`);
  const line = ({ path, title }) => `- [${title.replace(/[[\]]/g, '')}](${path})\n`;
  put(root, 'src', 'SUMMARY.md', `# An ban\n\n${list.map(line).join('')}`);
  return { name, command: [program, 'build', root], out: join(root, 'book') };
}

function ours() {
  const out = join(work, 'ibid');
  return { name: 'ibid', command: [ibid, 'build', '--root', edition, '--output-dir', out, '--quiet'], out };
}

const { ZOLA, MDBOOK } = process.env;
const runs = [
  ...(ZOLA ? [zola(ZOLA, 'zola', false), zola(ZOLA, 'zola with an index', true)] : []),
  ...(MDBOOK ? [mdbook(MDBOOK, 'mdbook')] : []),
  ours(),
];
const times = new Map(runs.map((run) => [run, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  for (const run of runs) {
    rmSync(run.out, { recursive: true, force: true });
    const start = performance.now();
    const { status, stderr } = spawnSync(run.command[0], run.command.slice(1), { encoding: 'utf8' });
    times.get(run).push(performance.now() - start);
    if (status !== 0) throw new Error(`${run.name}: ${stderr}`);
  }
}
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const first = median(times.get(runs[0]));
console.log(`${pages().length} Markdown files, ${rounds} rounds`);
for (const run of runs) {
  const files = readdirSync(run.out, { recursive: true }).filter((path) => path.endsWith('.html')).length;
  const own = median(times.get(run));
  console.log(`${run.name.padEnd(20)}${own.toFixed(0).padStart(8)} ms ${(own / first).toFixed(2).padStart(7)} times  ${files} pages`);
}
rmSync(work, { recursive: true });
