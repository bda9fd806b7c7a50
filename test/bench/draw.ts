import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tookText, type Took } from './clock.ts';
import { measureHashes } from './draw-hash.ts';
import { writeRows } from './draw-rows.ts';

// npm run bench:draw -- [--rows 10000000] [--drawn 10000]: ratios against probes of the same run on this machine. Nothing is asserted.
const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000000' }, drawn: { type: 'string' } } });
const rows = Number(values.rows);
const drawn = Number(values.drawn ?? Math.ceil(rows / 1000));

type Case<T> = { readonly measured: T; readonly peakMiB: number };
type Timed = Took<string>;

const child = <T>(script: string, ...args: readonly (string | number)[]): Case<T> => {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, script), ...args.map(String)], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${run.stderr}`);
  return JSON.parse(run.stdout) as Case<T>;
};

const say = (what: string, found: string, asked = ''): void => console.log(`${what.padEnd(66)} ${found.padStart(32)}   ${asked}`);
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
const perSecond = (rate: number): string => `${(rate / 1e6).toFixed(2)} M/s`;
const took = ({ measured }: Case<Timed>): string => tookText(measured);
/** How many times faster `fast` is than `slow`, by the processor: both run in one thread. */
const faster = (slow: Case<Timed>, fast: Case<Timed>): string => times(slow.measured.processor / fast.measured.processor);

const load = (): string => loadavg().map((one) => one.toFixed(1)).join(' ');
say(`${rows.toLocaleString('en')} rows, ${drawn.toLocaleString('en')} drawn; load of the machine`, load());

const rates = measureHashes();
say('tickets: kernel of eight lanes', perSecond(rates.kernel));
say('tickets: kernel of four lanes, where eight do not pay', perSecond(rates.fourLanes));
say('tickets: kernel, rows that share no beginning', perSecond(rates.strangers));
say('tickets: crypto.hash to hex', perSecond(rates.hash));
say('tickets: kernel of eight lanes ÷ crypto.hash to hex', times(rates.kernel / rates.hash), 'asked: at least 4');
say('tickets: kernel of four lanes ÷ crypto.hash to hex', times(rates.fourLanes / rates.hash), 'asked: at least 4');
say('tickets: kernel ÷ plain path with its message filled from a row', times(rates.kernel / rates.ticket));
say('tree: kernel ÷ crypto.hash to hex', times(rates.tree / rates.treeHash));

const folder = mkdtempSync(path.join(tmpdir(), 'bench-draw-'));
try {
  const { file } = writeRows(path.join(folder, 'rows.txt'), rows);
  const draw = (what: string, count = rows, wanted = drawn): Case<Timed> => child<Timed>('draw-case.ts', what, file, count, wanted);
  say('making the kernel, once in a thread', took(draw('make', 1)));
  const one = draw('one');
  const two = draw('two');
  const [oneAgain, twoAgain] = [draw('one-again'), draw('two-again')];
  const plain = draw('plain');
  const agreed = new Set([one, two, oneAgain, twoAgain, plain].map(({ measured }) => measured.result)).size === 1;
  say('file to result, one core', took(one));
  say('file to result, two workers', took(two));
  say('the same again in the same threads, one core', took(oneAgain));
  say('the same again in the same threads, two workers', took(twoAgain));
  say('two workers: times one core', times(one.measured.seconds / two.measured.seconds));
  say('two workers: times one core, the kernel made', times(oneAgain.measured.seconds / twoAgain.measured.seconds), 'asked: at least 1.5');
  say('file to result, plain path on one core', took(plain));
  say('kernel: times the plain path', faster(plain, one));
  say('all five drew the same targets', agreed ? 'yes' : 'NO');
  const many = draw('one', rows, Math.ceil(rows * 0.03));
  say('file to result, one core, 3 % drawn', took(many));

  const sqlite = child<Timed>('draw-sqlite.ts', rows, drawn);
  say('SQLite in memory, the same frame, ORDER BY random() LIMIT k', took(sqlite));
  say('one core: times SQLite', faster(sqlite, one), 'asked: at least 6');
  const sqliteMany = child<Timed>('draw-sqlite.ts', rows, Math.ceil(rows * 0.03));
  say('SQLite, 3 % drawn', took(sqliteMany));
  say('one core: times SQLite, 3 % drawn', faster(sqliteMany, many), 'asked: at least 6');

  const sqliteAll = child<Timed>('draw-sqlite.ts', rows);
  say('SQLite, ORDER BY random() without a limit, all handed out', took(sqliteAll));
  say('one core: times SQLite without a limit', faster(sqliteAll, one), 'asked: at least 6');

  say(`peak memory at ${rows.toLocaleString('en')} rows, one core`, `${one.peakMiB.toFixed(0)} MiB`, 'asked: at most 160');
  say(`peak memory at ${(rows / 10).toLocaleString('en')} rows, one core`, `${draw('one', rows / 10).peakMiB.toFixed(0)} MiB`, 'asked: flat');
  say('peak memory, one core, 3 % drawn', `${many.peakMiB.toFixed(0)} MiB`);
  say('peak memory, two workers', `${two.peakMiB.toFixed(0)} MiB`);

  const fewer = Math.min(rows, 3_000_000);
  const [root, plainRoot, straightRoot] = [draw('root', fewer), draw('plain-root', fewer), draw('straight-root', fewer)];
  const ofRoot = `Merkle root of ${fewer.toLocaleString('en')} rows`;
  say(`${ofRoot}: kernel`, took(root));
  say(`${ofRoot}: crypto.hash to bytes`, took(straightRoot));
  say(`${ofRoot}: plain path, crypto.hash to hex and back`, took(plainRoot));
  say('Merkle root: kernel times crypto.hash to bytes', faster(straightRoot, root), 'asked: at least 7');
  say('Merkle root: kernel times plain path', faster(plainRoot, root));
  say('all three gave the same root', new Set([root, plainRoot, straightRoot].map(({ measured }) => measured.result)).size === 1 ? 'yes' : 'NO');
  if (rows > fewer) say(`Merkle root of ${rows.toLocaleString('en')} rows: kernel`, took(draw('root')));

  const sizes = child<readonly { rows: number; perMillion: number }[]>('draw-case.ts', 'sizes', file, rows, drawn).measured;
  for (const size of sizes) say(`per million rows at ${size.rows.toLocaleString('en')}`, `processor ${size.perMillion.toFixed(3)} s`);
  const all = sizes.map(({ perMillion }) => perMillion);
  say('per million rows: largest ÷ smallest', times(Math.max(...all) / Math.min(...all)), 'asked: at most 1.2');
} finally {
  rmSync(folder, { recursive: true });
}
say('load of the machine', load());
