import { hash } from 'node:crypto';
import { fromHex } from '../../shared/lottery/encoding/bytes.ts';
import { eightLanes, MANY } from '../../shared/lottery/providers/eight-lanes.ts';
import { fourLanes, treeKernel } from '../../shared/lottery/providers/kernel.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { ticketReader } from '../../shared/lottery/targets/tickets.ts';
import { someRows } from './draw-rows.ts';

const ROWS = 4096;
const SLICES = 200;
const DIRECTORY = 10_000_000;

/** Messages per second of a kernel and its probes: the middle of many short slices taken by turns, so that all meet the same weather. */
export type Rates = { readonly kernel: number; readonly fourLanes: number; readonly strangers: number; readonly hash: number; readonly ticket: number; readonly tree: number; readonly treeHash: number };

/** Tickets by the kernel, of neighbours in a directory and of rows that have nothing in common, against `crypto.hash` to hex of a ready message and of one filled from a row; tree hashes against their own. */
export const measureHashes = (): Rates => {
  const plain = nodeHasher('SHA-256');
  const [eight, four, trees] = [eightLanes(plain, MANY), fourLanes(plain, ROWS), treeKernel(plain)];
  if (eight === undefined || four === undefined || trees === undefined) throw new Error('this engine has no kernel');
  const rows = someRows(DIRECTORY / 2, ROWS, DIRECTORY);
  const strangers = Uint8Array.from({ length: ROWS * 64 }, (_, i) => 48 + (Math.imul(i, 0x9e3779b1) >>> 28));
  const seed = fromHex('5e'.repeat(32));
  const prefixes = new Uint32Array(ROWS * 2);
  const hashes = new Uint8Array(ROWS * 32);
  const ticketAt = ticketReader(plain, '5e'.repeat(32));
  const message = new Uint8Array(50);
  const long = new Uint8Array(65);
  const times = (body: (i: number) => unknown) => () => {
    for (let i = 0; i < ROWS; i += 1) body(i);
  };
  const contenders: Record<keyof Rates, () => void> = {
    kernel: () => eight(seed, rows, prefixes),
    fourLanes: () => four(seed, rows, prefixes),
    strangers: () => eight(seed, strangers, prefixes),
    hash: times((i) => {
      message[49] = i;
      return hash('sha256', message, 'hex');
    }),
    ticket: times((i) => ticketAt(rows, i * 64)),
    tree: () => trees(0, rows, hashes),
    treeHash: times((i) => {
      long[64] = i;
      return hash('sha256', long, 'hex');
    }),
  };
  const slices: Record<string, number[]> = {};
  for (let slice = -20; slice < SLICES; slice += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const start = performance.now();
      run();
      const rate = (ROWS / (performance.now() - start)) * 1000;
      if (slice >= 0) (slices[name] ??= []).push(rate);
    }
  }
  const middle = (name: keyof Rates): number => (slices[name] ?? []).sort((a, b) => a - b)[SLICES >> 1] ?? 0;
  return { kernel: middle('kernel'), fourLanes: middle('fourLanes'), strangers: middle('strangers'), hash: middle('hash'), ticket: middle('ticket'), tree: middle('tree'), treeHash: middle('treeHash') };
};
