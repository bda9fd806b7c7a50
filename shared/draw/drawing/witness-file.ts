import type { Instant } from '../../kernel/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { textOf } from '../../lottery/encoding/bytes.ts';
import { loadBatch } from '../../plan/batch-store.ts';
import type { Stores } from '../../store/record.ts';
import { findAttempt } from '../record/attempt-store.ts';
import type { Attempt } from '../record/attempt.ts';
import { recordKey } from '../record/draw-files.ts';

/** A file only witnesses and supervisors see, or, where it is large, the address it lies at for a short time. */
export interface WitnessFile {
  readonly file: string;
  readonly drawNo: number;
  readonly content?: string;
  readonly url?: string;
}

// A Lambda's answer ends at 6 MB; JSON escapes grow the text.
const INLINE_BYTES = 4_000_000;
const URL_SECONDS = 300;
const TRANSCRIPT = 'transcript.json';

/**
 * Reads recusals, seats, w, the grounds of the exclusions or the transcript of an attempt, the current one unless named; the transcript of a sealed draw at once (NR-9). w only once the targets are drawn: with it, the last to reveal
 * would know the inspectors too before anyone else.
 */
export const readWitnessFile = async (
  stores: Pick<Stores, 'lifecycle' | 'snapshots'>,
  input: { readonly batchId: string; readonly file: string; readonly drawNo?: number | undefined; readonly now: Instant },
): Promise<Result<WitnessFile, Refusal>> => {
  const { batchId, file, now } = input;
  const loaded = await loadBatch(stores.lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  if (batch.stage === 'scheduled' || batch.stage === 'prepared') return refuse('draw-not-open', { facts: { stage: batch.stage } });
  const drawNo = input.drawNo ?? batch.attempt;
  const attempt = await findAttempt(stores.lifecycle, batchId, drawNo);
  if (attempt === undefined) return refuse('not-found', { facts: { what: `${batchId}#${drawNo}` } });
  if (!isThere(file, attempt)) return refuse('draw-incomplete', { facts: { stage: attempt.stage } });
  const key = recordKey({ batchId, drawNo }, file === TRANSCRIPT || file.startsWith('rows-') ? file : `witness/${file}`);
  const head = await stores.snapshots.head(key);
  if (head === undefined) return refuse('not-found', { facts: { what: key } });
  if (head.size > INLINE_BYTES) return ok({ file, drawNo, url: await stores.snapshots.downloadUrl(key, now, URL_SECONDS) });
  const bytes = await stores.snapshots.get(key);
  return bytes === undefined ? refuse('not-found', { facts: { what: key } }) : ok({ file, drawNo, content: textOf(bytes) });
};

const isThere = (file: string, attempt: Attempt): boolean => {
  const isOver = attempt.stage === 'voiding' || attempt.stage === 'void';
  if (file === 'secret.txt') return isOver || 'drawnCount' in attempt;
  if (file === 'seats.json' || file === TRANSCRIPT) return 'transcriptHash' in attempt || (isOver && attempt.discarded !== undefined);
  return true;
};
