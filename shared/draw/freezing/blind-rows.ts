import { toHex } from '../../lottery/encoding/bytes.ts';
import { blindedShardRoot, SALT_BYTES } from '../../lottery/directory/blinded.ts';
import { linesToText } from '../../lottery/encoding/list-text.ts';
import { rootOfShards } from '../../lottery/directory/merkle.ts';
import { rowId, ROW_BYTES } from '../../lottery/directory/row.ts';
import type { Manifest } from '../../lottery/types.ts';
import type { Stores } from '../../store/record.ts';
import { findBlindingKey } from './blinding-key-store.ts';
import { rowSalt } from './blinding.ts';
import { hasher } from '../record/draw-crypto.ts';
import { readShard, saltsFile, writeFile, type AttemptRef } from '../record/draw-files.ts';

type Roots = Pick<Manifest['snapshot'], 'rows' | 'root' | 'shards'>;

/**
 * The roots of the rows just frozen with a salt in each leaf, for a directory that may not be public: nobody can try rows against them. The salts are kept
 * beside the rows, for witnesses and for each firm its own. Run again, it gives the same.
 */
export const blindRows = async (stores: Pick<Stores, 'lifecycle' | 'snapshots'>, ref: AttemptRef, { rows, shards }: Roots): Promise<Roots> => {
  const key = await findBlindingKey(stores.lifecycle);
  if (key === undefined) throw new Error('the directory was frozen without a blinding key');
  const plain = { snapshot: { shards, blinded: false } };
  const blinded: { rows: number; root: string }[] = [];
  for (const [index, shard] of shards.entries()) {
    const own = await readShard(stores, ref, plain, index);
    const salts = saltsOf(key, ref, own);
    await writeFile(stores, ref, saltsFile(index), linesToText(Array.from({ length: own.length / ROW_BYTES }, (_, at) => toHex(salts.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES)))));
    blinded.push({ rows: shard.rows, root: blindedShardRoot(hasher, { rows: own, salts }) });
  }
  return { rows, root: rootOfShards(hasher, blinded.map((one) => one.root)), shards: blinded };
};

const saltsOf = (key: string, ref: AttemptRef, rows: Uint8Array): Uint8Array => {
  const count = rows.length / ROW_BYTES;
  const salts = new Uint8Array(count * SALT_BYTES);
  for (let at = 0; at < count; at += 1) salts.set(rowSalt(key, ref, rowId(rows, at)), at * SALT_BYTES);
  return salts;
};
