import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { seedCity } from '../../infra/rehearsal/seed-city.ts';
import { checkInBrowser } from './million/in-browser.ts';
import { loadTargets } from './million/load.ts';
import { startCity } from './million/machine.ts';
import { phases } from './million/phases.ts';
import { BATCH, playUntil, startBatch, strengthen } from './million/play.ts';
import { storesOf } from './million/stores.ts';

// npm run bench:million -- [--targets 1100000] [--draw 1000] [--rows-at-once N] [--shards-at-once N]: a directory of more than a million enterprises, more than one
// shard, goes through the batch workflow on this machine up to the publication of its draw, which is then checked in a browser. Prints what each part took.
const { values } = parseArgs({
  options: { targets: { type: 'string', default: '1100000' }, draw: { type: 'string', default: '1000' }, 'rows-at-once': { type: 'string' }, 'shards-at-once': { type: 'string' } },
});
const targets = Number(values.targets);
const scale = values['rows-at-once'] === undefined && values['shards-at-once'] === undefined ? undefined : { rows: Number(values['rows-at-once'] ?? 100_000), shards: Number(values['shards-at-once'] ?? 1) };
const SEED = 'a million';
/** Entered through the API, as the rest of the city. */
const BY_API = 970;

const number = (value: number, digits = 1): string => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const say = (what: string, found: string, note = ''): void => console.log(`${what.padEnd(58)} ${found.padStart(12)}   ${note}`.trimEnd());
const { during } = phases(({ name, seconds, processor, peak }) => {
  if (seconds >= 0.5) say(name, `${number(seconds)} s`, `processor ${number(processor)} s, memory at most ${number(peak, 0)} MB`);
});

const dir = mkdtempSync(path.join(tmpdir(), 'bench-million-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
mkdirSync(path.join(dir, 'people'));
say('load of the machine', loadavg().map((one) => number(one)).join(' '));
await during(`${number(targets, 0)} enterprises into the database`, () => loadTargets(dir, { seed: SEED, from: BY_API, to: targets }));
const city = await during('bundle, synthesize, start', () => startCity(dir, SEED, targets, scale));
const { machine, scene } = city;
try {
  const stores = storesOf(machine);
  await during('enter departments, rules, officers', async () => {
    await seedCity({ ...scene, city: { ...scene.city, targets: BY_API } }, () => undefined);
    await strengthen(city, Math.ceil(Number(values.draw) / 15));
  });
  await startBatch(city, stores, Number(values.draw));
  await playUntil(city, 'organised', during);
  const { milliseconds = {}, functions = {} } = machine.counts.read();
  for (const [name, ms] of Object.entries(milliseconds).filter(([each]) => each.includes('steps-batch')).toSorted((a, b) => b[1] - a[1]).slice(0, 8)) {
    say(`function ${name.replace('double-random-local-steps-', '')}`, `${number(ms / 1000)} s`, `${functions[name] ?? 0} calls, their wait for one of two threads included`);
  }
  const address = `${machine.url}/public/draws/${BATCH}/1/verify/`;
  const manifest = (await (await fetch(`${machine.url}/public/draws/${BATCH}/1/manifest.json`)).json()) as { readonly snapshot: { readonly rows: number; readonly shards: readonly unknown[]; readonly asOf: object } };
  say('rows frozen', number(manifest.snapshot.rows, 0), `${manifest.snapshot.shards.length} shard(s), as of ${JSON.stringify(manifest.snapshot.asOf)}`);
  const { answer, steps } = await during('checked in a browser', () => checkInBrowser(address));
  say('steps 0 to 4', steps.join(' '));
  console.log(answer.replaceAll(/\n+/g, '\n'));
  process.exitCode = manifest.snapshot.rows === targets && steps.every((step) => step === 'pass') ? 0 : 1;
} finally {
  await machine.stop();
}
say('load of the machine', loadavg().map((one) => number(one)).join(' '));
