import { parentPort, workerData } from 'node:worker_threads';
import { joinedCandidates } from '../../shared/lottery/candidates.ts';
import { kernelHasher } from '../../shared/lottery/providers/kernel.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { shardCandidates, thresholdsOf } from '../../shared/lottery/select-targets.ts';
import type { DrawItem } from '../../shared/lottery/types.ts';
import { readRows } from './draw-read.ts';

/** One worker's share of a draw; it posts the candidates among its rows. */
export type Share = { readonly file: string; readonly from: number; readonly to: number; readonly seed: string; readonly item: DrawItem };

const { file, from, to, seed, item } = workerData as Share;
const hasher = kernelHasher(nodeHasher('SHA-256'));
const thresholds = thresholdsOf(item, 'short');
const candidates = [];
for (const shard of readRows(file, from, to)) candidates.push(shardCandidates(hasher, { shard, seed, item, excluded: new Set(), thresholds }));
parentPort?.postMessage(joinedCandidates(candidates));
