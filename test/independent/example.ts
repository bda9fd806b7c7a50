import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCanonical, type Json } from './canonical.ts';
import { onDisk, replacing, type Folder } from './published.ts';

const here = path.resolve(import.meta.dirname, '../unit/lottery');

/** The published example. */
export const example: Folder = onDisk(path.join(here, 'draw-example'));

/** The worked values of section 9. */
export const vectors = JSON.parse(readFileSync(path.join(here, 'vectors/draw-vectors.json'), 'utf8')) as Vectors;

/** A file of the example; throws if it has none of that name. */
export function fileOf(name: string): Uint8Array {
  const bytes = example(name);
  if (bytes === undefined) throw new Error(`the example has no ${name}`);
  return bytes;
}

export const jsonOf = (name: string): Json => parseCanonical(fileOf(name), name);
export const textFileOf = (name: string): string => Buffer.from(fileOf(name)).toString('utf8');

/** The example without what came after its draw, so that no later hash gives a change away. */
export const beforeEvents: Folder = replacing(example, { 'events.txt': '' });

interface Vectors {
  readonly rows: readonly string[];
  readonly leaf0: string;
  readonly root: string;
  readonly inclusion_index5: readonly string[];
  readonly m0_jcs: string;
  readonly M0: string;
  readonly r: Readonly<Record<string, string>>;
  readonly commits: readonly string[];
  readonly M1: string;
  readonly seed: string;
  readonly N: readonly number[];
  readonly k: readonly number[];
  readonly S_item: string;
  readonly tickets: readonly { readonly stratum: string; readonly id: string; readonly ticket: string }[];
  readonly thresholds: Readonly<Record<string, string>>;
  readonly drawn: readonly string[];
  readonly S_ord: string;
  readonly S_asg: string;
  readonly recusal: readonly (readonly [string, string])[];
  readonly Bstar: number;
  readonly taskOrder: readonly string[];
  readonly assignment: readonly { readonly task: string; readonly officers: readonly string[] }[];
  readonly quotaVectors: readonly { readonly in: readonly [number[], [number, number][], number, number, number, (0 | 1)[]]; readonly out: readonly number[] }[];
  readonly rfc6962: readonly (readonly [number, string])[];
  readonly jcsSample: string;
}
