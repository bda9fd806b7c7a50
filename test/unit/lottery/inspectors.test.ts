import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { matchDepartment } from '../../../shared/lottery/seats/match-inspectors.ts';
import { isValidCertificate } from '../../../shared/lottery/seats/certificate.ts';
import { seatProblem, type SeatRules } from '../../../shared/lottery/seats/seat-problem.ts';
import { assignSeed, orderSeed } from '../../../shared/lottery/targets/seeds.ts';
import type { Officer, Seat } from '../../../shared/lottery/types.ts';
import { sha256 } from './example.ts';
import { hexOf, idOf, seeded } from './seeded.ts';

const H = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

type Instance = { rules: SeatRules; targets: { id: string; region: string }[]; beta: number; seed: string };

const instance = (n: number): Instance => {
  const random = seeded(n);
  const officers: Officer[] = Array.from({ length: 2 + random(5) }, (_, i) => ({
    id: `01${String(i).padStart(5, '0')}`,
    department: '01',
    regions: [['31'], ['310101'], ['310104'], ['310101', '310104']][random(4)] ?? [],
    specialties: random(5) === 0 ? [] : ['food'],
    validFrom: '20250101',
    validTo: random(6) === 0 ? '20260415' : '20271231',
    cap: 1 + random(4),
    lastVisited: random(3) === 0 ? [idOf(random(4))] : [],
  }));
  const targets = Array.from({ length: random(5) }, (_, i) => ({ id: idOf(i), region: ['310101', '310104'][random(2)] ?? '' }));
  const recusals = Array.from({ length: random(3) }, () => ({ officerId: officers[random(officers.length)]?.id ?? '', targetId: idOf(random(4)), salt: '' }));
  const department = { code: '01', seats: 2, ...(random(2) === 0 ? { specialty: 'food' } : {}) };
  return { rules: { department, officers, recusals, visit: { from: '20260401', to: '20260430' } }, targets, beta: random(3), seed: hexOf(n) };
};

type Literal = { tasks: { id: string; region: string; taskId: string }[]; may: (task: number, officer: Officer) => boolean; pool: (task: number) => Officer[] };

const literal = ({ rules, targets }: Instance, S_ord: string): Literal => {
  const tasks = targets
    .map((target) => ({ ...target, taskId: `${target.id}01` }))
    .toSorted((a, b) => Buffer.compare(H(Buffer.from(S_ord, 'hex'), a.taskId), H(Buffer.from(S_ord, 'hex'), b.taskId)));
  const at = (task: number) => tasks[task] ?? { id: '', region: '', taskId: '' };
  const pool = (task: number) =>
    rules.officers.filter(
      (o) => o.regions.some((r) => at(task).region.startsWith(r)) && (rules.department.specialty === undefined || o.specialties.includes(rules.department.specialty)),
    );
  const may = (task: number, o: Officer) =>
    pool(task).includes(o) && o.validFrom <= rules.visit.from && rules.visit.to <= o.validTo && !o.lastVisited.includes(at(task).id) &&
    !rules.recusals.some((r) => r.officerId === o.id && r.targetId === at(task).id);
  return { tasks, may, pool };
};

/** Can the seats fixed so far be completed? By trying everything. */
const extends_ = (l: Literal, officers: readonly Officer[], limit: (o: Officer) => number, fixed: readonly (readonly string[])[]): boolean => {
  const load = new Map<string, number>();
  for (const task of fixed) for (const id of task) load.set(id, (load.get(id) ?? 0) + 1);
  const fill = (task: number, have: readonly string[], from: number): boolean => {
    if (task === l.tasks.length) return true;
    if (have.length === 2) return fill(task + 1, fixed[task + 1] ?? [], 0);
    for (let i = from; i < officers.length; i += 1) {
      const o = officers[i] as Officer;
      if (!l.may(task, o) || have.includes(o.id) || (load.get(o.id) ?? 0) >= limit(o)) continue;
      load.set(o.id, (load.get(o.id) ?? 0) + 1);
      if (fill(task, [...have, o.id], i + 1)) return true;
      load.set(o.id, (load.get(o.id) ?? 0) - 1);
    }
    return false;
  };
  return fill(0, fixed[0] ?? [], 0);
};

