import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { ItemResult } from './form.ts';
import { PROBLEM_CODES, RESULT_CODES } from './result-code.ts';

/** What a department writes for one item. */
export type ResultContent = Pick<ItemResult, 'codes' | 'note' | 'followUp' | 'evidence'>;

/**
 * Is the result whole in itself? Nothing is filled in for anybody (BY-6): "could not inspect" needs evidence, a problem needs words,
 * 09 needs a follow-up (GY-18), and everything needs a note or evidence. `01` and `03` stand alone.
 */
export const judgeResult = ({ codes, note, followUp, evidence }: ResultContent): Result<void, Refusal> => {
  const lonely = codes.find((code) => RESULT_CODES[code].alone);
  if (new Set(codes).size !== codes.length || (lonely !== undefined && codes.length > 1)) {
    return refuse('codes-contradict', { pointer: '/codes', facts: { code: lonely ?? codes[0] ?? '' } });
  }
  const absent = codes.filter((code) => RESULT_CODES[code].couldNotInspect);
  if (absent.length > 0 && evidence.length === 0) return refuse('could-not-inspect-needs-evidence', { pointer: '/evidence', facts: { codes: absent.join(', ') } });
  const problems = codes.filter((code) => PROBLEM_CODES.has(code));
  if (problems.length > 0 && note.trim() === '') return refuse('problem-needs-note', { pointer: '/note', facts: { codes: problems.join(', ') } });
  if (codes.includes('09') && followUp === 'none') return refuse('pending-needs-follow-up', { pointer: '/followUp' });
  if (note.trim() === '' && evidence.length === 0) return refuse('result-needs-ground', { pointer: '/note' });
  return ok(undefined);
};
