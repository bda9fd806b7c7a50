import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { utf8 } from '../encoding/bytes.ts';
import { drawSeats } from './draw-seats.ts';
import { findFeasible } from './feasible-seats.ts';
import { seatRecordText } from './seats-text.ts';
import { seatProblem, type DrawnTarget, type SeatRules } from './seat-problem.ts';
import { orderTasks } from './seat-stream.ts';
import { assignSeed, orderSeed } from '../targets/seeds.ts';
import type { DepartmentAssignment, DepartmentSeatRecord, Hex, Manifest, Officer, Recusal } from '../types.ts';

/** A department's outcome: `seats` is its part of `witness/seats.json`, absent where no complete assignment exists. */
export type Match = { readonly assignment: DepartmentAssignment; readonly seats: DepartmentSeatRecord | null };

/** What the inspectors' draw needs. `targets` are the drawn ones, `secret` is w or null, `officers` sorted by id. */
export type MatchInput = {
  readonly manifest: Manifest;
  readonly seed: Hex;
  readonly secret: Hex | null;
  readonly targets: readonly DrawnTarget[];
  readonly officers: readonly Officer[];
  readonly recusals: readonly Recusal[];
};

/** `H(JCS of that department's part)` of `witness/seats.json`, as somebody published it: nothing of it may be passed over. */
export const seatsDigest = (hasher: Hasher, record: DepartmentSeatRecord): Hex => hasher.hex(utf8(canonicalJson(record)));

/** [GY-12] [BY-4] The sequential feasible draw of one department (spec, section 5): its assignment, or the certificate why there is none. */
export const matchDepartment = (
  hasher: Hasher,
  rules: SeatRules,
  draw: { readonly targets: readonly DrawnTarget[]; readonly seed: Hex; readonly itemId: string; readonly secret: Hex | null; readonly beta: number },
): Match => {
  const department = rules.department.code;
  const unordered = seatProblem(rules, draw.targets);
  const tasks = orderTasks(hasher, orderSeed(hasher, draw.seed, draw.itemId, department), unordered.tasks);
  const found = findFeasible({ ...unordered, tasks });
  if (!found.feasible) return { assignment: { department, infeasible: found.certificate }, seats: null };
  const { board, Bstar } = found;
  for (const [at, { cap }] of board.problem.officers.entries()) board.limits[at] = Math.min(cap, Bstar + draw.beta);
  const seed = assignSeed(hasher, draw.seed, draw.itemId, department, draw.secret);
  const seats = drawSeats(hasher, board, () => seed);
  const record = { department, tasks: tasks.map(({ taskId }, at) => ({ taskId, seats: seats[at] ?? [] })) };
  return {
    assignment: {
      department,
      Bstar,
      seatsDigest: hasher.hex(utf8(seatRecordText(record))),
      tasks: record.tasks.map((task) => ({ taskId: task.taskId, officers: task.seats.map(({ officer }) => officer) })),
    },
    seats: record,
  };
};

/** All departments of a manifest, in its order. */
export const matchInspectors = (hasher: Hasher, input: MatchInput): readonly Match[] =>
  input.manifest.departments.map((department) =>
    matchDepartment(
      hasher,
      { department, officers: input.officers, recusals: input.recusals, visit: input.manifest.visit },
      { targets: input.targets, seed: input.seed, itemId: input.manifest.item.itemId, secret: input.secret, beta: input.manifest.beta },
    ),
  );

/** The bytes of `witness/seats.json`; departments with a certificate are absent. */
export const seatsText = (matches: readonly Match[]): string => `[${matches.flatMap(({ seats }) => (seats === null ? [] : [seatRecordText(seats)])).join(',')}]`;
