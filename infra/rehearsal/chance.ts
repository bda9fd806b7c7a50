import { createHash } from 'node:crypto';

/** A number in [0, 1) that belongs to `parts`: the same seed gives the same year, whatever the order in which it is asked. */
export const chance = (...parts: readonly (string | number)[]): number =>
  createHash('sha256').update(parts.join('\u001f')).digest().readUIntBE(0, 6) / 2 ** 48;

/** A whole number from `low` to `high`, both included. */
export const between = (low: number, high: number, ...parts: readonly (string | number)[]): number =>
  low + Math.floor(chance(...parts) * (high - low + 1));

/** One of `list`. Throws if it is empty. */
export const pick = <T>(list: readonly T[], ...parts: readonly (string | number)[]): T => {
  const one = list[Math.floor(chance(...parts) * list.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
};

/** 32 bytes that belong to `parts`, lower-case hex: private keys and random values of the fictional people. */
export const bytes32 = (...parts: readonly (string | number)[]): string => createHash('sha256').update(`bytes32\u001f${parts.join('\u001f')}`).digest('hex');
