import { hiddenRowsFile, rowsFile, saltsFile } from '../directory/shard-files.ts';
import { textOf } from '../encoding/bytes.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { isObject } from '../encoding/shape.ts';
import type { Watch } from './progress.ts';

/**
 * Where a published draw lies: a folder, an address. `read` gives a file's bytes, or null where it is not published, and tells `watch` how many
 * of how many it has so far.
 */
export type Source = {
  readonly where: string;
  readonly read: (path: string, watch?: (bytes: number, of: number) => void) => Promise<Uint8Array | null>;
  /** `length` bytes of a file from byte `from`, where the place can give a part without the whole. */
  readonly part?: (path: string, from: number, length: number) => Promise<Uint8Array | null>;
};

/** One attempt's files beside the draw. */
export type EarlierAttempt = { readonly drawNo: number; readonly manifest: string | null; readonly voided: string | null; readonly transcript: string | null };

/** Everything read, not yet believed. Texts are null where the file is missing, and null too if its bytes are not UTF-8 (`garbled`). */
export type Published = {
  readonly manifest: string | null;
  readonly transcript: string | null;
  readonly voided: string | null;
  readonly sealed: string | null;
  readonly excluded: string | null;
  readonly officers: string | null;
  readonly events: string | null;
  readonly recusals: string | null;
  readonly seats: string | null;
  readonly secret: string | null;
  /** Of a draw whose scheme asks for experts. */
  readonly experts: string | null;
  readonly expertsDrawn: string | null;
  readonly expertRecusals: string | null;
  readonly verifier: Uint8Array | null;
  /** Shards that are there, and the names of those that are not; of a blinded directory what the witnesses hold. */
  readonly rows: readonly Uint8Array[];
  /** The salts of each shard of a blinded directory, a line for each row. */
  readonly salts: readonly string[];
  readonly rowsMissing: readonly string[];
  readonly earlier: readonly EarlierAttempt[];
  /** Transcripts of the year's earlier draws, where the asker named them. */
  readonly counted: readonly string[];
  readonly garbled: readonly string[];
  /** What the audit trail holds as the hash of the last event, where the asker knows it. */
  readonly eventsHead?: string;
};

const MOST_SHARDS = 10_000;

/**
 * Reads a published draw; asks for nothing but the files that the rules name. `counted` are the places of the year's earlier draws, which
 * a manifest names by hash alone.
 */
export const readPublished = async (source: Source, counted: readonly Source[] = [], watch: Watch = () => {}): Promise<Published> => {
  const garbled: string[] = [];
  const read = (file: string, from: Source): Promise<Uint8Array | null> => {
    watch({ doing: 'reading', file, bytes: 0, of: null });
    return from.read(file, (bytes, of) => watch({ doing: 'reading', file, bytes, of }));
  };
  const text = async (path: string, from = source): Promise<string | null> => {
    const bytes = await read(path, from);
    if (bytes === null) return null;
    try {
      return textOf(bytes);
    } catch {
      garbled.push(path);
      return null;
    }
  };
  const manifest = await text('manifest.json');
  const transcript = await text('transcript.json');
  const sealed = await text('sealed.json');
  const outline = outlineOf(manifest, transcript, sealed);
  const rows: Uint8Array[] = [];
  const salts: string[] = [];
  const rowsMissing: string[] = [];
  // The public has nothing of a blinded directory: it is asked for once, not a thousand times.
  for (let index = 0; index < outline.shards && !(outline.blinded && rowsMissing.length > 0); index += 1) {
    const name = outline.blinded ? hiddenRowsFile(index) : rowsFile(index);
    const bytes = await read(name, source);
    if (bytes === null) rowsMissing.push(name);
    else rows.push(bytes);
    if (!outline.blinded || bytes === null) continue;
    const lines = await text(saltsFile(index));
    if (lines === null) rowsMissing.push(saltsFile(index));
    else salts.push(lines);
  }
  // Rows that nobody can hold against the root are no rows.
  if (outline.blinded && rowsMissing.length > 0) rows.length = salts.length = 0;
  const earlier: EarlierAttempt[] = [];
  for (let drawNo = 1; drawNo < outline.drawNo; drawNo += 1) {
    const at = (name: string): Promise<string | null> => text(`../${drawNo}/${name}`);
    earlier.push({ drawNo, manifest: await at('manifest.json'), voided: await at('void.json'), transcript: await at('transcript.json') });
  }
  const countedTranscripts: string[] = [];
  for (const place of counted) {
    const found = await text('transcript.json', place);
    if (found !== null) countedTranscripts.push(found);
  }
  const experts = await text('experts.json');
  return {
    manifest,
    transcript,
    sealed,
    counted: countedTranscripts,
    voided: await text('void.json'),
    excluded: await text('excluded.txt'),
    officers: await text('officers.txt'),
    events: await text('events.txt'),
    recusals: await text('witness/recusals.txt'),
    seats: await text('witness/seats.json'),
    secret: await text('witness/secret.txt'),
    experts,
    expertsDrawn: await text('experts-drawn.json'),
    expertRecusals: experts === null ? null : await text('witness/expert-recusals.txt'),
    verifier: await read('verify.mjs', source),
    rows,
    salts,
    rowsMissing,
    earlier,
    garbled,
  };
};

/** How many shards and attempts to ask for, from whatever can be read of the manifest; it is believed only later. */
const outlineOf = (manifest: string | null, transcript: string | null, sealed: string | null): { shards: number; blinded: boolean; drawNo: number } => {
  const own = readCanonical(manifest ?? '');
  const holder = readCanonical(transcript ?? sealed ?? '');
  const value: unknown = own ?? (isObject(holder) ? holder['manifest'] : undefined);
  if (!isObject(value)) return { shards: 0, blinded: false, drawNo: 1 };
  const snapshot = value['snapshot'];
  const shards = isObject(snapshot) && Array.isArray(snapshot['shards']) ? snapshot['shards'].length : 0;
  const drawNo = typeof value['drawNo'] === 'number' && value['drawNo'] < MOST_SHARDS ? value['drawNo'] : 1;
  return { shards: Math.min(shards, MOST_SHARDS), blinded: isObject(snapshot) && snapshot['blinded'] === true, drawNo };
};
