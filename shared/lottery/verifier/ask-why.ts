import type { CheckCrypto, Hasher } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { textOf } from '../encoding/bytes.ts';
import { parseEvents } from '../events/events.ts';
import { parseExcluded } from '../directory/excluded.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { rowPath } from '../directory/row-proof.ts';
import { ID_BYTES, SHARD_ROWS } from '../directory/row.ts';
import { rowsFile } from '../directory/shard-files.ts';
import { badTranscriptMember } from '../transcript/transcript-shape.ts';
import type { DrawEvent, Exclusion, Manifest, Transcript } from '../types.ts';
import { explain, isCode, type RowProof, type Why } from '../events/why.ts';
import { findRow, readRow } from './find-row.ts';
import type { Source } from './published.ts';

/** Why there is no answer: no such code, no result (yet, or ever: the attempt is void), or files that are missing or cannot be read. */
export type WhyRefusal = { readonly reason: 'not-a-code' | 'no-result' | 'void' | 'unreadable'; readonly file: string | null };

/** Who asks, and how many rows a shard may have for its inclusion proof to be computed here; without it the answer stands without path. */
export type WhyQuestion = { readonly id: string; readonly mostRows?: number };

/** [BY-1] [BY-5] Answers from what is published at `source` why a firm was, or was not, drawn. It checks nothing: {@link checkWhy} does. */
export const askWhy = async (crypto: CheckCrypto, source: Source, { id, mostRows = SHARD_ROWS }: WhyQuestion): Promise<Result<Why, WhyRefusal>> => {
  if (!isCode(id)) return refused('not-a-code');
  const draw = await readResult(source);
  if (!draw.ok) return draw;
  const { transcript, excluded, events } = draw.value;
  const hasher = crypto.hasher(transcript.manifest.suite);
  if (transcript.manifest.snapshot.blinded) return ok(explain(hasher, transcript, excluded, { id, rows: null }, events));
  const rows = await neighbours(source, transcript.manifest, id);
  if (rows === null) return refused('unreadable', rowsFile(0));
  const proved: RowProof[] = [];
  for (const row of rows) proved.push(await prove(hasher, source, transcript.manifest, row, mostRows));
  return ok(explain(hasher, transcript, excluded, { id, rows: proved }, events));
};

const refused = (reason: WhyRefusal['reason'], file: string | null = null): Result<never, WhyRefusal> => err({ reason, file });

/** The transcript and the exclusions of a draw that came to a result and was not discarded, and what happened since. */
export const readResult = async (source: Source): Promise<Result<{ readonly transcript: Transcript; readonly excluded: readonly Exclusion[]; readonly events: readonly DrawEvent[] }, WhyRefusal>> => {
  if ((await source.read('void.json')) !== null) return refused('void');
  const bytes = await source.read('transcript.json');
  if (bytes === null) return refused('no-result');
  const value = readCanonical(new TextDecoder().decode(bytes));
  if (value === undefined || badTranscriptMember(value) !== null) return refused('unreadable', 'transcript.json');
  const excluded = parseExcluded(textOf((await source.read('excluded.txt')) ?? new Uint8Array(0)));
  if (!excluded.ok) return refused('unreadable', 'excluded.txt');
  const events = parseEvents(textOf((await source.read('events.txt')) ?? new Uint8Array(0)));
  return events.ok ? ok({ transcript: value as unknown as Transcript, excluded: excluded.value, events: events.value }) : refused('unreadable', 'events.txt');
};

/** The firm's own row, or, if it has none, those before and after where it would stand. Null where rows are missing. */
const neighbours = async (source: Source, { snapshot }: Manifest, id: string): Promise<readonly { row: string; index: number }[] | null> => {
  const at = await findRow(source, snapshot.rows, id);
  if (at === null) return null;
  const own = at < snapshot.rows ? await readRow(source, at) : null;
  if (own !== null && own.slice(0, ID_BYTES) === id) return [{ row: own, index: at }];
  const before = at === 0 ? null : await readRow(source, at - 1);
  return [...(before === null ? [] : [{ row: before, index: at - 1 }]), ...(own === null ? [] : [{ row: own, index: at }])];
};

const prove = async (hasher: Hasher, source: Source, { snapshot }: Manifest, found: { row: string; index: number }, mostRows: number): Promise<RowProof> => {
  const shard = Math.floor(found.index / SHARD_ROWS);
  if ((snapshot.shards[shard]?.rows ?? 0) > mostRows) return { ...found, path: null };
  const bytes = await source.read(rowsFile(shard));
  return { ...found, path: bytes === null ? null : rowPath(hasher, snapshot, bytes, found.index) };
};
