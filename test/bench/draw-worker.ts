import { parentPort } from 'node:worker_threads';
import { joinedCandidates, type Candidates } from '../../shared/lottery/targets/candidates.ts';
import { eightLanes, MANY } from '../../shared/lottery/providers/eight-lanes.ts';
import { kernelHasher } from '../../shared/lottery/providers/kernel.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { shardCandidates } from '../../shared/lottery/targets/shard-candidates.ts';
import type { DrawItem } from '../../shared/lottery/types.ts';
import { readRows } from './draw-read.ts';

/** A draw by several workers; each takes the next rows that nobody has, as long as there are any, and posts the candidates among its own. `next` counts in shared memory. */
export type Shared = { readonly file: string; readonly rows: number; readonly next: Int32Array; readonly seed: string; readonly item: DrawItem };

const hasher = kernelHasher(nodeHasher('SHA-256'), 1, (hash) => eightLanes(hash, MANY));

const ROWS_AT_ONCE = 2 ** 17;

const candidatesIn = ({ file, rows, next, seed, item }: Shared): Candidates => {
  const found: Candidates[] = [];
  for (let from = Atomics.add(next, 0, ROWS_AT_ONCE); from < rows; from = Atomics.add(next, 0, ROWS_AT_ONCE)) {
    for (const shard of readRows(file, from, Math.min(rows, from + ROWS_AT_ONCE))) found.push(shardCandidates(hasher, { shard, seed, item, excluded: new Set(), pass: 'low-by-kernel' }));
  }
  return joinedCandidates(found);
};

parentPort?.on('message', (shared: Shared) => parentPort?.postMessage(candidatesIn(shared)));
parentPort?.postMessage('ready');
