// The time of a whole process: a cold build, a build after one changed sentence, a build with nothing changed, as the
// edition grows:
//
//   cargo build --release --bin ibid --example enlarge
//   node benches/again.mjs [sizes, as 1,10,50] [rounds]
//
// Told are the medians in milliseconds, with the time on a processor (which a busy machine changes less) and the most memory
// where GNU time is there; how many pages were rendered; and the exponent of growth between the first size and each other.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [sizes = '1,10', rounds = '5'] = process.argv.slice(2);
const ibid = resolve(process.env.IBID ?? 'target/release/ibid');
const enlarge = resolve(process.env.ENLARGE ?? 'target/release/examples/enlarge');
const work = mkdtempSync(join(tmpdir(), 'ibid-again-'));
const clock = '/usr/bin/time';

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** One build: milliseconds, milliseconds on a processor, megabytes, pages rendered. */
function build(root) {
  const command = [ibid, 'build', '--timings', '--root', root];
  const timed = existsSync(clock) ? [clock, '-f', 'took %U %S %M', ...command] : command;
  const begun = performance.now();
  const run = spawnSync(timed[0], timed.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
  const wall = performance.now() - begun;
  if (run.status !== 0) throw new Error(run.stderr);
  const [, user, system, kilobytes] = /took ([\d.]+) ([\d.]+) (\d+)/.exec(run.stderr) ?? [];
  const rendered = Number(/(\d+) rendered/.exec(run.stdout)?.[1] ?? 0);
  const pages = Number(/(\d+) pages/.exec(run.stdout)?.[1] ?? 0);
  return { wall, cpu: (Number(user) + Number(system)) * 1000, memory: Number(kilobytes) / 1000, rendered, pages };
}

/** A page in the middle of the edition. */
function page(root) {
  const reports = readdirSync(join(root, 'content'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'sources');
  const report = reports[Math.floor(reports.length / 2)].name;
  const names = readdirSync(join(root, 'content', report)).filter((name) => name.endsWith('.md') && name !== '_index.md');
  return join(root, 'content', report, names[Math.floor(names.length / 2)]);
}

function measure(size) {
  const root = join(work, `x${size}`);
  const made = spawnSync(enlarge, [size, root], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const changed = page(root);
  const text = readFileSync(changed, 'utf8');
  const before = {
    cold: () => ['public', '.ibid'].forEach((name) => rmSync(join(root, name), { recursive: true, force: true })),
    'one sentence': (round) => writeFileSync(changed, `${text}\n\nMột câu thêm vào, lần ${round}.\n`),
    nothing: () => {},
  };
  const found = {};
  for (const [name, prepare] of Object.entries(before)) {
    const runs = [];
    for (let round = 0; round < Number(rounds); round += 1) {
      prepare(round);
      runs.push(build(root));
    }
    const of = (key) => median(runs.map((run) => run[key]));
    found[name] = { wall: of('wall'), cpu: of('cpu'), memory: of('memory'), rendered: of('rendered'), pages: of('pages') };
  }
  rmSync(root, { recursive: true, force: true });
  return found;
}

let first;
for (const size of sizes.split(',')) {
  const found = measure(size);
  first ??= { size: Number(size), found };
  for (const [name, { wall, cpu, memory, rendered, pages }] of Object.entries(found)) {
    const grown = Number(size) / first.size;
    const exponent = grown > 1 ? `, exponent ${(Math.log(cpu / first.found[name].cpu) / Math.log(grown)).toFixed(2)}` : '';
    console.log(`${size} times, ${name}: ${wall.toFixed(0)} ms (${cpu.toFixed(0)} ms on a processor, ${memory.toFixed(0)} MB), ${rendered} of ${pages} pages rendered${exponent}`);
  }
}
rmSync(work, { recursive: true, force: true });
