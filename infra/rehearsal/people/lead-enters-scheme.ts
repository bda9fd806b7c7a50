import { putScheme } from '../../../shared/api/batches.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import { localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Action } from '../action.ts';
import { between } from '../chance.ts';
import { operatorOf } from '../city/people.ts';
import type { PlannedInspection } from '../city/plan.ts';
import { RECORDED_AT, RECORDED_ROUND } from '../city/recorded-round.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import { weekdayFrom, weekdaysAfter } from '../weekdays.ts';
import { officerAsksToStepAside } from './officer-steps-aside.ts';
import { plannedOf } from './planned-of.ts';
import { asParticipants, partiesTo } from './signers.ts';

const SEATS = 2;
const RESERVE = 10;

/** The lead department enters the inspection scheme on one of the entry's first working days (GY-11). */
export const leadEntersScheme = async (scene: Scene, batchId: string): Promise<readonly Action[]> => {
  const batch = await scene.truth.batch(batchId);
  if (batch.stage !== 'scheduled') return [];
  const planned = plannedOf(batch);
  // The round that is at hand comes on the day after the entry's first.
  const after = planned.withBeacon === true ? 0 : between(0, 1, scene.city.seed, 'scheme-day', planned.id);
  const day = weekdaysAfter(weekdayFrom(localDate(planned.day)), after);
  const enter: Action = {
    at: atTime(day, '10:00'),
    key: `${batchId}/scheme`,
    subject: `batch/${batchId}`,
    run: () => enterScheme(scene, batchId, planned, day),
  };
  return befalls('recused', planned) ? [...(await officerAsksToStepAside(scene, planned, day)), enter] : [enter];
};

const enterScheme = async (scene: Scene, batchId: string, planned: PlannedInspection, day: LocalDate): Promise<void> => {
  const { desk, machine, journal, now } = scene;
  const isLost = befalls('signalLost', planned);
  const command = { params: { batchId }, body: schemeOf(scene, planned, day) };
  if (!isLost) {
    await desk.ask(operatorOf(planned.lead), putScheme, { ...command, idempotencyKey: `${batchId}/scheme` });
    return;
  }
  journal.note('signalDropped', { at: now(), batchId, wait: 'scheme' });
  await machine.arm({ service: 'states', action: 'SendTaskSuccess', fault: 'drop-but-acknowledge' });
  // Without a key, so that nobody who goes on after a kill repeats it: the repetition would bring the signal that is to be lost.
  await desk.ask(operatorOf(planned.lead), putScheme, command);
  if ((await machine.disarm()) > 0) throw new Error(`entering the scheme of ${batchId} sent no task signal: there was nothing to lose`);
};

const schemeOf = ({ city, crypto }: Scene, planned: PlannedInspection, day: LocalDate) => ({
  visit: { from: weekdaysAfter(day, 5), to: localDate(planned.until) },
  departments: [planned.lead, ...planned.participating].map((code) => {
    const specialty = planned.specialty?.[code];
    return { code, seats: SEATS, ...(specialty === undefined ? {} : { specialty }) };
  }),
  reserve: RESERVE,
  ...(planned.experts === undefined ? {} : { experts: [...planned.experts] }),
  ...(planned.observers === undefined ? {} : { observers: planned.observers.map(({ id, kind, name }) => ({ id, kind, name })) }),
  ...(planned.openOn === undefined ? {} : { sealed: { openOn: localDate(planned.openOn) } }),
  ceremony: {
    participants: asParticipants(partiesTo(planned, city.seed), crypto),
    ...(planned.withBeacon === true
      ? { commitBy: atTime(day, '17:00'), revealBy: atTime(weekdaysAfter(day, 1), '12:00'), beacon: { type: RECORDED_ROUND.type, at: RECORDED_AT } }
      : { commitBy: atTime(weekdaysAfter(day, 1), '12:00'), revealBy: atTime(weekdaysAfter(day, 1), '17:00') }),
  },
});
