import { commit } from '../audit/commit.ts';
import { loadEventGround } from '../draw/events/event-ground.ts';
import { publishEvents } from '../draw/events/event-lines.ts';
import { readLedger, putLedger } from '../draw/freezing/visit-ledger-store.ts';
import { releaseVisit, reserveVisit, visitOf, type VisitLedger } from '../draw/freezing/visit-ledger.ts';
import { loseTarget, targetLossWrites, type TargetLossLines } from '../draw/events/lose-target.ts';
import { tasksBeingDrawn } from '../lottery/events/ledger.ts';
import { dateOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { hasReached, type Batch } from '../plan/batch.ts';
import { visitCapIn } from '../plan/visit-cap.ts';
import { findYear } from '../plan/year-store.ts';
import type { Stores } from '../store/record.ts';
import type { PersonInspectionContext } from './context.ts';
import { keepEvidence } from './evidence-files.ts';
import { readBringers } from './evidence-store.ts';
import { successorForm } from './form-of.ts';
import { createForm, loadForm, putForm } from './form-store.ts';
import { noteOf, visitAskedBy } from './form-visit.ts';
import { partsOf, type Evidence, type Form, type FormIn } from './form.ts';
import { lossReason, type DeclaredLossCode } from './loss-code.ts';
import { judgeTargetLoss } from './loss-rule.ts';
import { moveProgress } from './progress-store.ts';
import { progressStep } from './progress-step.ts';
import { readDirectories } from './read-directories.ts';
import { settleReplacements } from './settle-replacements.ts';

/** A target that cannot be inspected. Code, ground and the hashes of the evidence will be published with the draw's events, so the ground names no private matter; of `over-cap` none of it (NR-9). */
export interface TargetLoss {
  readonly code: DeclaredLossCode;
  readonly ground: string;
  readonly evidence: readonly Evidence[];
}

export type LossContext = Pick<PersonInspectionContext, 'act' | 'profile'> & { readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'uploads' | 'evidence' | 'snapshots' | 'published' | 'transact'> };

type SchemedBatch = Extract<Batch, { scheme: unknown }>;

const ATTEMPTS = 6;

/**
 * The head of the lead department records that a target cannot be inspected (BY-3): in one transaction the line of the draw's events, the coded end of the form, and the form
 * of the first unused reserve, which takes the place; then the fresh ceremony draws who visits it. Nobody chooses the successor. Refused: `not-own-department`,
 * `form-not-in-stage`, `loss-needs-evidence`, `loss-evidence-own`, `officers-at-hand`, `visits-have-room`, and what the evidence is refused for.
 */
export const reportLostTarget = async (context: LossContext, inspectionId: string, loss: TargetLoss): Promise<Result<Form, Refusal>> => {
  const { stores, act } = context;
  for (let attempt = 1; ; attempt += 1) {
    const [loaded, ground, uploaders] = await Promise.all([loadForm(stores.lifecycle, inspectionId), loadEventGround(stores, partsOf(inspectionId)?.batchId ?? ''), readBringers(stores.lifecycle, inspectionId, loss.evidence)]);
    if (!loaded.ok) return loaded;
    if (!ground.ok) return ground;
    const { batch } = ground.value;
    // While the notices of the draw go out, every form without one would be taken for one of them.
    if (!hasReached(batch.stage, 'dispatched')) return refuse('form-not-in-stage', { facts: { stage: batch.stage } });
    // The first may have ended between its record and its publication, which is why there is a second.
    if (loaded.value.stage === 'lost') await publishEvents(stores, ground.value.attempt);
    const year = await yearOf(stores.lifecycle, batch, loaded.value);
    const judged = judgeTargetLoss(act.actor, await settleReplacements(stores, loaded.value), loss, { minimum: context.profile.draw.seats.minimum, drawing: tasksBeingDrawn(ground.value.ledger), hasRoom: year.hasRoom, uploaders });
    if (!judged.ok) return judged;
    const kept = await keepEvidence(stores, inspectionId, loss.evidence);
    if (!kept.ok) return kept;
    const lines = await loseTarget(stores, ground.value, { target: judged.value.targetId, reason: lossReason(loss.code, loss.ground, loss.evidence) }, act.now);
    if (!lines.ok) return lines;
    const successor = await openSuccessor(context, batch, judged.value, lines.value);
    const after = lostForm(judged.value, loaded.value.version, loss, lines.value, act);
    const { batchId } = batch;
    const ledgers = [...(year.known ? [releaseVisit(year.ledger, inspectionId)] : []), ...(successor === undefined ? [] : await reserveFor(stores.lifecycle, batch, successor, year.cap))];
    const deed = {
      stream: `batch/${batchId}`, action: 'inspection.lost-target', subject: `inspection/${inspectionId}`, before: { stage: loaded.value.stage, version: loaded.value.version }, after,
      detail: {
        lines: lines.value.lines.map(({ line, hash }) => ({ line, hash })),
        ended: lines.value.moot.map(({ after: { seq } }) => seq),
        forms: successor === undefined ? [] : [{ inspectionId: successor.inspectionId, stage: successor.stage, version: successor.version }],
        visits: ledgers.map(noteOf),
      },
    };
    const done = await commit(stores, act, deed, [
      ...targetLossWrites(stores.lifecycle, { batch: ground.value.batch, now: act.now }, lines.value),
      putForm(stores.lifecycle, loaded.value, after),
      ...moveProgress(stores.lifecycle, batchId, { ...progressStep(loaded.value, after), ...(successor === undefined ? {} : { drawn: 1 }) }),
      ...(successor === undefined ? [] : [createForm(stores.lifecycle, successor)]),
      ...ledgers.map((ledger) => putLedger(stores.lifecycle, ledger)),
    ]);
    if (done.ok) {
      await publishEvents(stores, ground.value.attempt);
      return ok(after);
    }
    if (done.error.code !== 'changed-meanwhile') return done;
    if (attempt === ATTEMPTS) return refuse('changed-meanwhile');
  }
};

/** What the year's ledger holds of the enterprise, and whether it has room for this inspection (NR-5). */
const yearOf = async (lifecycle: LossContext['stores']['lifecycle'], batch: SchemedBatch, { inspectionId, targetId, year }: Form) => {
  const [ledger, cap] = await Promise.all([readLedger(lifecycle, year, targetId), findYear(lifecycle, year).then(visitCapIn)]);
  return { ledger, cap, known: visitOf(ledger, inspectionId) !== undefined, hasRoom: reserveVisit(ledger, visitAskedBy(batch, inspectionId), cap).ok };
};

/** The ledger of the one called in, with its visit; none where it has no room: it cannot be organised, and says so. */
const reserveFor = async (lifecycle: LossContext['stores']['lifecycle'], batch: SchemedBatch, { inspectionId, targetId, year }: Form, cap: number | undefined): Promise<readonly VisitLedger[]> => {
  const reserved = reserveVisit(await readLedger(lifecycle, year, targetId), visitAskedBy(batch, inspectionId), cap);
  return reserved.ok ? [reserved.value] : [];
};

const openSuccessor = async ({ stores }: LossContext, batch: Batch, lost: Form, { lines: [line], successor }: TargetLossLines): Promise<FormIn<'drawn'> | undefined> => {
  if (successor === undefined || !('drawnCount' in batch)) return undefined;
  const { targetId, departments } = successor;
  const directories = await readDirectories(stores, batch, [targetId], departments.map((department) => ({ targetId, department, officers: [] })));
  // No number of a batch is given twice: a line of the events is there once.
  return successorForm(batch, { ...successor, no: batch.drawnCount + line.seq }, { event: line.seq, for: lost.targetId }, directories);
};

const lostForm = (
  form: FormIn<'drawn' | 'noticed' | 'organised'>,
  version: number,
  { code, ground, evidence }: TargetLoss,
  { lines: [line], successor }: TargetLossLines,
  { actor, now }: LossContext['act'],
): FormIn<'lost'> => ({
  ...form,
  stage: 'lost',
  loss: {
    code, ground, evidence: [...evidence], by: actor.name, at: now, on: dateOf(now), event: line.seq,
    ...(successor === undefined ? {} : { successor: successor.targetId }),
  },
  version: version + 1,
});
