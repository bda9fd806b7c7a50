import type { Json } from '../../../shared/kernel/canonical-json.ts';
import type { CheckCrypto } from '../../../shared/kernel/hash.ts';
import { toHex } from '../../../shared/lottery/encoding/bytes.ts';
import { kernelHasher } from '../../../shared/lottery/providers/kernel.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { readPublished, type Published } from '../../../shared/lottery/verifier/published.ts';
import { verifyPublished } from '../../../shared/lottery/verifier/verify.ts';
import { exampleFiles, failedSteps, memorySource } from './memory-source.ts';
import { changedAt, leavesOf, otherOf, type Path } from './mutations.ts';

// Many hundred verifications of almost the same: the kernel hashes every block, and a signature already checked is not checked again.
const checked = new Map<string, boolean>();
export const crypto: CheckCrypto = {
  hasher: (suite) => kernelHasher(nodeCrypto.hasher(suite), 64),
  verify: (key, message, signature) => {
    const question = [key, toHex(message), signature].join(' ');
    const known = checked.get(question) ?? nodeCrypto.verify(key, message, signature);
    checked.set(question, known);
    return known;
  },
};
export const files = exampleFiles();
export const json = (name: string): Json => JSON.parse(files[name] ?? '') as Json;

export const published: Published = await readPublished(memorySource(files));

/** The first step that fails with some files in place of the published ones; null if none does. */
export const caughtAt = (changes: Partial<Published>): number | null => failedSteps(verifyPublished(crypto, '', { ...published, ...changes }))[0] ?? null;

/** Which step of section 7 must find a change, by the first pattern that a path fits. It is read off the rules, not off the verifier. */
export type Table = readonly (readonly [pattern: RegExp, step: number])[];
export const stepFor = (table: Table, path: Path): number => {
  const found = table.find(([pattern]) => pattern.test(path.join('.')));
  if (found === undefined) throw new Error(`the table says nothing of ${path.join('.')}`);
  return found[1];
};

/** Leaves for which another value of their form would change nothing that can be wrong; each with one that does. */
export type Values = Readonly<Record<string, Json>>;

/** Every leaf changed to another of its form, one at a time: what was caught elsewhere than the table says. */
export const strays = (value: Json, table: Table, caught: (changed: Json) => number | null, values: Values = {}): readonly string[] =>
  leavesOf(value).flatMap(({ path, leaf }) => {
    const step = caught(changedAt(value, path, values[path.join('.')] ?? otherOf(leaf)));
    return step === stepFor(table, path) ? [] : [`${path.join('.')}: at ${step}, not at ${stepFor(table, path)}`];
  });
