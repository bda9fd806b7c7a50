import type { Hasher } from '../../kernel/hash.ts';
import { byBytes, concat, fromHex, u24, utf8 } from '../encoding/bytes.ts';
import type { Hex } from '../types.ts';

/** A place in a pool, with the block of the stream whose word chose it. */
export type Choice = { readonly place: number; readonly block: number };

/**
 * One task's stream of unbiased choices among `m`: blocks H(S ‖ taskId ‖ u24(j)) of 8 words each. A word at or above the largest
 * multiple of m is skipped, because taking it modulo m would favour the first places.
 */
export const choiceStream = (hasher: Hasher, seatSeed: Hex, taskId: string, m: number): (() => Choice) => {
  if (!Number.isInteger(m) || m < 1) throw new RangeError(`no choice among ${m}`);
  const prefix = concat(fromHex(seatSeed), utf8(taskId));
  const limit = 2 ** 32 - (2 ** 32 % m);
  let block = -1;
  let words: DataView | null = null;
  let next = 8;
  return () => {
    for (;;) {
      if (next === 8 || words === null) {
        block += 1;
        next = 0;
        const digest = hasher.bytes(concat(prefix, u24(block)));
        words = new DataView(digest.buffer, digest.byteOffset, 32);
      }
      const word = words.getUint32(next * 4);
      next += 1;
      if (word < limit) return { place: word % m, block };
    }
  };
};

/** The order of the walk through the whole pool: by H(S ‖ taskId ‖ officerId). */
export const walkOrder = (hasher: Hasher, seatSeed: Hex, taskId: string, officerIds: readonly string[]): readonly number[] => {
  const prefix = concat(fromHex(seatSeed), utf8(taskId));
  return officerIds
    .map((id, place) => ({ id, place, key: hasher.hex(concat(prefix, utf8(id))) }))
    .sort((a, b) => byBytes(a.key, b.key) || byBytes(a.id, b.id))
    .map(({ place }) => place);
};

/** Tasks ordered by H(S_ord ‖ taskId). */
export const orderTasks = <T extends { readonly taskId: string }>(hasher: Hasher, orderSeedHex: Hex, tasks: readonly T[]): readonly T[] => {
  const prefix = fromHex(orderSeedHex);
  return tasks
    .map((task) => ({ task, key: hasher.hex(concat(prefix, utf8(task.taskId))) }))
    .sort((a, b) => byBytes(a.key, b.key) || byBytes(a.task.taskId, b.task.taskId))
    .map(({ task }) => task);
};
