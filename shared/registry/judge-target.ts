import { documentHash } from '../audit/entry.ts';
import type { Act } from '../audit/act.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isCreditCode } from './credit-code.ts';
import type { Target, TargetEntry } from './target.ts';

/** The record of a target as entered. A code that fails its check needs a reason, which is kept with who gave it and when (NR-10). */
export const judgeTarget = ({ codeOverride, ...content }: TargetEntry, act: Act): Result<Target, Refusal> => {
  const record = { ...content, firstEntry: documentHash({ ...content, codeOverride }), version: 1 };
  if (isCreditCode(content.id)) return ok(record);
  if (codeOverride === undefined) return refuse('credit-code-invalid', { pointer: '/id' });
  return ok({ ...record, codeOverride: { reason: codeOverride.reason, by: act.actor.kind === 'person' ? act.actor.sub : act.actor.execution, at: act.now } });
};
