import { hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Hasher } from '../../shared/kernel/hash.ts';
import type { Candidates } from '../../shared/lottery/targets/candidates.ts';
import { drawFromShards } from '../../shared/lottery/targets/draw-from-shards.ts';
import { rootOfRows, rootOfShards } from '../../shared/lottery/directory/merkle.ts';
import { eightLanes, MANY } from '../../shared/lottery/providers/eight-lanes.ts';
import { kernelHasher } from '../../shared/lottery/providers/kernel.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { mergeLow, type Targets } from '../../shared/lottery/targets/select-targets.ts';
import { timed } from './clock.ts';
import { readRows } from './draw-read.ts';
import type { DrawItem } from '../../shared/lottery/types.ts';
import { itemOf } from './draw-rows.ts';
import type { Shared } from './draw-worker.ts';

// One measured case in a process of its own, so that its peak of memory is its own: node draw-case.ts <case> <file> <rows> <drawn>.
const [what = '', file = '', rowsText = '', drawnText = '0'] = process.argv.slice(2);
const rows = Number(rowsText);
const seed = '5e'.repeat(32);
const plain = nodeHasher('SHA-256');
/** The kernel of a directory of whole shards, though parts of it are read here. */
const kernel = kernelHasher(plain, 1, (hash) => eightLanes(hash, MANY));
/** What one writes first: every digest asked for as bytes, which costs several times the digest. The plain path asks for hex and decodes it. */
const straight: Hasher = { ...plain, into: (message, out, offset) => out.set(hash('sha256', message, 'buffer'), offset) };

const inThisThread = (hasher: Hasher, item: DrawItem, count = rows): Promise<Targets> =>
  drawFromShards(hasher, { item, seed, excluded: [], shards: () => readRows(file, 0, count) });

const heardFrom = <T>(worker: Worker): Promise<T> => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));

/** Threads that have loaded what they need, as this one has before the clock runs. */
const hired = (workers: number): Promise<readonly Worker[]> =>
  Promise.all(Array.from({ length: workers }, async () => {
    const worker = new Worker(new URL('draw-worker.ts', import.meta.url));
    await heardFrom(worker);
    return worker;
  }));

const byWorkers = async (workers: readonly Worker[], item: DrawItem): Promise<Targets> => {
  const shared: Shared = { file, seed, item, rows, next: new Int32Array(new SharedArrayBuffer(4)) };
  const found = await Promise.all(
    workers.map((worker) => {
      const answer = heardFrom<Candidates>(worker);
      worker.postMessage(shared);
      return answer;
    }),
  );
  const targets = mergeLow(plain, { item, seed }, found);
  if (targets === undefined) throw new Error('the candidates of this bench do not settle it');
  return targets;
};

const SUBTREE = 65_536;
const rootOf = (hasher: Hasher): string => {
  const roots: string[] = [];
  for (const part of readRows(file, 0, rows, SUBTREE)) roots.push(rootOfRows(hasher, part));
  return rootOfShards(hasher, roots);
};

const LARGEST_RUNS = 4;
const MOST_RUNS = 24;

/** Seconds of processor per million rows at several sizes of the same file, warm, the middle of many runs; all spread evenly over the same minute, so that a machine that slows down does so for each. */
const bySize = async (): Promise<readonly { rows: number; perMillion: number }[]> => {
  const sizes = [1e5, 3e5, 1e6, 3e6, 1e7].filter((size) => size <= rows).map((size) => ({ size, item: itemOf(size, size / 1000), times: [] as number[] }));
  for (let run = 0; run < 40; run += 1) await inThisThread(kernel, itemOf(1e5, 100), 1e5);
  const runs = sizes.flatMap((one) => {
    const count = Math.min(MOST_RUNS, Math.ceil((LARGEST_RUNS * rows) / one.size));
    return Array.from({ length: count }, (_, at) => ({ one, at: (at + 0.5) / count }));
  });
  for (const { one } of runs.sort((a, b) => a.at - b.at)) one.times.push((await timed(() => inThisThread(kernel, one.item, one.size))).processor);
  return sizes.map(({ size, times }) => ({ rows: size, perMillion: ((times.sort((a, b) => a - b)[times.length >> 1] ?? 0) * 1e6) / size }));
};

const drawing = (run: (item: DrawItem) => Promise<Targets>) => (): Promise<unknown> => {
  const item = itemOf(rows, Number(drawnText));
  return timed(async () => (await run(item)).resultDigest);
};

const byTwo = async (draws: number): Promise<unknown> => {
  const workers = await hired(2);
  const draw = drawing((item) => byWorkers(workers, item));
  for (let before = 1; before < draws; before += 1) await draw();
  return draw().finally(() => workers.map((worker) => worker.terminate()));
};

const CASES: Readonly<Record<string, () => Promise<unknown>>> = {
  one: drawing((item) => inThisThread(kernel, item)),
  'one-again': async () => {
    await CASES['one']?.();
    return CASES['one']?.();
  },
  two: () => byTwo(1),
  'two-again': () => byTwo(2),
  plain: drawing((item) => inThisThread(plain, item)),
  root: () => timed(() => rootOf(kernel)),
  'straight-root': () => timed(() => rootOf(straight)),
  'plain-root': () => timed(() => rootOf(plain)),
  sizes: bySize,
  make: () => timed(() => String(kernel.tickets?.(rows) !== undefined)),
};

const run = CASES[what];
if (run === undefined) throw new Error(`no case ${what}`);
// Read once before the clock runs, so that all cases find the file in memory, which is what is compared.
for (const part of readRows(file, 0, rows)) part.at(0);
const measured = await run();
console.log(JSON.stringify({ measured, peakMiB: process.resourceUsage().maxRSS / 1024 }));
