import { addSeconds } from '../../kernel/instant.ts';
import { toSigned, type Attempt } from './attempt.ts';
import { firstRoundOf } from './beacon-times.ts';
import type { AttemptView } from './draw-view.ts';
import { missingCommitments, missingReceipts, missingReveals, missingVoidSignatures } from './waits-facts.ts';

/** An attempt as everybody may see it. Every member is public by the draw's rules: nothing here tells of officers or recusals. */
export const viewAttempt = (attempt: Attempt): AttemptView => {
  const reveals = 'reveals' in attempt ? attempt.reveals : [];
  const sent = (messages: readonly { readonly id: string }[], id: string): boolean => messages.some((one) => one.id === id);
  const closed = 'commitmentsClosed' in attempt ? attempt.commitmentsClosed : undefined;
  return {
    drawNo: attempt.drawNo,
    stage: attempt.stage,
    prev: attempt.prev,
    M0: attempt.M0,
    ...('M1' in attempt && attempt.M1 !== undefined ? { M1: attempt.M1 } : {}),
    ...('M2' in attempt ? { M2: attempt.M2 } : {}),
    ...('seed' in attempt ? { seed: attempt.seed } : {}),
    manifestAt: attempt.manifestAt,
    commitFrom: addSeconds(attempt.manifestAt, 1),
    ...(closed === undefined ? {} : { revealFrom: addSeconds(closed, 1) }),
    commitBy: attempt.commitBy,
    revealBy: attempt.revealBy,
    participants: attempt.participants.map((one) => ({ ...one, committed: sent(attempt.commitments, one.id), revealed: sent(reveals, one.id) })),
    commitments: attempt.commitments.map(toSigned),
    reveals: reveals.map(toSigned),
    ...beaconOf(attempt),
    ...(attempt.observers === undefined ? {} : { observers: attempt.observers.map(({ id, kind, name, attended }) => ({ id, kind, name, ...(attended === undefined ? {} : { attended }) })) }),
    ...(attempt.openOn === undefined ? {} : { openOn: attempt.openOn }),
    ...('openedAt' in attempt && attempt.openedAt !== undefined ? { openedAt: attempt.openedAt } : {}),
    awaited: [...awaitedNow(attempt)],
    quota: attempt.quota,
    ...('drawnCount' in attempt ? { drawnCount: attempt.drawnCount } : {}),
    forecast: attempt.forecast,
    shortages: 'shortages' in attempt ? attempt.shortages : [],
    ...(attempt.experts === undefined ? {} : { experts: attempt.experts }),
    ...('transcriptHash' in attempt ? { transcriptHash: attempt.transcriptHash } : {}),
    ...voidingOf(attempt),
  };
};

const awaitedNow = (attempt: Attempt): readonly string[] => {
  if (attempt.stage === 'committing') return missingCommitments(attempt);
  if (attempt.stage === 'revealing') return missingReveals(attempt);
  if (attempt.stage === 'receipting') return missingReceipts(attempt);
  return attempt.stage === 'voiding' && attempt.unsigned !== undefined ? missingVoidSignatures(attempt) : [];
};

const beaconOf = (attempt: Attempt): Pick<AttemptView, 'beacons' | 'receiptBy' | 'receipts' | 'outputs'> => {
  const receiptBy = firstRoundOf(attempt);
  if (attempt.beacons === undefined || receiptBy === undefined) return {};
  const receipts = 'receipts' in attempt ? (attempt.receipts ?? []) : [];
  const outputs = 'outputs' in attempt ? (attempt.outputs ?? []) : [];
  return { beacons: attempt.beacons, receiptBy, receipts: receipts.map(({ id, sig }) => ({ id, sig })), outputs };
};

const voidingOf = (attempt: Attempt): Pick<AttemptView, 'voiding'> => {
  if (attempt.stage !== 'voiding' && attempt.stage !== 'void') return {};
  const { cause, failed, approval, unsigned, sigs, discarded } = attempt;
  return {
    voiding: {
      cause,
      failed,
      approved: approval !== undefined,
      ...(approval === undefined ? {} : { reason: approval.reason }),
      ...(unsigned === undefined ? {} : { record: unsigned.text, digest: unsigned.digest }),
      sigs,
      missing: [...missingVoidSignatures(attempt)],
      ...(discarded === undefined ? {} : { discarded }),
      ...(attempt.stage === 'void' ? { voidHash: attempt.voidHash } : {}),
    },
  };
};
