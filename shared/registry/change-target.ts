import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { bucketOf } from './bucket.ts';
import type { PersonDesk } from './desk.ts';
import { requireVersion } from './may-change.ts';
import { targets } from './target-store.ts';
import type { Target, TargetChange } from './target.ts';

/** What is asked: which target, its new content, the version it rests on. */
export interface ChangeTarget {
  readonly params: { readonly targetId: string };
  readonly body: TargetChange;
  readonly ifMatch?: number;
}

/** Changes a target. A draw frozen before goes on with what it froze; the change counts next time. */
export const changeTarget = async ({ stores, act }: PersonDesk, { params, body, ifMatch }: ChangeTarget): Promise<Result<Target, Refusal>> => {
  const before = await targets.find(stores.registry, params.targetId);
  if (before === undefined) return refuse('not-found', { facts: { what: params.targetId } });
  const current = requireVersion(before.version, ifMatch);
  if (!current.ok) return current;

  const after: Target = { ...before, ...body, lastInspected: body.lastInspected ?? before.lastInspected, version: before.version + 1 };
  const deed = { stream: `registry/targets/${bucketOf(after.id)}`, action: 'target.change', subject: `target/${after.id}`, before, after };
  const done = await commit(stores, act, deed, [targets.replace(stores.registry, after)]);
  return done.ok ? ok(after) : done;
};
