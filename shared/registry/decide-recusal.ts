import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonDesk } from './desk.ts';
import { requireOwn, requireVersion } from './may-change.ts';
import { recusals } from './recusal-store.ts';
import type { Recusal, RecusalDecision } from './recusal.ts';

/** What is asked: which recusal, the decision and, if named, the version it rests on. */
export interface DecideRecusal {
  readonly params: { readonly recusalId: string };
  readonly body: RecusalDecision;
  readonly ifMatch?: number;
}

/** The head of the officer's department decides (行政处罚法 第四十三条), unless they applied for it or it is they who would step aside (NR-3). */
export const decideRecusal = async ({ stores, act }: PersonDesk, { params, body, ifMatch }: DecideRecusal): Promise<Result<Recusal, Refusal>> => {
  const before = await recusals.find(stores.registry, params.recusalId);
  if (before === undefined) return refuse('not-found', { facts: { what: params.recusalId } });
  const own = requireOwn(act.actor, 'recusal.decide', before.department);
  if (!own.ok) return own;
  if (before.appliedBy.sub === act.actor.sub || before.officerId === act.actor.officer) return refuse('recusal-own-application');
  if (before.stage !== 'applied') return refuse('recusal-decided');
  if (ifMatch !== undefined) {
    const current = requireVersion(before.version, ifMatch);
    if (!current.ok) return current;
  }

  const after: Recusal = {
    ...before,
    stage: body.grant ? 'granted' : 'refused',
    decision: { ...body, by: act.actor.sub, at: act.now },
    version: before.version + 1,
  };
  const deed = { stream: 'registry/recusals', action: 'recusal.decide', subject: `recusal/${after.recusalId}`, before, after };
  const done = await commit(stores, act, deed, [recusals.replace(stores.registry, after)]);
  return done.ok ? ok(after) : done;
};