/** The draw, word by word as the rules say it. */
const literalDraw = (one: Instance): { Bstar: number; seats: Seat[][] } | null => {
  const { rules, beta, seed } = one;
  const l = literal(one, orderSeed(sha256, seed, 'item', '01'));
  const S = Buffer.from(assignSeed(sha256, seed, 'item', '01', hexOf(7)), 'hex');
  const nothing = l.tasks.map(() => [] as string[]);
  const bounds = Array.from({ length: 10 }, (_, b) => b);
  const Bstar = bounds.find((b) => extends_(l, rules.officers, (o) => Math.min(o.cap, b), nothing));
  if (Bstar === undefined) return null;
  const limit = (o: Officer): number => Math.min(o.cap, Bstar + beta);
  const fixed = nothing.map((task) => [...task]);
  const seats = l.tasks.map(({ taskId }, t): Seat[] => {
    const pool = l.pool(t);
    let used = 0;
    let block = 0;
    const word = (): number => {
      for (;;) {
        block = Math.floor(used / 8);
        const u = H(S, taskId, Buffer.from([block >> 16, (block >> 8) & 255, block & 255])).readUInt32BE((used % 8) * 4);
        used += 1;
        if (u < 2 ** 32 - (2 ** 32 % pool.length)) return u;
      }
    };
    return [0, 1].map(() => {
      const rejected: { officer: string; reason: Seat['rejected'][number]['reason'] }[] = [];
      const accepts = (o: Officer): boolean => {
        const held = fixed.flat().filter((id) => id === o.id).length;
        const tried = fixed.map((task, i) => (i === t ? [...task, o.id] : task));
        const reason = !l.may(t, o) ? 'ineligible' : fixed[t]?.includes(o.id) ? 'already-in' : held >= limit(o) ? 'full' : !extends_(l, rules.officers, limit, tried) ? 'blocked' : null;
        if (reason !== null) rejected.push({ officer: o.id, reason });
        else fixed[t]?.push(o.id);
        return reason === null;
      };
      for (let tries = 0; tries < 64 + 8 * pool.length; tries += 1) {
        const o = pool[word() % pool.length] as Officer;
        if (accepts(o)) return { officer: o.id, block, rejected };
      }
      const walk = pool.toSorted((a, b) => Buffer.compare(H(S, taskId, a.id), H(S, taskId, b.id)));
      return { officer: walk.find(accepts)?.id ?? '', block: null, rejected };
    });
  });
  return { Bstar, seats };
};

