import { commit } from '../audit/commit.ts';
import { dateOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonDesk } from './desk.ts';
import { experts, openExpert } from './expert-store.ts';
import type { Expert, ExpertChange, ExpertWithPrivate } from './expert.ts';
import { judgeExpert } from './judge-expert.ts';
import { requireOwn, requireVersion } from './may-change.ts';

/** What is asked: which expert, the new content, the version it rests on. */
export interface ChangeExpert {
  readonly params: { readonly expertId: string };
  readonly body: ExpertChange;
  readonly ifMatch?: number;
}

/** Changes an expert. What is private goes neither into the answer nor into the trail, only that it was changed (NR-11). */
export const changeExpert = async ({ stores, act }: PersonDesk, { params, body, ifMatch }: ChangeExpert): Promise<Result<Expert, Refusal>> => {
  const before = await experts.find(stores.registry, params.expertId);
  if (before === undefined) return refuse('not-found', { facts: { what: params.expertId } });
  const own = requireOwn(act.actor, 'expert.change', before.department);
  if (!own.ok) return own;
  const current = requireVersion(before.version, ifMatch);
  if (!current.ok) return current;
  const judged = judgeExpert(body, dateOf(act.now));
  if (!judged.ok) return judged;

  const { expertId, department, firstEntry } = before;
  const changed: ExpertWithPrivate = { private: before.private, ...judged.value, department, expertId, firstEntry, version: before.version + 1 };
  const after = openExpert(changed);
  const deed = {
    stream: 'registry/experts',
    action: 'expert.change',
    subject: `expert/${expertId}`,
    before: openExpert(before),
    after,
    detail: { privateChanged: body.private !== undefined },
  };
  const done = await commit(stores, act, deed, [experts.replace(stores.registry, changed)]);
  return done.ok ? ok(after) : done;
};
