import { textOf } from '../encoding/bytes.ts';
import { compareIds } from './row-bytes.ts';
import { ID_BYTES, ROW_BYTES } from './row.ts';

/** Rows strictly ascending by id that are read piece by piece: the next piece of whole rows, `undefined` after the last. */
export type Run = () => Promise<Uint8Array | undefined>;

/** Where the reading of a run has come to. */
interface Cursor {
  piece: Uint8Array;
  at: number;
  readonly next: Run;
}

const PART_ROWS = 16_384;

/**
 * All rows of `runs`, strictly ascending by id, in parts of some thousand rows. Holds one piece of each run and one part at a time, however long the runs
 * are. Throws if a run is not ascending or an id comes twice.
 */
export const mergeRuns = async function* (runs: readonly Run[]): AsyncGenerator<Uint8Array> {
  const heap: Cursor[] = [];
  for (const cursor of await Promise.all(runs.map(opened))) if (cursor !== undefined) heap.push(cursor);
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at);

  let part = new Uint8Array(PART_ROWS * ROW_BYTES);
  let filled = 0;
  let before: { readonly bytes: Uint8Array; readonly at: number } | undefined;
  for (let cursor = heap[0]; cursor !== undefined; cursor = heap[0]) {
    if (before !== undefined && compareIds(before.bytes, before.at, cursor.piece, cursor.at) >= 0) throw new Error(`rows out of order: ${idAt(before.bytes, before.at)}, then ${idAt(cursor.piece, cursor.at)}`);
    copyRow(cursor, part, filled);
    before = { bytes: part, at: filled };
    filled += ROW_BYTES;
    if (filled === part.length) {
      yield part;
      part = new Uint8Array(part.length);
      filled = 0;
    }
    cursor.at += ROW_BYTES;
    if (cursor.at === cursor.piece.length && !(await refilled(cursor))) {
      const end = heap.pop();
      if (end === undefined || heap.length === 0) break;
      if (end !== cursor) heap[0] = end;
    }
    sink(heap, 0);
  }
  if (filled > 0) yield part.subarray(0, filled);
};

const opened = async (next: Run): Promise<Cursor | undefined> => {
  const cursor: Cursor = { piece: new Uint8Array(0), at: 0, next };
  return (await refilled(cursor)) ? cursor : undefined;
};

const refilled = async (cursor: Cursor): Promise<boolean> => {
  for (let piece = await cursor.next(); piece !== undefined; piece = await cursor.next()) {
    if (piece.length % ROW_BYTES !== 0) throw new Error(`a run ends within a row: ${piece.length} bytes`);
    if (piece.length === 0) continue;
    cursor.piece = piece;
    cursor.at = 0;
    return true;
  }
  return false;
};

// By hand: a call of `set` with a view for each of millions of rows takes longer than all else.
const copyRow = ({ piece, at }: Cursor, to: Uint8Array, where: number): void => {
  for (let i = 0; i < ROW_BYTES; i += 1) to[where + i] = piece[at + i] ?? 0;
};

/** Lets the cursor at `place` sink until none below it has a smaller id. */
const sink = (heap: Cursor[], place: number): void => {
  const sinking = heap[place];
  if (sinking === undefined) return;
  let at = place;
  for (;;) {
    const [left, right] = [heap[at * 2 + 1], heap[at * 2 + 2]];
    if (left === undefined) break;
    const isRight = right !== undefined && isBefore(right, left);
    const smaller = isRight ? right : left;
    if (!isBefore(smaller, sinking)) break;
    heap[at] = smaller;
    at = at * 2 + (isRight ? 2 : 1);
  }
  heap[at] = sinking;
};

const isBefore = (a: Cursor, b: Cursor): boolean => compareIds(a.piece, a.at, b.piece, b.at) < 0;

const idAt = (bytes: Uint8Array, at: number): string => textOf(bytes.subarray(at, at + ID_BYTES));
