import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { matchDepartment } from '../../../shared/lottery/seats/match-inspectors.ts';
import { isValidCertificate } from '../../../shared/lottery/seats/certificate.ts';
import { isEligible, seatProblem, type SeatProblem, type SeatRules } from '../../../shared/lottery/seats/seat-problem.ts';
import { seatRecordText } from '../../../shared/lottery/seats/seats-text.ts';
import type { Officer } from '../../../shared/lottery/types.ts';
import { sha256 } from './example.ts';
import { hexOf, idOf, seeded } from './seeded.ts';

const REGIONS = ['310101', '310104', '310105', '310106'];

const instance = (n: number): { rules: SeatRules; targets: { id: string; region: string }[]; beta: number } => {
  const random = seeded(n);
  const tasks = 10 + random(30);
  const count = 6 + random(10);
  const officers = Array.from({ length: count }, (_, i): Officer => ({
    id: `01${String(i).padStart(5, '0')}`, department: '01', specialties: [], validFrom: '20250101', validTo: '20271231',
    regions: random(5) === 0 ? ['3101'] : [...new Set([REGIONS[random(4)] ?? '', REGIONS[random(4)] ?? ''])].sort(),
    cap: Math.ceil((2 * tasks) / count) + random(6),
    lastVisited: Array.from({ length: random(6) }, () => idOf(random(tasks))),
  }));
  const recusals = Array.from({ length: random(10) }, () => ({ officerId: officers[random(count)]?.id ?? '', targetId: idOf(random(tasks)), salt: '' }));
  const targets = Array.from({ length: tasks }, (_, i) => ({ id: idOf(i), region: REGIONS[random(4)] ?? '' }));
  return { rules: { department: { code: '01', seats: 2 }, officers, recusals, visit: { from: '20260401', to: '20260430' } }, targets, beta: random(2) };
};

/** Whether the fixed seats can be completed, by a flow from nothing: every seat tries to win an officer, who may have to leave another. */
const canComplete = (problem: SeatProblem, fixed: readonly ReadonlySet<number>[], limit: (officer: number) => number): boolean => {
  const held = problem.tasks.map(() => new Set<number>());
  const free = problem.officers.map((_, o) => limit(o) - fixed.filter((officers) => officers.has(o)).length);
  if (free.some((room) => room < 0)) return false;
  const win = (task: number, seen: Set<number>): boolean => {
    for (const [officer] of problem.officers.entries()) {
      if (seen.has(officer) || held[task]?.has(officer) || fixed[task]?.has(officer)) continue;
      if (!isEligible(problem.tasks[task] as SeatProblem['tasks'][number], officer)) continue;
      seen.add(officer);
      const mine = problem.tasks.flatMap((_, other) => (held[other]?.has(officer) ? [other] : []));
      const left = mine.length < (free[officer] ?? 0) ? undefined : mine.find((other) => win(other, seen));
      if (mine.length >= (free[officer] ?? 0) && left === undefined) continue;
      if (left !== undefined) held[left]?.delete(officer);
      held[task]?.add(officer);
      return true;
    }
    return false;
  };
  return problem.tasks.every(({ seats }, task) => {
    while ((held[task]?.size ?? 0) + (fixed[task]?.size ?? 0) < seats) if (!win(task, new Set())) return false;
    return true;
  });
};

test('[BY-4] where enumeration ends, a flow computed anew agrees with every seat, every rejection and the smallest bound', () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  for (let n = 0; n < 80; n += 1) {
    const { rules, targets, beta } = instance(n);
    const { assignment, seats } = matchDepartment(sha256, rules, { targets, seed: hexOf(n), itemId: 'item', secret: null, beta });
    const unordered = seatProblem(rules, targets);
    const nothing = unordered.tasks.map(() => new Set<number>());
    const bounded = (bound: number) => (officer: number) => Math.min(unordered.officers[officer]?.cap ?? 0, bound);
    if (seats === null || 'infeasible' in assignment) {
      expect([n, canComplete(unordered, nothing, bounded(1000))]).toEqual([n, false]);
      expect('infeasible' in assignment && isValidCertificate(unordered, assignment.infeasible)).toBe(true);
      count('infeasible');
      continue;
    }
    expect([n, canComplete(unordered, nothing, bounded(assignment.Bstar)), canComplete(unordered, nothing, bounded(assignment.Bstar - 1))]).toEqual([n, true, false]);
    expect(seatRecordText(seats)).toBe(canonicalJson(seats));
    const taskAt = new Map(unordered.tasks.map(({ taskId }, at) => [taskId, at]));
    const officerAt = new Map(unordered.officers.map(({ id }, at) => [id, at]));
    const limit = bounded(assignment.Bstar + beta);
    const fixed = nothing.map(() => new Set<number>());
    for (const { taskId, seats: drawn } of seats.tasks) {
      const task = taskAt.get(taskId) ?? -1;
      const mine = fixed[task] as Set<number>;
      const fits = (officer: number): boolean => canComplete(unordered, fixed.with(task, new Set([...mine, officer])), limit);
      for (const { officer, rejected } of drawn) {
        for (const { officer: other, reason } of rejected) {
          if (reason === 'blocked') expect([n, taskId, other, fits(officerAt.get(other) ?? -1)]).toEqual([n, taskId, other, false]);
          count(reason);
        }
        expect([n, taskId, officer, fits(officerAt.get(officer) ?? -1)]).toEqual([n, taskId, officer, true]);
        mine.add(officerAt.get(officer) ?? -1);
        count('seat');
      }
    }
  }
  expect((seen.get('blocked') ?? 0) > 300 && (seen.get('infeasible') ?? 0) > 5 && (seen.get('seat') ?? 0) > 2000).toBe(true);
});
