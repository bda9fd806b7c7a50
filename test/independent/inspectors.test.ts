import { expect, test } from 'vitest';
import { matchDepartment } from '../../shared/lottery/seats/match-inspectors.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import type { SeatRules } from '../../shared/lottery/seats/seat-problem.ts';
import type { Officer } from '../../shared/lottery/types.ts';
import { hexOf, idOf, seeded } from '../unit/lottery/seeded.ts';
import { hashOf, unhex } from './hashing.ts';
import { drawInspectors, type Solution } from './inspectors.ts';

const REGIONS = ['310101', '310104', '310115'];

interface Instance {
  readonly rules: SeatRules;
  readonly targets: readonly { readonly id: string; readonly region: string }[];
  readonly seed: string;
  readonly beta: number;
  readonly itemId: string;
  readonly secret: string;
}

/** Officers of which there are only just enough, or just not. */
const instance = (n: number): Instance => {
  const random = seeded(n);
  const targets = Array.from({ length: 12 + random(28) }, (_, i) => ({ id: idOf(i), region: REGIONS[random(3)] ?? '' }));
  const seats = 2 + random(2);
  const people = 6 + random(10);
  const enough = Math.ceil((targets.length * seats) / people);
  const officers = Array.from({ length: people }, (_, i): Officer => ({
    id: `01${String(i).padStart(5, '0')}`, department: '01', specialties: ['food'], validFrom: '20250101', validTo: random(12) === 0 ? '20260415' : '20271231',
    regions: random(3) === 0 ? ['31'] : [REGIONS[random(3)] ?? '', REGIONS[random(3)] ?? ''],
    cap: enough + random(enough), lastVisited: Array.from({ length: random(4) }, () => idOf(random(targets.length))),
  }));
  const recusals = Array.from({ length: random(12) }, () => ({ officerId: officers[random(people)]?.id ?? '', targetId: idOf(random(targets.length)), salt: '' }));
  return { rules: { department: { code: '01', seats }, officers, recusals, visit: { from: '20260401', to: '20260430' } }, targets, seed: hexOf(n), beta: random(3), itemId: 'item', secret: hexOf(7) };
};

const bySecond = ({ rules, targets, seed, beta, itemId, secret }: Instance, suite: 'SHA-256' | 'SM3'): Solution | undefined => {
  const { department, officers, recusals, visit } = rules;
  const known = new Map(officers.map((officer) => [officer.id, officer]));
  const regions = new Map(targets.map(({ id, region }) => [id, region]));
  const barred = new Set(recusals.map(({ officerId, targetId }) => `${officerId} ${targetId}`));
  return drawInspectors(hashOf(suite), {
    seed: unhex(seed), itemId, department: department.code, beta, secret: unhex(secret), seats: department.seats,
    tasks: targets.map(({ id }) => id + department.code),
    pool: (task) => officers.filter((each) => each.regions.some((prefix) => regions.get(task.slice(0, 18))?.startsWith(prefix))).map(({ id }) => id),
    isEligible: (task, id) => {
      const { validFrom = '', validTo = '', lastVisited = [] } = known.get(id) ?? {};
      return validFrom <= visit.from && visit.to <= validTo && !lastVisited.includes(task.slice(0, 18)) && !barred.has(`${id} ${task.slice(0, 18)}`);
    },
    cap: (id) => known.get(id)?.cap ?? 0,
  });
};

const byFirst = ({ rules, targets, seed, beta, itemId, secret }: Instance, suite: 'SHA-256' | 'SM3'): Solution | undefined => {
  const { assignment, seats } = matchDepartment(nodeHasher(suite), rules, { targets, seed, itemId, secret: secret === '' ? null : secret, beta });
  return 'infeasible' in assignment ? undefined : { Bstar: assignment.Bstar, tasks: seats?.tasks ?? [] };
};

test('[BY-1] [BY-4] two solvers that share nothing but the page give every seat to the same officer, for the same words and rejections', () => {
  const seen = new Map<string, number>();
  for (let n = 0; n < 150; n += 1) {
    const one = instance(n);
    const suite = n % 3 === 0 ? 'SM3' : 'SHA-256';
    const own = bySecond(one, suite);
    expect(own, `instance ${n}`).toEqual(byFirst(one, suite));
    const reasons = own === undefined ? ['infeasible'] : own.tasks.flatMap(({ seats }) => seats.flatMap(({ rejected }) => rejected.map(({ reason }) => reason)));
    for (const reason of reasons) seen.set(reason, (seen.get(reason) ?? 0) + 1);
  }
  for (const reason of ['infeasible', 'ineligible', 'already-in', 'full', 'blocked']) expect([reason, (seen.get(reason) ?? 0) > 5]).toEqual([reason, true]);
});

test('[BY-1] [BY-4] they agree as well where the stream misses everyone who may come and the whole pool is walked through', () => {
  const officers = Array.from({ length: 200 }, (_, n): Officer => ({
    id: `01${String(n).padStart(5, '0')}`, department: '01', regions: ['31'], specialties: [], validFrom: '20260101', validTo: n % 100 === 7 ? '20261231' : '20260110', cap: 9, lastVisited: [],
  }));
  const rules: SeatRules = { department: { code: '01', seats: 2 }, officers, recusals: [], visit: { from: '20260401', to: '20260430' } };
  const one: Instance = { rules, targets: [{ id: idOf(0), region: '310115' }], seed: hexOf(4378), beta: 2, itemId: 'i', secret: '' };
  const own = bySecond(one, 'SHA-256');
  expect(own?.tasks[0]?.seats.map(({ block }) => block === null)).toEqual([false, true]);
  expect(own).toEqual(byFirst(one, 'SHA-256'));
});
