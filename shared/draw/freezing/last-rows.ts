import { textOf } from '../../lottery/encoding/bytes.ts';
import { manifestHash } from '../../lottery/manifest/manifest.ts';
import { patchRows } from '../../lottery/directory/patch-rows.ts';
import { rowId, ROW_BYTES } from '../../lottery/directory/row.ts';
import type { DirectoryMark } from '../../registry/directory-changes.ts';
import type { Stores } from '../../store/record.ts';
import { hasher } from '../record/draw-crypto.ts';
import { readFile, readManifest, readShards } from '../record/draw-files.ts';
import { findLastFreezing } from './last-freezing-store.ts';

/** What the latest freezing left: how many rows, how far the trail had come, and the rows, shard by shard. */
export interface LastRows {
  readonly rows: number;
  readonly mark: DirectoryMark;
  /** Throws `AlteredRows` at the first shard that is not the one the manifest commits to. */
  shards(): AsyncGenerator<Uint8Array>;
}

/** The file of an attempt's record that holds the mark of its rows. */
export const MARK_FILE = 'directory.json';

/** The rows frozen last, if they were stratified by `strata`. Frozen files only help: they count if they are, byte for byte, what the record says was frozen. */
export const openLastRows = async (stores: Pick<Stores, 'lifecycle' | 'snapshots'>, strata: string): Promise<LastRows | undefined> => {
  const last = await findLastFreezing(stores.lifecycle);
  if (last?.strata !== strata) return undefined;
  const [manifest, mark] = await Promise.all([readManifest(stores, last), readFile(stores, last, MARK_FILE)]);
  if (manifestHash(hasher, manifest) !== last.M0 || hasher.hex(mark) !== last.markHash) return undefined;
  return {
    rows: manifest.snapshot.rows,
    mark: JSON.parse(textOf(mark)) as DirectoryMark,
    shards: () => readShards(stores, last, manifest),
  };
};

/** The rows of `shards` with each of `changed` in place of the row of the same id, or where it belongs. Both ascending by id; one shard is held at a time. */
export const patchedRows = async function* (shards: AsyncIterable<Uint8Array>, changed: readonly string[]): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const shard of shards) {
    const last = rowId(shard, shard.length / ROW_BYTES - 1);
    const until = changed.findIndex((row, at) => at >= done && row.slice(0, last.length) > last);
    const own = changed.slice(done, until === -1 ? changed.length : until);
    done += own.length;
    yield own.length === 0 ? shard : patchRows(shard, own);
  }
  if (done < changed.length) yield patchRows(new Uint8Array(0), changed.slice(done));
};
