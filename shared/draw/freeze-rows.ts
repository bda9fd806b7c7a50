import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { concat, textOf } from '../lottery/bytes.ts';
import { manifestHash } from '../lottery/manifest.ts';
import { patchRows } from '../lottery/patch-rows.ts';
import { packShards, ROW_BYTES, SHARD_ROWS } from '../lottery/row.ts';
import { snapshotRoots } from '../lottery/snapshot.ts';
import { changedBetween, markDirectory, type DirectoryMark } from '../registry/directory-changes.ts';
import { readDirectory } from '../registry/read-directory.ts';
import { readTargetRows } from '../registry/target-store.ts';
import type { DrawContext } from './draw-context.ts';
import { hasher } from './draw-crypto.ts';
import { readFile, readManifest, readRows } from './draw-files.ts';
import { rowsOf } from './frozen-lists.ts';
import { findLastFreezing } from './last-freezing-store.ts';

/** The target directory as rows, and how far its trail had come when it was read. */
export interface FrozenRows {
  readonly shards: readonly Uint8Array[];
  readonly mark: DirectoryMark;
}

/** The file of an attempt's record that holds the mark of its rows. */
export const MARK_FILE = 'directory.json';

/** A directory of which more than this share changed is read whole: that takes fewer requests. */
const MOST_CHANGED = 1 / 8;

type Context = Pick<DrawContext, 'profile'> & { readonly stores: Pick<DrawContext['stores'], 'registry' | 'lifecycle' | 'snapshots'> };

/**
 * The rows of the target directory as it is now (GY-11). Where it was frozen before, only what the trail says was entered or changed since is
 * read, so that a further draw from a large directory costs no more than its changes.
 */
export const freezeRows = async ({ stores, profile }: Context): Promise<Result<FrozenRows, Refusal>> => {
  const { by } = profile.draw.strata;
  const mark = await markDirectory(stores.lifecycle);
  const before = await lastRows(stores, by);
  const changed = before === undefined ? undefined : await changedBetween(stores.lifecycle, before.mark, mark);
  if (before === undefined || changed === undefined || changed.size * ROW_BYTES > before.rows.length * MOST_CHANGED) {
    const rows = rowsOf(await readDirectory(stores.registry), by);
    return rows.ok ? ok({ shards: packShards(rows.value), mark }) : rows;
  }
  const rows = rowsOf(await readTargetRows(stores.registry, [...changed].sort()), by);
  return rows.ok ? ok({ shards: intoShards(patchRows(before.rows, rows.value)), mark }) : rows;
};

// Frozen files only help: they count if they are, byte for byte, what the record says was frozen. Otherwise the directory itself is read.
const lastRows = async (stores: Context['stores'], strata: string): Promise<{ readonly rows: Uint8Array; readonly mark: DirectoryMark } | undefined> => {
  const last = await findLastFreezing(stores.lifecycle);
  if (last?.strata !== strata) return undefined;
  const [manifest, mark] = await Promise.all([readManifest(stores, last), readFile(stores, last, MARK_FILE)]);
  if (manifestHash(hasher, manifest) !== last.M0 || hasher.hex(mark) !== last.markHash) return undefined;
  const shards = await readRows(stores, last, manifest);
  if (snapshotRoots(hasher, shards).root !== manifest.snapshot.root) return undefined;
  return { rows: concat(...shards), mark: JSON.parse(textOf(mark)) as DirectoryMark };
};

const intoShards = (rows: Uint8Array): readonly Uint8Array[] => {
  const size = SHARD_ROWS * ROW_BYTES;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.subarray(i * size, (i + 1) * size));
};
