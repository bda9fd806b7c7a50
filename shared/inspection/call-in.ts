import { listEvents } from '../draw/events/event-store.ts';
import { dateOf, type Instant } from '../kernel/instant.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { readCalendar } from '../plan/calendar-store.ts';
import { countDeadline } from '../plan/deadline.ts';
import type { Stores } from '../store/record.ts';
import { changeForm } from './change-form.ts';
import type { InspectionContext } from './context.ts';
import { noticedForm } from './form-of.ts';
import { loadForm } from './form-store.ts';
import { partsOf, type Form } from './form.ts';
import { calledInMessages } from './inbox-store.ts';
import { keepNotice } from './keep-notice.ts';
import { lentMessages } from './lent-letter-store.ts';
import { settleReplacements } from './settle-replacements.ts';

type Context = Pick<InspectionContext, 'act' | 'profile'> & { readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'evidence' | 'transact'> };

/**
 * Sends out the form of a target called in for a lost one, once its officers are drawn: they are written on it, the enterprise gets its notice, each department its message, and
 * the 5 working days of GY-15 start on the day of that draw (BY-3, NR-1). Where a department has fewer officers than the law asks for, nothing goes out. Any other form is left as it is.
 */
export const callIn = async (context: Context, inspectionId: string): Promise<Result<Form, Refusal>> => {
  const { stores, act, profile } = context;
  const [loaded, batch, { calendar }] = await Promise.all([loadForm(stores.lifecycle, inspectionId), loadBatch(stores.lifecycle, partsOf(inspectionId)?.batchId ?? ''), readCalendar(stores.lifecycle)]);
  if (!loaded.ok) return loaded;
  if (!batch.ok) return batch;
  const { value } = batch;
  const drawnAt = loaded.value.stage === 'drawn' && loaded.value.calledIn !== undefined ? await drawnAtOf(stores, loaded.value) : undefined;
  if (drawnAt === undefined || !('drawnCount' in value)) return loaded;
  const { idempotency: _key, ...own } = act;
  const organiseCount = countDeadline(calendar, dateOf(drawnAt), profile.organise.workingDays);
  let isSent = false;
  const sent = await changeForm({ stores, act: own }, {
    inspectionId,
    action: 'inspection.call-in',
    decide: async (form) => {
      isSent = false;
      if (form.stage !== 'drawn' || form.calledIn === undefined) return { ok: false, error: { code: 'form-not-in-stage', facts: { stage: form.stage } } };
      const settled = await settleReplacements(stores, form);
      if (settled.stage !== 'drawn' || settled.tasks.some(({ officers }) => officers.length < profile.draw.seats.minimum)) return { ok: false, error: { code: 'officers-awaited' } };
      isSent = true;
      const whole = { ...settled, calledIn: { ...form.calledIn, organiseBy: organiseCount.date, organiseCount } };
      return ok(noticedForm(whole, await keepNotice(stores, whole, value, drawnAt), act.now));
    },
    also: (after) => [...calledInMessages(stores.lifecycle, value, after, act.now), ...lentMessages(stores.lifecycle, value, { forms: [after], of: { targetId: after.targetId }, at: act.now })],
  });
  // Somebody else sent it, or nobody can be sent: the form stands as it stands.
  return sent.ok || isSent ? sent : loadForm(stores.lifecycle, inspectionId);
};

const drawnAtOf = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, { batchId, targetId }: Form): Promise<Instant | undefined> => {
  const lines = (await listEvents(lifecycle, batchId)).map(({ line }) => line);
  return lines.find((line) => line.kind === 'replaced' && line.tasks.some(({ taskId }) => taskId.startsWith(targetId)))?.at;
};
