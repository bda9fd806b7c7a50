import { jcs, parseCanonical, type Json } from './canonical.ts';
import { hashOf, tag, type Hash } from './hashing.ts';
import { manifestShape, type Manifest } from './manifest.ts';
import { transcriptShape, type Transcript } from './transcript.ts';
import { checkVoid, voidHash, voidShape } from './void.ts';
import type { Folder } from './published.ts';
import type { Findings } from './report.ts';

/** A transcript with the hash it has. */
export interface HashedTranscript {
  readonly transcript: Transcript;
  readonly hash: string;
}

/** The transcript of a folder; throws if it is malformed, undefined if there is none. */
export function readTranscript(folder: Folder): HashedTranscript | undefined {
  const bytes = folder('transcript.json');
  if (bytes === undefined) return undefined;
  const transcript = transcriptShape(parseCanonical(bytes, 'transcript.json'), 'transcript');
  return { transcript, hash: hashOf(transcript.manifest.suite)(tag('sj-transcript/1'), bytes).toString('hex') };
}

/** Checks the void record of a folder and gives its hash; undefined if there is none. */
export function checkVoidOf(found: Findings, H: Hash, manifest: Manifest, folder: Folder): string | undefined {
  const bytes = folder('void.json');
  if (bytes === undefined) return undefined;
  const record = parseCanonical(bytes, 'void.json');
  checkVoid(found, H, manifest, voidShape(record, 'void'), readTranscript(folder));
  return voidHash(H, record);
}

/** Checks that the attempts before this one are all there, void, and each named by the next. */
export function checkAttempts(found: Findings, manifest: Manifest, before: readonly Folder[]): void {
  let next = manifest;
  for (const folder of before.toReversed()) {
    const bytes = folder('manifest.json');
    if (bytes === undefined) return found.unchecked(0, `manifest.json of attempt ${next.drawNo - 1}`);
    const own = manifestShape(parseCanonical(bytes, 'manifest.json'), 'manifest');
    found.hold(0, own.planId === manifest.planId && own.drawNo === next.drawNo - 1, `attempt ${own.drawNo} does not come before ${next.drawNo}`);
    const hash = checkVoidOf(found, hashOf(own.suite), own, folder);
    found.hold(0, hash !== undefined, `attempt ${own.drawNo} is not void`);
    found.hold(0, hash === next.prev, `attempt ${next.drawNo} does not name the void before it`);
    next = own;
  }
  if (next.drawNo > 1) found.unchecked(0, `attempt ${next.drawNo - 1} of the plan`);
}

/** Checks `capUsed` against the finished draws that the manifest names. */
export function checkEarlier(found: Findings, { earlier, item }: Manifest, folders: readonly Folder[]): void {
  const known = new Map(folders.map(readTranscript).flatMap((each) => (each === undefined ? [] : [[each.hash, each.transcript]])));
  const named = earlier.map((hash) => known.get(hash));
  if (named.includes(undefined)) return found.unchecked(2, 'capUsed, for want of the earlier draws');
  const used = named.reduce((sum, each) => sum + (each?.drawn.length ?? 0), 0);
  found.hold(2, item.capUsed === used, `the earlier draws have taken ${used}, not ${item.capUsed}`);
}

/** The canonical text of something already parsed. */
export const textOf = (value: unknown): string => jcs(value as Json);
