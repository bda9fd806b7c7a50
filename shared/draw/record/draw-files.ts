import { blindedShardRoot } from '../../lottery/directory/blinded.ts';
import { textOf, utf8 } from '../../lottery/encoding/bytes.ts';
import type { Exclusion, Hex, Manifest, Officer, Recusal, Transcript } from '../../lottery/types.ts';
import { parseExcluded } from '../../lottery/directory/excluded.ts';
import { drawnTargets } from '../../lottery/seats/drawn-targets.ts';
import { parseManifest } from '../../lottery/manifest/manifest.ts';
import { parseOfficers } from '../../lottery/directory/officers.ts';
import { parseRecusals } from '../../lottery/directory/recusals.ts';
import { ROW_BYTES } from '../../lottery/directory/row.ts';
import { readSalts, SALT_BYTES } from '../../lottery/directory/salts.ts';
import { rowsFile, saltsFile } from '../../lottery/directory/shard-files.ts';
import type { DrawnTarget } from '../../lottery/seats/seat-problem.ts';
import type { Targets } from '../../lottery/targets/select-targets.ts';
import { shardRoot } from '../../lottery/directory/snapshot.ts';
import type { Stores } from '../../store/record.ts';
import { hasher } from './draw-crypto.ts';

/** Which attempt a file belongs to. */
export interface AttemptRef {
  readonly batchId: string;
  readonly drawNo: number;
}

/** Where the record keeps an attempt's file. */
export const recordKey = ({ batchId, drawNo }: AttemptRef, file: string): string => `${batchId}/${drawNo}/${file}`;

/** Where the public finds it; `planId` is the batch's id. */
export const publicKey = ({ batchId, drawNo }: AttemptRef, file: string): string => `draws/${batchId}/${drawNo}/${file}`;

/** A file's media type, by its name. */
export const mediaTypeOf = (file: string): string => {
  if (file.endsWith('.json')) return 'application/json; charset=utf-8';
  return file.endsWith('.mjs') ? 'text/javascript; charset=utf-8' : 'text/plain; charset=utf-8';
};

/** The bytes of an attempt's file. Throws if it is not there: the record names it. */
export const readFile = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, file: string): Promise<Uint8Array> => {
  const bytes = await stores.snapshots.get(recordKey(ref, file));
  if (bytes === undefined) throw new Error(`the record lacks ${recordKey(ref, file)}`);
  return bytes;
};

const readText = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, file: string): Promise<string> => textOf(await readFile(stores, ref, file));

// Bytes even of an empty text: the client takes an empty string for a stream of unknown length.
const bytesOf = (body: Uint8Array | string): Uint8Array => (typeof body === 'string' ? utf8(body) : body);

/** Writes an attempt's file into the record. */
export const writeFile = (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, file: string, body: Uint8Array | string): Promise<void> =>
  stores.snapshots.put(recordKey(ref, file), bytesOf(body), mediaTypeOf(file));

/** Publishes an attempt's file. */
export const publishFile = (stores: Pick<Stores, 'published'>, ref: AttemptRef, file: string, body: Uint8Array | string): Promise<void> =>
  stores.published.put(publicKey(ref, file), bytesOf(body), mediaTypeOf(file));

/** Publishes an attempt's file as it lies in the record, without reading it. */
export const publishKept = (stores: Pick<Stores, 'snapshots' | 'published'>, ref: AttemptRef, file: string): Promise<void> =>
  stores.published.copyFrom(stores.snapshots, recordKey(ref, file), publicKey(ref, file));

/** The manifest of an attempt; throws if the record's bytes are none. */
export const readManifest = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<Manifest> => {
  const parsed = parseManifest(await readText(stores, ref, 'manifest.json'));
  if (!parsed.ok) throw new Error(`${recordKey(ref, 'manifest.json')}: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
};

/** Who of the frozen rows may not be drawn. */
export const readExcluded = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<readonly Exclusion[]> => {
  const parsed = parseExcluded(await readText(stores, ref, 'excluded.txt'));
  if (!parsed.ok) throw new Error(`${recordKey(ref, 'excluded.txt')}: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
};

/** Frozen rows are not what was frozen. */
export class AlteredRows extends Error {
  override readonly name = 'AlteredRows';
}

/** One shard of the frozen rows. Throws {@link AlteredRows} unless it is, byte for byte, what the manifest commits to: nothing is drawn from other rows (BY-1). */
export const readShard = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, { snapshot }: { readonly snapshot: Pick<Manifest['snapshot'], 'shards' | 'blinded'> }, index: number): Promise<Uint8Array> => {
  const shard = await readFile(stores, ref, rowsFile(index));
  const root = await keptRoot(stores, ref, snapshot, index, shard);
  if (root === undefined || root !== snapshot.shards[index]?.root) throw new AlteredRows(`${recordKey(ref, rowsFile(index))} is not what was frozen`);
  return shard;
};

/** The root that a shard's bytes come to; undefined if they are no rows, or have not a salt each. */
const keptRoot = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, { blinded }: Pick<Manifest['snapshot'], 'blinded'>, index: number, rows: Uint8Array): Promise<Hex | undefined> => {
  if (rows.length % ROW_BYTES !== 0) return undefined;
  if (!blinded) return shardRoot(hasher, rows).root;
  const salts = await readShardSalts(stores, ref, index);
  return salts.length / SALT_BYTES === rows.length / ROW_BYTES ? blindedShardRoot(hasher, { rows, salts }) : undefined;
};

/** The salts of a blinded shard, 16 bytes each. Throws {@link AlteredRows} if their file is none of salts. */
export const readShardSalts = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, index: number): Promise<Uint8Array> => {
  const salts = readSalts(await readText(stores, ref, saltsFile(index)));
  if (salts === null) throw new AlteredRows(`${recordKey(ref, saltsFile(index))} is not what was frozen`);
  return salts;
};

/** The frozen rows, shard by shard: each is read when it is asked for, and none is kept. */
export const readShards = async function* (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, manifest: Manifest): AsyncGenerator<Uint8Array> {
  for (const index of manifest.snapshot.shards.keys()) yield await readShard(stores, ref, manifest, index);
};

/** These targets with their regions from the frozen rows, in the order of `ids`. */
export const readPlaces = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, manifest: Manifest, ids: readonly string[]): Promise<readonly DrawnTarget[]> => {
  const found = new Map<string, DrawnTarget>();
  for await (const shard of readShards(stores, ref, manifest)) for (const place of drawnTargets([shard], ids)) found.set(place.id, place);
  return ids.flatMap((id) => found.get(id) ?? []);
};

/** The frozen inspectors, sorted by id. */
export const readOfficers = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<readonly Officer[]> => {
  const parsed = parseOfficers(await readText(stores, ref, 'officers.txt'));
  if (!parsed.ok) throw new Error(`${recordKey(ref, 'officers.txt')}: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
};

/** The frozen recusals. */
export const readRecusals = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<readonly Recusal[]> => {
  const parsed = parseRecusals(await readText(stores, ref, 'witness/recusals.txt'));
  if (!parsed.ok) throw new Error(`${recordKey(ref, 'witness/recusals.txt')}: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
};

/** w, 64 hex digits. */
export const readSecret = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<string> =>
  (await readText(stores, ref, 'witness/secret.txt')).trim();

/** The targets drawn, as the step before matching left them. */
export const readTargets = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<Targets> =>
  JSON.parse(await readText(stores, ref, 'targets.json')) as Targets;

/** The transcript of an attempt that came to one. */
export const readTranscript = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<Transcript> =>
  JSON.parse(await readText(stores, ref, 'transcript.json')) as Transcript;
