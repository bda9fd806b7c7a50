import { dateOf } from '../kernel/instant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { hasReached, type Batch } from '../plan/batch.ts';
import { inspectors } from '../registry/inspector-store.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import { performVisitOf, visitAskedBy } from './form-visit.ts';
import { partsOf, type Form } from './form.ts';
import { ableOf } from './loss-rule.ts';
import { ownTask } from './part-rule.ts';
import { settleReplacements } from './settle-replacements.ts';
import { inStage } from './stage-rule.ts';
import { judgeAssistants, judgePresence, type Certificate } from './visit-rule.ts';

/** When the visit was made, by which of the drawn officers, and with whose help. */
export interface VisitMade {
  readonly visitedOn: LocalDate;
  readonly officersPresent: readonly string[];
  /** Of the experts drawn to help, who came; not said where there are none. */
  readonly assistantsPresent?: readonly string[] | undefined;
}

/**
 * Records that the visit was made, by any department of it (NR-2, NR-4, GY-17); an officer reported lost does not come back to it (BY-3). Refused: `not-in-visit`, `form-not-in-stage`, `batch-not-organised`,
 * `visit-in-future`, `visit-before-organised`, `officer-not-assigned`, `certificate-invalid-on-visit-day`, `officers-too-few`, `assistant-never-counts`, `assistant-not-drawn`, and for a shared visit `visit-partner-unready`, `visit-was-made`.
 */
export const completeVisit = async (context: PersonInspectionContext, inspectionId: string, made: VisitMade): Promise<Result<Form, Refusal>> => {
  const loaded = await loadBatch(context.stores.lifecycle, partsOf(inspectionId)?.batchId ?? '');
  if (!loaded.ok) return loaded;
  const certificates = await certificatesOf(context, made.officersPresent);
  return changeForm(context, {
    inspectionId,
    action: 'inspection.visit',
    decide: async (form) => decide(context, await settleReplacements(context.stores, form), loaded.value, made, certificates),
    ledger: (ledger) => {
      if (!('scheme' in loaded.value)) throw new Error(`${inspectionId} was visited before its scheme`);
      return performVisitOf(ledger, visitAskedBy(loaded.value, inspectionId), made.visitedOn);
    },
  });
};

const decide = (
  { act, profile }: PersonInspectionContext,
  form: Form,
  batch: Batch,
  { visitedOn, officersPresent, assistantsPresent }: VisitMade,
  certificates: ReadonlyMap<string, Certificate>,
): Result<Form, Refusal> => {
  const own = ownTask(form, act.actor, 'inspection.visit');
  if (!own.ok) return own;
  const staged = inStage(form, 'organised');
  if (!staged.ok) return staged;
  if (!hasReached(batch.stage, 'organised') || !('finishBy' in batch)) return refuse('batch-not-organised');
  const today = dateOf(act.now);
  const { organisedOn } = staged.value;
  if (visitedOn > today) return refuse('visit-in-future', { pointer: '/visitedOn', facts: { visitedOn, today } });
  if (visitedOn < organisedOn) return refuse('visit-before-organised', { pointer: '/visitedOn', facts: { organisedOn } });
  const helped = judgeAssistants(form.assistants ?? [], officersPresent, assistantsPresent ?? []);
  if (!helped.ok) return helped;
  const presence = judgePresence(form.tasks.map((task) => ({ ...task, officers: ableOf(form, task) })), officersPresent, visitedOn, certificates, profile.draw.seats.minimum);
  if (!presence.ok) return presence;
  return ok({ ...staged.value, stage: 'inspected', visitedOn, officersPresent: [...new Set(officersPresent)].sort(), ...(assistantsPresent === undefined ? {} : { assistantsPresent: [...new Set(assistantsPresent)].sort() }), finishedLate: visitedOn > batch.finishBy });
};

// Assistants have no say here: only officers of an enforcing body count (NR-2).
const certificatesOf = async ({ stores }: PersonInspectionContext, officers: readonly string[]): Promise<ReadonlyMap<string, Certificate>> => {
  const found = await Promise.all([...new Set(officers)].map((officer) => inspectors.find(stores.registry, officer)));
  return new Map(
    found.flatMap((inspector) =>
      inspector?.kind === 'officer' && inspector.certificate !== undefined
        ? [[inspector.officerId, { officerId: inspector.officerId, validFrom: inspector.certificate.validFrom, validTo: inspector.certificate.validTo }] as const]
        : [],
    ),
  );
};
