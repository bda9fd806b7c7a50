import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { isValidCertificate } from '../seats/certificate.ts';
import { seatsDigest, seatsText, type Match } from '../seats/match-inspectors.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { seatProblem, type DrawnTarget } from '../seats/seat-problem.ts';
import type { DepartmentSeatRecord, Manifest, Officer, Recusal, Transcript } from '../types.ts';
import { compare, fail, pass, type Finding } from './report.ts';

/** Compares every department's assignment with the one recomputed; of a certificate, any valid one is accepted. */
export const assignmentFindings = (
  known: { readonly manifest: Manifest; readonly officers: readonly Officer[]; readonly recusals: readonly Recusal[]; readonly targets: readonly DrawnTarget[] },
  transcript: Transcript,
  matches: readonly Match[],
): readonly Finding[] =>
  known.manifest.departments.map((department, at) => {
    const what = `every seat of department ${department.code}`;
    const stated = transcript.assignments[at];
    const computed = matches[at]?.assignment;
    if (stated === undefined || computed === undefined) return fail(what, 'no assignment');
    if ('infeasible' in stated && 'infeasible' in computed) {
      const { manifest, officers, recusals, targets } = known;
      const isValid = isValidCertificate(seatProblem({ department, officers, recusals, visit: manifest.visit }, targets), stated.infeasible);
      return isValid ? pass(what, `cannot be filled: ${stated.infeasible.short} seats short`) : fail(what, 'the certificate does not hold');
    }
    if ('infeasible' in stated) return fail(what, 'a complete assignment exists, though a certificate says otherwise');
    if ('infeasible' in computed) return fail(what, `no complete assignment exists: ${computed.infeasible.short} seats short`);
    const difference = stated.tasks.findIndex((task, i) => canonicalJson(task) !== canonicalJson(computed.tasks[i] ?? null));
    if (difference >= 0 || stated.tasks.length !== computed.tasks.length) {
      const task = stated.tasks[difference];
      return fail(what, `${task?.taskId ?? 'tasks'}: stated ${task?.officers.join(' ') ?? 'too few'}, computed ${computed.tasks[difference]?.officers.join(' ') ?? 'more'}`);
    }
    return compare(what, canonicalJson({ ...stated, tasks: stated.tasks.length }), canonicalJson({ ...computed, tasks: computed.tasks.length }));
  });

/** Checks `seats.json` against the digests of the transcript and, where the seats could be recomputed, against them byte for byte. */
export const seatsFindings = (hasher: Hasher, transcript: Transcript, text: string, matches: readonly Match[] | null): readonly Finding[] => {
  const what = 'witness/seats.json';
  if (matches !== null) {
    const computed = seatsText(matches);
    return [text === computed ? pass(what, `${text.length} characters, as recomputed`) : fail(what, `differs from what the draw gives at character ${firstDifference(text, computed)}`)];
  }
  const parts = readCanonical(text);
  if (!Array.isArray(parts)) return [fail(what, 'not canonical JSON')];
  const digests = transcript.assignments.flatMap((part) => ('infeasible' in part ? [] : [part.seatsDigest])).join(' ');
  return [compare(`${what} against seatsDigest`, digests, parts.map((part) => seatsDigest(hasher, part as unknown as DepartmentSeatRecord)).join(' '))];
};

const firstDifference = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
};
