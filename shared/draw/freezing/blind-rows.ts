import { blindedShardRoot } from '../../lottery/directory/blinded.ts';
import { rootOfShards } from '../../lottery/directory/merkle.ts';
import { rowId, ROW_BYTES } from '../../lottery/directory/row.ts';
import { SALT_BYTES, saltsText } from '../../lottery/directory/salts.ts';
import { saltsFile } from '../../lottery/directory/shard-files.ts';
import type { Manifest } from '../../lottery/types.ts';
import type { Stores } from '../../store/record.ts';
import { findBlindingKey } from './blinding-key-store.ts';
import { rowSalt } from './blinding.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { AttemptRef } from '../record/draw-files.ts';
import { keepFile, readKept, type KeptFile } from '../record/kept-files.ts';

type Roots = Pick<Manifest['snapshot'], 'rows' | 'root' | 'shards'>;

/**
 * The roots of the rows just kept with a salt in each leaf, for a directory that may not be public: nobody can try rows against them. The salts are kept
 * beside the rows, for witnesses and for each firm its own. Run again, it gives the same.
 */
export const blindRows = async (
  stores: Pick<Stores, 'lifecycle' | 'snapshots'>,
  ref: AttemptRef,
  { rows, shards }: { readonly rows: number; readonly shards: readonly KeptFile[] },
): Promise<{ readonly snapshot: Roots; readonly salts: readonly KeptFile[] }> => {
  const key = await findBlindingKey(stores.lifecycle);
  if (key === undefined) throw new Error('the directory was frozen without a blinding key');
  const blinded: { rows: number; root: string }[] = [];
  const kept: KeptFile[] = [];
  for (const [index, shard] of shards.entries()) {
    const own = await readKept(stores, ref, shard);
    const salts = saltsOf(key, ref, own);
    kept.push(await keepFile(stores, ref, saltsFile(index), saltsText(salts), { isPublic: false }));
    blinded.push({ rows: own.length / ROW_BYTES, root: blindedShardRoot(hasher, { rows: own, salts }) });
  }
  return { snapshot: { rows, root: rootOfShards(hasher, blinded.map((one) => one.root)), shards: blinded }, salts: kept };
};

const saltsOf = (key: string, ref: AttemptRef, rows: Uint8Array): Uint8Array => {
  const count = rows.length / ROW_BYTES;
  const salts = new Uint8Array(count * SALT_BYTES);
  for (let at = 0; at < count; at += 1) salts.set(rowSalt(key, ref, rowId(rows, at)), at * SALT_BYTES);
  return salts;
};
