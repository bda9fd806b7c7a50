import { byBytes } from '../encoding/bytes.ts';
import { seatProblem, type SeatTask } from '../seats/seat-problem.ts';
import type { AssignedDepartment, Manifest, Officer, Transcript } from '../types.ts';
import { chanceText } from './chance-text.ts';
import { atLeastAsUnlikely, hypergeometric } from './hypergeometric.ts';


/** A drawn firm's row, as far as the pairing of inspectors with firms is tested. */
export interface DrawnKind {
  readonly id: string;
  readonly region: string;
  /** `stratum A`, `industry F`. */
  readonly kinds: readonly string[];
}

/** One officer's visits of a kind of firm, of `visits` in all, where chance gives `expected` (two decimals). */
export type Pairing = {
  readonly department: string;
  readonly officer: string;
  readonly kind: string;
  readonly visits: number;
  readonly ofKind: number;
  readonly expected: string;
};

/** How many officers were compared over how many kinds; the rarest of these, and how likely one so rare is among so many. */
export type PairingReport = {
  readonly comparisons: number;
  readonly chance: string;
  readonly rarest: Pairing | null;
};

type Rarest = { chance: number; comparisons: number; pairing: Pairing | null };

/**
 * Whether officers got more firms of one kind than chance gives. Officers of one pool are exchangeable, so of the pool's visits an officer's
 * own are a sample without replacement: exact but for recusals and last visits, which take single firms from single officers.
 */
export const testPairing = (manifest: Manifest, transcript: Transcript, officers: readonly Officer[], drawn: readonly DrawnKind[]): PairingReport => {
  const kindsOf = new Map(drawn.map(({ id, kinds }) => [id, kinds]));
  const found: Rarest = { chance: 1, comparisons: 0, pairing: null };
  for (const department of manifest.departments) {
    const part = transcript.assignments.find((one) => one.department === department.code);
    if (part === undefined || 'infeasible' in part) continue;
    const { tasks } = seatProblem({ department, officers, recusals: [], visit: manifest.visit }, drawn);
    for (const group of groupsOf(tasks)) testGroup(part, group, kindsOf, found);
  }
  return { comparisons: found.comparisons, chance: chanceText(found.comparisons === 0 ? 1 : found.comparisons * found.chance), rarest: found.pairing };
};

/** Tasks with the same officers in their pool. */
const groupsOf = (tasks: readonly SeatTask[]): readonly (readonly SeatTask[])[] => {
  const nameOf = new Map<SeatTask['pool'], string>();
  const groups = new Map<string, SeatTask[]>();
  for (const task of tasks) {
    const name = nameOf.get(task.pool) ?? task.pool.valid.join(' ');
    nameOf.set(task.pool, name);
    const group = groups.get(name) ?? [];
    group.push(task);
    groups.set(name, group);
  }
  return [...groups].sort(([a], [b]) => byBytes(a, b)).map(([, group]) => group);
};

const testGroup = (part: AssignedDepartment, group: readonly SeatTask[], kindsOf: ReadonlyMap<string, readonly string[]>, found: Rarest): void => {
  const seated = new Map(part.tasks.map(({ taskId, officers }) => [taskId, officers]));
  const all = new Map<string, number>();
  const visits = new Map<string, { total: number; of: Map<string, number> }>();
  for (const { taskId, target } of group) {
    const kinds = kindsOf.get(target.id) ?? [];
    for (const kind of kinds) all.set(kind, (all.get(kind) ?? 0) + 1);
    for (const officer of seated.get(taskId) ?? []) {
      const own = visits.get(officer) ?? { total: 0, of: new Map<string, number>() };
      own.total += 1;
      for (const kind of kinds) own.of.set(kind, (own.of.get(kind) ?? 0) + 1);
      visits.set(officer, own);
    }
  }
  for (const [officer, own] of [...visits].sort(([a], [b]) => byBytes(a, b))) {
    for (const [kind, marked] of [...all].sort(([a], [b]) => byBytes(a, b))) {
      if (marked === group.length) continue;
      found.comparisons += 1;
      const ofKind = own.of.get(kind) ?? 0;
      const chance = atLeastAsUnlikely(hypergeometric(group.length, marked, own.total), ofKind);
      if (chance >= found.chance) continue;
      found.chance = chance;
      found.pairing = { department: part.department, officer, kind, visits: own.total, ofKind, expected: ((own.total * marked) / group.length).toFixed(2) };
    }
  }
};
