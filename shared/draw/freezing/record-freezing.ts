import { commit } from '../../audit/commit.ts';
import { manifestHash } from '../../lottery/manifest/manifest.ts';
import type { Manifest } from '../../lottery/types.ts';
import { putBatch } from '../../plan/batch-store.ts';
import type { Batch, BatchIn } from '../../plan/batch.ts';
import type { AttemptExperts } from '../record/attempt-experts.ts';
import { createAttempt } from '../record/attempt-store.ts';
import type { Attempt, AttemptIn } from '../record/attempt.ts';
import { streamOf, type DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { listPublicly } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';
import { inviteToDraw } from '../record/invitation-store.ts';
import { frozenFiles } from '../record/public-files.ts';
import type { Shortage } from '../record/shortage.ts';
import { viewAttempt } from '../record/view-attempt.ts';
import { recordCapUse } from './cap-ledger-store.ts';
import { takeCapTurn, type CapTurn } from './cap-turn-store.ts';
import { expertFiles } from './draw-experts.ts';
import { noteFreezing } from './last-freezing-store.ts';

/** A batch that may be drawn, or drawn again. */
export type Ready = BatchIn<'prepared'> | BatchIn<'drawing'>;

/** The attempt as it begins: its manifest stands in public, and commitments are awaited. */
export const firstStage = (
  batch: Ready,
  { manifest, forecast, experts }: { readonly manifest: Manifest; readonly forecast: readonly Shortage[]; readonly experts: AttemptExperts | undefined },
  { act }: Pick<DrawContext, 'act'>,
): AttemptIn<'committing'> => ({
  shape: 1,
  stage: 'committing',
  batchId: batch.batchId,
  drawNo: manifest.drawNo,
  version: 1,
  prev: manifest.prev,
  M0: manifestHash(hasher, manifest),
  participants: [...batch.scheme.ceremony.participants].sort((a, b) => (a.id < b.id ? -1 : 1)),
  manifestAt: act.now,
  commitBy: manifest.ceremony.commitBy,
  revealBy: manifest.ceremony.revealBy,
  quota: manifest.item.strata.reduce((sum, { k }) => sum + k, 0),
  forecast: [...forecast],
  commitments: [],
  ...(manifest.ceremony.beacons.length === 0 ? {} : { beacons: [...manifest.ceremony.beacons] }),
  ...(batch.scheme.sealed === undefined ? {} : { openOn: batch.scheme.sealed.openOn }),
  ...(batch.scheme.observers === undefined ? {} : { observers: [...batch.scheme.observers] }),
  ...(experts === undefined ? {} : { experts }),
});

/** Puts the attempt on record (GY-11). False if another run of this step recorded one first, or another batch took from the same cap meanwhile. */
export const recordFreezing = async (
  { stores, profile, act }: DrawContext,
  before: Ready,
  { attempt, manifest, turn, markHash }: { readonly attempt: Attempt; readonly manifest: Manifest; readonly turn: CapTurn; readonly markHash: string },
): Promise<boolean> => {
  const after: Batch = { ...before, stage: 'drawing', attempt: attempt.drawNo, version: before.version + 1 };
  const { batchId, drawNo } = attempt;
  const deed = { stream: streamOf(batchId), action: 'draw.freeze', subject: `draw/${batchId}/${drawNo}`, after: viewAttempt(attempt) };
  const done = await commit(stores, act, deed, [
    createAttempt(stores.lifecycle, attempt),
    putBatch(stores.lifecycle, before, after),
    recordCapUse(stores.lifecycle, { shape: 1, batchId, year: before.year, directory: turn.directory, count: attempt.quota }),
    takeCapTurn(stores.lifecycle, turn),
    noteFreezing(stores.lifecycle, { shape: 1, batchId, drawNo, strata: profile.draw.strata.by, M0: attempt.M0, markHash }),
    ...inviteToDraw(stores.lifecycle, after, attempt),
    listPublicly(stores.publication, toPublicAttempt(after, attempt, [...frozenFiles(manifest), ...expertFiles(attempt.experts, { isOpen: false })])),
  ]);
  if (!done.ok && done.error.code !== 'changed-meanwhile') throw new Error(`freezing ${batchId}#${drawNo}: ${done.error.code}`);
  return done.ok;
};
