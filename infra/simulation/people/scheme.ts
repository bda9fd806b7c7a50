import { putScheme } from '../../../shared/api/batches.ts';
import { changeTarget, getTarget } from '../../../shared/api/targets.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { RECORDED_AT, RECORDED_ROUND } from '../../rehearsal/city/recorded-round.ts';
import { weekdayFrom, weekdaysAfter } from '../../rehearsal/weekdays.ts';
import { EXPERT_FIELD } from './city-experts.ts';
import type { PlannedEntry } from './city-plan.ts';
import { asParticipant, partiesTo } from './parties.ts';
import { directoryMoves } from './directory-moves.ts';
import { plannedOf } from './planned-of.ts';
import { poolingFor, withPooled, type Pooling } from './pooled.ts';
import { officersStepAside } from './step-aside.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';
import type { Batch } from './truth.ts';
import { comes } from './when.ts';

/** The lead department enters the inspection scheme (GY-11); before that an officer may step aside, and an enterprise may close. */
export const leadEntersScheme = async (scene: Scene, batchId: string, wait: Wait): Promise<readonly Action[]> => {
  const batch = await scene.truth.batch(batchId);
  if (batch.stage !== 'scheduled') return [];
  const planned = plannedOf(scene, batch);
  // The round that is at hand comes on the day after the first.
  const after = planned.withBeacon === true ? 0 : scene.fate.between(0, 1, 'scheme-day', planned.id);
  const day = weekdaysAfter(weekdayFrom(planned.from), after);
  const at = comes(scene, operatorOf(planned.lead), `${batchId}/scheme`, atTime(day, '10:00'), wait);
  return [
    ...(await officersStepAside(scene, planned, day)),
    ...enterpriseCloses(scene, planned, atTime(day, '09:20')),
    ...directoryMoves(scene, planned, atTime(day, '09:10')),
    ...(at === undefined ? [] : [{ at, key: `${batchId}/scheme`, run: () => enterScheme(scene, batch, planned) }]),
  ];
};

const enterScheme = async (scene: Scene, { batchId, version }: Batch, planned: PlannedEntry): Promise<void> => {
  const params = { batchId };
  const pooling = poolingFor(scene, planned);
  const own = { ...schemeOf(planned, dateOf(scene.now()), reserveOf(scene, planned)), ...expertsFor(scene, planned) };
  const body = { ...own, departments: withPooled(own.departments, pooling) };
  const { ceremony, departments, visit } = body;
  const other = scene.city.departments.find((code) => code !== planned.lead);
  await scene.duties.perform({
    user: operatorOf(planned.lead), endpoint: putScheme, key: `${batchId}/scheme`, version,
    input: { params, body },
    outsiders: [OFFICES.conference, ...(other === undefined ? [] : [operatorOf(other)])],
    wrong: [
      { name: 'one officer alone (NR-2)', input: { params, body: { ...body, departments: departments.map((each) => ({ ...each, seats: 1 })) } } },
      { name: 'no outside witness (GY-12)', input: { params, body: { ...body, ceremony: { ...ceremony, participants: ceremony.participants.filter(({ role }) => role !== 'witness') } } } },
      { name: 'one key for two (GY-12)', input: { params, body: { ...body, ceremony: { ...ceremony, participants: ceremony.participants.map((each) => ({ ...each, key: ceremony.participants[0]?.key ?? '' })) } } } },
      { name: 'visits before the plan allows (GY-11)', input: { params, body: { ...body, visit: { ...visit, from: addDays(planned.from, -7) } } } },
      { name: 'sealed only until the last visit (NR-9)', input: { params, body: { ...body, sealed: { openOn: visit.to } } } },
      ...(pooling === undefined ? [] : wrongPools(own.departments, pooling)).map(({ name, departments: asked }) => ({ name, input: { params, body: { ...body, departments: asked } } })),
      { name: 'reveals before commitments (BY-1)', input: { params, body: { ...body, ceremony: { ...ceremony, revealBy: ceremony.commitBy } } } },
    ],
  });
};

const CONFERENCE = '90';

/** Who may not be pooled: a department of the same draw, and who does not enforce. */
const wrongPools = (departments: readonly { code: string; seats: number }[], { helped }: Pooling) => [
  { name: 'the department itself is pooled (SM-4)', departments: withPooled(departments, { helped, body: helped }) },
  { name: 'the conference office is pooled (NR-2)', departments: withPooled(departments, { helped, body: CONFERENCE }) },
];

/** Where there is an expert library, most schemes ask for one or two to help (SM-4). */
const expertsFor = ({ city, fate }: Scene, { id }: PlannedEntry) => {
  const count = city.experts.length === 0 ? 0 : fate.between(0, 2, 'asks-experts', id);
  return count === 0 ? {} : { experts: [{ field: EXPERT_FIELD, count }] };
};

/** Most keep two in reserve; some keep one or none, and lose a target for good, some leave the number to the profile. */
const reserveOf = ({ fate }: Scene, { id }: PlannedEntry): number | undefined => [2, 2, 2, 2, 1, 0, undefined][fate.between(0, 6, 'reserve', id)];

const schemeOf = (planned: PlannedEntry, day: LocalDate, reserve: number | undefined) => ({
  visit: { from: weekdaysAfter(day, 3), to: planned.to },
  departments: Object.entries(planned.seats).map(([code, seats]) => ({ code, seats })),
  ...(reserve === undefined ? {} : { reserve }),
  ...(planned.unannounced ? { sealed: { openOn: addDays(planned.to, 3) } } : {}),
  ceremony: { participants: partiesTo(planned.lead).map(asParticipant), ...timesOf(planned, day) },
});

/** With a beacon a day sooner, for its round does not wait; who enters the scheme too late for it does without. */
const timesOf = ({ withBeacon }: PlannedEntry, day: LocalDate) => {
  const next = weekdaysAfter(day, 1);
  if (withBeacon === true && next <= dateOf(RECORDED_AT)) return { commitBy: atTime(day, '17:00'), revealBy: atTime(next, '12:00'), beacon: { type: RECORDED_ROUND.type, at: RECORDED_AT } };
  return { commitBy: atTime(next, '12:00'), revealBy: atTime(next, '17:00') };
};

/** An enterprise of the directory goes out of business before the draw: it cannot be drawn any more. */
const enterpriseCloses = ({ city, fate, duties, memory, hand }: Scene, planned: PlannedEntry, at: Instant): readonly Action[] => {
  const key = `closes/${planned.id}`;
  if (memory.has(key) || !fate.befalls('enterprise-closes', OFFICES.administrator.sub, planned.id)) return [];
  const run = async (): Promise<void> => {
    memory.keep(key);
    const { id: targetId } = fate.pick(city.targets, 'closing', planned.id);
    const { version, id: _id, firstEntry: _first, codeOverride: _override, ...content } = await hand.read(OFFICES.administrator, getTarget, { params: { targetId } });
    await duties.perform({ user: OFFICES.administrator, endpoint: changeTarget, input: { params: { targetId }, body: { ...content, status: '003' }, ifMatch: version }, key, version, outsiders: [OFFICES.supervisor] });
  };
  return [{ at, key, run }];
};
