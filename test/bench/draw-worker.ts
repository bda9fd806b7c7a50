import { parentPort } from 'node:worker_threads';
import { joinedCandidates, type Candidates } from '../../shared/lottery/targets/candidates.ts';
import { eightLanes, MANY } from '../../shared/lottery/providers/eight-lanes.ts';
import { kernelHasher } from '../../shared/lottery/providers/kernel.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { shardCandidates } from '../../shared/lottery/targets/shard-candidates.ts';
import type { DrawItem } from '../../shared/lottery/types.ts';
import { readRows } from './draw-read.ts';

/** One worker's share of a draw; it posts the candidates among its rows. */
export type Share = { readonly file: string; readonly from: number; readonly to: number; readonly seed: string; readonly item: DrawItem };

const hasher = kernelHasher(nodeHasher('SHA-256'), 1, (hash) => eightLanes(hash, MANY));

const candidatesIn = ({ file, from, to, seed, item }: Share): Candidates => {
  const found: Candidates[] = [];
  for (const shard of readRows(file, from, to)) found.push(shardCandidates(hasher, { shard, seed, item, excluded: new Set(), pass: 'low-by-kernel' }));
  return joinedCandidates(found);
};

parentPort?.once('message', (share: Share) => parentPort?.postMessage(candidatesIn(share)));
parentPort?.postMessage('ready');
