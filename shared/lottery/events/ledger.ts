import { splitTaskId, taskIdOf } from '../seats/seat-problem.ts';
import type { Hex, Manifest, Transcript } from '../types.ts';

/** A visit as it stands after some events. `officers` in seat order, null where a seat is empty; `lost` may not come back to it. */
export type TaskNow = { readonly taskId: string; readonly officers: readonly (string | null)[]; readonly lost: readonly string[] };

/** A loss whose outcome is still to come, found by the M0' of its ceremony. */
export type Pending =
  | { readonly kind: 'target'; readonly target: string; readonly open: readonly string[] }
  | { readonly kind: 'officer'; readonly taskId: string; readonly officer: string; readonly place: number }
  | { readonly kind: 'no-reserve'; readonly stratum: string };

/** Who visits whom after the transcript and some events, and what can still be drawn. */
export type Ledger = {
  readonly tasks: ReadonlyMap<string, TaskNow>;
  /** Current targets with their strata. */
  readonly targets: ReadonlyMap<string, string>;
  /** Reserve not used yet, by stratum, in ticket order. */
  readonly reserve: ReadonlyMap<string, readonly string[]>;
  readonly pending: ReadonlyMap<Hex, Pending>;
  /** B* of the departments that have an assignment; the others are left out of everything that follows. */
  readonly Bstar: ReadonlyMap<string, number>;
};

/** The ledger right after the draw. */
export const openLedger = (manifest: Manifest, transcript: Pick<Transcript, 'drawn' | 'reserve' | 'assignments'>): Ledger => {
  const strata = manifest.item.strata.flatMap(({ code, k }) => Array.from({ length: k }, () => code));
  const assigned = transcript.assignments.flatMap((part) => ('infeasible' in part ? [] : [part]));
  return {
    tasks: new Map(assigned.flatMap(({ tasks }) => tasks.map(({ taskId, officers }) => [taskId, { taskId, officers, lost: [] }] as const))),
    targets: new Map(transcript.drawn.map((id, at) => [id, strata[at] ?? ''])),
    reserve: new Map(transcript.reserve.map(({ stratum, ids }) => [stratum, ids])),
    pending: new Map(),
    Bstar: new Map(assigned.map(({ department, Bstar }) => [department, Bstar])),
  };
};

/** Seats that an officer holds now in the tasks of a department. */
export const currentLoads = (ledger: Ledger, department: string): ReadonlyMap<string, number> => {
  const loads = new Map<string, number>();
  for (const { taskId, officers } of ledger.tasks.values()) {
    if (splitTaskId(taskId).department !== department) continue;
    for (const officer of officers) if (officer !== null) loads.set(officer, (loads.get(officer) ?? 0) + 1);
  }
  return loads;
};

/** The tasks with a seat whose outcome is still to come. */
export const tasksBeingDrawn = ({ pending }: Pick<Ledger, 'pending'>): ReadonlySet<string> =>
  new Set([...pending.values()].flatMap((one) => (one.kind === 'target' ? one.open : one.kind === 'officer' ? [one.taskId] : [])));

/** The tasks a new target brings: one per department with an assignment, in manifest order. */
export const newTasksOf = (manifest: Manifest, ledger: Ledger, target: string): readonly string[] =>
  manifest.departments.filter(({ code }) => ledger.Bstar.has(code)).map(({ code }) => taskIdOf(target, code));

/** A copy of `map` with changed entries; a value of undefined removes. */
export const withEntries = <K, V>(map: ReadonlyMap<K, V>, ...entries: readonly (readonly [K, V | undefined])[]): ReadonlyMap<K, V> => {
  const copy = new Map(map);
  for (const [key, value] of entries) {
    if (value === undefined) copy.delete(key);
    else copy.set(key, value);
  }
  return copy;
};