describe('the sequential feasible draw', () => {
  test('[BY-4] equals literal enumeration on 3,000 small instances, rejections and their reasons included', () => {
    const seen = new Map<string, number>();
    const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
    for (let n = 0; n < 3000; n += 1) {
      const one = instance(n);
      const expected = literalDraw(one);
      const match = matchDepartment(sha256, one.rules, { targets: one.targets, seed: one.seed, itemId: 'item', secret: hexOf(7), beta: one.beta });
      if ('infeasible' in match.assignment) {
        expect(expected).toBeNull();
        expect(isValidCertificate(seatProblem(one.rules, one.targets), match.assignment.infeasible)).toBe(true);
        count('infeasible');
        continue;
      }
      expect({ Bstar: match.assignment.Bstar, seats: match.seats?.tasks.map(({ seats }) => seats) }).toEqual(expected);
      count('feasible');
      for (const seat of match.seats?.tasks.flatMap(({ seats }) => seats) ?? []) for (const { reason } of seat.rejected) count(reason);
    }
    // The instances reach every branch that the rules name.
    for (const what of ['feasible', 'infeasible', 'ineligible', 'already-in', 'full', 'blocked']) expect([what, (seen.get(what) ?? 0) > 20]).toEqual([what, true]);
  });

  test('[NR-3] [NR-4] nobody sits where he is recused, came last time, or is not certified on every day of the visit', () => {
    const officer = (n: number, change: Partial<Officer> = {}): Officer => ({
      id: `010000${n}`, department: '01', regions: ['31'], specialties: [], validFrom: '20260101', validTo: '20261231', cap: 9, lastVisited: [], ...change,
    });
    const officers = [officer(1, { validTo: '20260429' }), officer(2, { validFrom: '20260402' }), officer(3, { lastVisited: [idOf(0)] }), officer(4), officer(5), officer(6)];
    const rules: SeatRules = { department: { code: '01', seats: 2 }, officers, recusals: [{ officerId: '0100004', targetId: idOf(0), salt: '' }], visit: { from: '20260401', to: '20260430' } };
    for (let n = 0; n < 50; n += 1) {
      const { assignment } = matchDepartment(sha256, rules, { targets: [{ id: idOf(0), region: '310115' }], seed: hexOf(n), itemId: 'i', secret: null, beta: 2 });
      expect('tasks' in assignment && assignment.tasks[0]?.officers.toSorted()).toEqual(['0100005', '0100006']);
    }
  });

  test('[BY-4] a hundred and twenty seats for three officers of one region: the certificate counts what is short', () => {
    const officers = [1, 2, 3].map((n): Officer => ({ id: `010000${n}`, department: '01', regions: ['310104'], specialties: ['special-equipment'], validFrom: '20260101', validTo: '20261231', cap: 60, lastVisited: [] }));
    const targets = Array.from({ length: 120 }, (_, n) => ({ id: idOf(n), region: '310104' }));
    const rules: SeatRules = { department: { code: '01', seats: 2, specialty: 'special-equipment' }, officers, recusals: [], visit: { from: '20260401', to: '20260430' } };
    const { assignment } = matchDepartment(sha256, rules, { targets, seed: hexOf(1), itemId: 'i', secret: null, beta: 2 });
    expect('infeasible' in assignment && { ...assignment.infeasible, tasks: assignment.infeasible.tasks.length }).toEqual({
      tasks: 120, seats: 240, officers: ['0100001', '0100002', '0100003'], usable: 180, short: 60,
    });
  });

  test('after 64 + 8m candidates in vain, the whole pool is tried in the order of its hashes', () => {
    // Of 200 officers only two are certified; with this seed the stream misses the second of them 1,664 times.
    const officers = Array.from({ length: 200 }, (_, n): Officer => ({
      id: `01${String(n).padStart(5, '0')}`, department: '01', regions: ['31'], specialties: [], validFrom: '20260101', validTo: n % 100 === 7 ? '20261231' : '20260110', cap: 9, lastVisited: [],
    }));
    const rules: SeatRules = { department: { code: '01', seats: 2 }, officers, recusals: [], visit: { from: '20260401', to: '20260430' } };
    const { seats } = matchDepartment(sha256, rules, { targets: [{ id: idOf(0), region: '310115' }], seed: hexOf(4378), itemId: 'i', secret: null, beta: 2 });
    const [, second] = seats?.tasks[0]?.seats ?? [];
    const S = Buffer.from(assignSeed(sha256, hexOf(4378), 'i', '01', null), 'hex');
    const walk = officers.map(({ id }) => id).toSorted((a, b) => Buffer.compare(H(S, `${idOf(0)}01`, a), H(S, `${idOf(0)}01`, b)));
    expect(second).toMatchObject({ officer: '0100107', block: null });
    expect(second?.rejected.slice(64 + 8 * 200).map(({ officer }) => officer)).toEqual(walk.slice(0, walk.indexOf('0100107')));
  });

  test('officers with the same constraints have the same distribution', () => {
    const officers = [1, 2, 3, 4].map((n): Officer => ({ id: `010000${n}`, department: '01', regions: ['31'], specialties: [], validFrom: '20260101', validTo: '20261231', cap: 9, lastVisited: [] }));
    const rules: SeatRules = { department: { code: '01', seats: 2 }, officers, recusals: [], visit: { from: '20260401', to: '20260430' } };
    const pairs = new Map<string, number>();
    const draws = 6000;
    for (let n = 0; n < draws; n += 1) {
      const { assignment } = matchDepartment(sha256, rules, { targets: [{ id: idOf(0), region: '310115' }], seed: hexOf(n), itemId: 'i', secret: null, beta: 1 });
      const pair = 'tasks' in assignment ? (assignment.tasks[0]?.officers.join() ?? '') : '';
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    const expected = draws / 12;
    const chiSquare = [...pairs.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(pairs.size).toBe(12);
    // 11 degrees of freedom: 31.26 is passed by one honest draw in a thousand, and the seeds are fixed.
    expect(chiSquare).toBeLessThan(31.26);
  });
});
