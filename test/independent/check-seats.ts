import { jcs, parseCanonical, type Json } from './canonical.ts';
import { drawInspectors, smallestLoad, taskOrder, type Problem } from './inspectors.ts';
import { hasNoTwins, isAscending, isSame } from './order.ts';
import { unhex, type Hash } from './hashing.ts';
import type { Bench } from './bench.ts';
import type { Folder } from './published.ts';
import type { Findings } from './report.ts';
import type { Assigned, Certificate, Transcript } from './transcript.ts';

/** Checks every department's seats: openly as far as that goes, and one by one where the witnesses' files are at hand. */
export function checkSeats(found: Findings, H: Hash, transcript: Transcript, bench: Bench, witness: Folder): void {
  const { manifest, assignments, drawn, seed } = transcript;
  const codes = manifest.departments.map(({ code }) => code);
  found.hold(4, isSame(assignments.map(({ department }) => department), codes), 'the assignments are not one per department');
  if (bench.secret === undefined) found.unchecked(4, 'every seat, for want of the witnesses’ files');
  const parts: Json[] = [];
  for (const assignment of assignments) {
    const { seats } = manifest.departments.find(({ code }) => code === assignment.department) ?? { seats: 0 };
    const problem: Problem = {
      seed: unhex(seed),
      itemId: manifest.item.itemId,
      department: assignment.department,
      beta: manifest.beta,
      secret: bench.secret ?? Buffer.alloc(0),
      tasks: drawn.map((id) => id + assignment.department),
      seats,
      pool: bench.pool,
      isEligible: bench.isEligible,
      cap: (id) => bench.officer(id)?.cap ?? 0,
    };
    found.attempt(4, () => {
      if ('infeasible' in assignment) return checkCertificate(found, assignment.infeasible, problem, bench.secret !== undefined);
      checkOpenly(found, H, assignment, problem);
      if (bench.secret !== undefined) parts.push(recompute(found, H, assignment, problem));
      return undefined;
    });
  }
  const seats = witness('seats.json');
  if (seats === undefined) return found.unchecked(4, 'witness/seats.json');
  if (bench.secret === undefined) return checkDigests(found, H, transcript, parseCanonical(seats, 'seats.json'));
  found.hold(4, jcs(parts) === Buffer.from(seats).toString('utf8'), 'seats.json is not what the draw gives');
}

function checkOpenly(found: Findings, H: Hash, { department, Bstar, tasks }: Assigned, problem: Problem): void {
  const order = taskOrder(H, problem.seed, problem.itemId, department, problem.tasks);
  found.hold(4, isSame(tasks.map(({ taskId }) => taskId), order), `department ${department}: tasks are not those drawn, in their order`);
  const load = new Map<string, number>();
  for (const { taskId, officers } of tasks) {
    found.hold(4, officers.length === problem.seats && hasNoTwins(officers), `${taskId} has not ${problem.seats} different officers`);
    for (const officer of officers) {
      load.set(officer, (load.get(officer) ?? 0) + 1);
      found.hold(4, problem.pool(taskId).includes(officer) && problem.isEligible(taskId, officer), `${officer} may not visit ${taskId}`);
    }
  }
  for (const [officer, count] of load) {
    const cap = Math.min(problem.cap(officer), Bstar + problem.beta);
    found.hold(4, count <= cap, `${officer} has ${count} seats, more than ${cap}`);
  }
  found.hold(4, (smallestLoad(problem) ?? Infinity) <= Bstar, `department ${department}: B* is too small`);
}

function recompute(found: Findings, H: Hash, { department, Bstar, seatsDigest, tasks }: Assigned, problem: Problem): Json {
  const solution = drawInspectors(H, problem);
  if (solution === undefined) throw new Error(`department ${department}: there is no complete assignment`);
  found.hold(4, solution.Bstar === Bstar, `department ${department}: B* is ${solution.Bstar}, not ${Bstar}`);
  const told = (list: Assigned['tasks']) => list.map(({ taskId, officers }) => `${taskId} ${officers.join(' ')}`);
  const own = solution.tasks.map(({ taskId, seats }) => ({ taskId, officers: seats.map(({ officer }) => officer) }));
  const other = told(own).find((line, index) => line !== told(tasks)[index]);
  found.hold(4, isSame(told(tasks), told(own)), `department ${department}: the draw gives ${other}`);
  const part: Json = { department, tasks: solution.tasks.map(({ taskId, seats }) => ({ taskId, seats: seats.map((seat) => ({ ...seat })) })) };
  found.hold(4, H(jcs(part)).toString('hex') === seatsDigest, `department ${department}: seatsDigest does not follow`);
  return part;
}

function checkDigests(found: Findings, H: Hash, { assignments }: Transcript, parts: Json): void {
  const digests = Array.isArray(parts) ? parts.map((part: Json) => H(jcs(part)).toString('hex')) : [];
  const told = assignments.flatMap((each) => ('seatsDigest' in each ? [each.seatsDigest] : []));
  found.hold(4, isSame(digests, told), 'seats.json is not what the transcript commits to');
}

/** Checks why there is no complete assignment; without the recusals, as far as the officers' list goes. */
export function checkCertificate(found: Findings, { tasks, seats, officers, usable, short }: Certificate, problem: Pick<Problem, 'tasks' | 'seats' | 'pool' | 'isEligible' | 'cap'>, isAllKnown: boolean): void {
  const reach = new Map<string, number>();
  for (const task of tasks) for (const officer of problem.pool(task)) if (problem.isEligible(task, officer)) reach.set(officer, (reach.get(officer) ?? 0) + 1);
  const most = [...reach].reduce((sum, [officer, count]) => sum + Math.min(problem.cap(officer), count), 0);
  found.hold(4, isAscending(tasks) && isAscending(officers), 'the certificate is not sorted');
  found.hold(4, tasks.every((task) => problem.tasks.includes(task)), 'the certificate names a task that is none');
  found.hold(4, seats === tasks.length * problem.seats, `the certificate's tasks do not have ${seats} seats`);
  found.hold(4, short === seats - usable && short > 0, 'the certificate shows no shortage');
  found.hold(4, isAllKnown ? usable === most : usable <= most, `the certificate's officers can take ${most}, not ${usable}`);
  const able = [...reach.keys()].filter((officer) => problem.cap(officer) > 0);
  found.hold(4, !isAllKnown || able.every((officer) => officers.includes(officer)), 'the certificate leaves out an officer');
}
