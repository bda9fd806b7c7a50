import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { applyEvent } from '../../lottery/events/apply-event.ts';
import type { OutcomeInput } from '../../lottery/events/event-outcome.ts';
import { openLedger, type Ledger } from '../../lottery/events/ledger.ts';
import type { Manifest, Transcript } from '../../lottery/types.ts';
import type { AttemptIn } from '../record/attempt.ts';
import { loadCurrent, type DrawnBatch } from '../record/change-attempt.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import { readManifest, readOfficers, readPlaces, readRecusals, readSecret, readTranscript } from '../record/draw-files.ts';
import { listEvents } from './event-store.ts';

/** A published draw with everything that happened since: what the next line of its events follows from. */
export interface EventGround {
  readonly batch: DrawnBatch;
  readonly attempt: AttemptIn<'published'>;
  readonly manifest: Manifest;
  readonly transcript: Transcript;
  readonly events: readonly EventRecord[];
  /** Who visits whom now. */
  readonly ledger: Ledger;
}

type Stores = Pick<DrawContext['stores'], 'lifecycle' | 'snapshots'>;

/** Loads a published draw; `draw-unpublished` before. Throws if the recorded lines do not follow from each other. */
export const loadEventGround = async (stores: Stores, batchId: string): Promise<Result<EventGround, Refusal>> => {
  const current = await loadCurrent(stores, batchId);
  if (!current.ok) return current.error.code === 'draw-not-open' ? refuse('draw-unpublished') : current;
  const { batch, attempt } = current.value;
  if (attempt.stage !== 'published') return refuse('draw-unpublished');
  const [manifest, transcript, events] = await Promise.all([readManifest(stores, attempt), readTranscript(stores, attempt), listEvents(stores.lifecycle, batchId)]);
  let ledger = openLedger(manifest, transcript);
  for (const { seq, line } of events) {
    const applied = applyEvent(hasher, manifest, ledger, line);
    if (!applied.ok) throw new Error(`event ${seq} of ${batchId} does not follow: ${applied.error}`);
    ledger = applied.value;
  }
  return ok({ batch, attempt, manifest, transcript, events, ledger });
};

/** What a fresh draw of seats needs: the frozen officers, recusals and w, and the regions of the targets drawn or in reserve. */
export const readOutcomeInput = async (stores: Pick<Stores, 'snapshots'>, { attempt, manifest, ledger }: Pick<EventGround, 'attempt' | 'manifest' | 'ledger'>): Promise<OutcomeInput> => {
  const [officers, recusals, secret, places] = await Promise.all([
    readOfficers(stores, attempt), readRecusals(stores, attempt), readSecret(stores, attempt), readPlaces(stores, attempt, manifest, [...ledger.targets.keys()]),
  ]);
  const regions = new Map(places.map(({ id, region }) => [id, region]));
  return { manifest, officers, recusals, secret, regionOf: (targetId) => regions.get(targetId) ?? '' };
};
