import * as z from 'zod';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { blindedPath } from '../../lottery/directory/blinded.ts';
import { textOf, toHex } from '../../lottery/encoding/bytes.ts';
import { rowPath } from '../../lottery/directory/row-proof.ts';
import { rowId, ROW_BYTES, SHARD_ROWS } from '../../lottery/directory/row.ts';
import { SALT_BYTES } from '../../lottery/directory/salts.ts';
import { loadBatch } from '../../plan/batch-store.ts';
import type { Stores } from '../../store/record.ts';
import { hasher } from '../record/draw-crypto.ts';
import { readManifest, readShard, readShardSalts } from '../record/draw-files.ts';
import { hash } from '../record/fields.ts';

/** A firm's own row of a frozen directory with its proof: to be handed to that firm, since of a blinded directory no row is public. */
export const rowView = z.object({
  drawNo: z.int(),
  /** 64 characters, its newline among them. */
  row: z.string(),
  /** From 0. */
  index: z.int(),
  /** 32 hex digits; only of a blinded directory. */
  salt: z.string().optional(),
  /** From the leaf's neighbour up to `root`. */
  path: z.array(hash),
  root: hash,
});

export type RowView = z.output<typeof rowView>;

/** The row of `targetId` in the current attempt of a batch, or in `drawNo`. */
export const viewRow = async (
  stores: Pick<Stores, 'lifecycle' | 'snapshots'>,
  { batchId, targetId, drawNo: asked }: { readonly batchId: string; readonly targetId: string; readonly drawNo?: number | undefined },
): Promise<Result<RowView, Refusal>> => {
  const batch = await loadBatch(stores.lifecycle, batchId);
  if (!batch.ok) return batch;
  if (!('attempt' in batch.value)) return refuse('draw-not-open', { facts: { stage: batch.value.stage } });
  const drawNo = asked ?? batch.value.attempt;
  if (drawNo > batch.value.attempt) return refuse('not-found', { facts: { what: `${batchId}#${drawNo}` } });
  const ref = { batchId, drawNo };
  const { snapshot } = await readManifest(stores, ref);
  for (const number of snapshot.shards.keys()) {
    const rows = await readShard(stores, ref, { snapshot }, number);
    const at = placeOf(rows, targetId);
    if (at === undefined) continue;
    const index = number * SHARD_ROWS + at;
    const found = { drawNo, row: textOf(rows.subarray(at * ROW_BYTES, (at + 1) * ROW_BYTES)), index, root: snapshot.root };
    if (!snapshot.blinded) return ok({ ...found, path: [...rowPath(hasher, snapshot, rows, index)] });
    const salts = await readShardSalts(stores, ref, number);
    return ok({ ...found, salt: toHex(salts.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES)), path: [...blindedPath(hasher, snapshot, { rows, salts }, index)] });
  }
  return refuse('not-found', { facts: { what: `${targetId} in ${batchId}#${drawNo}` } });
};

/** Where the row with that id stands in a shard, which ascends by id. */
const placeOf = (rows: Uint8Array, id: string): number | undefined => {
  let [low, high] = [0, rows.length / ROW_BYTES - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = rowId(rows, middle);
    if (there === id) return middle;
    if (there < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
};
