import { commit } from '../audit/commit.ts';
import { dateOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { departments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { inspectors, withoutPrivate } from './inspector-store.ts';
import type { Inspector, InspectorChange, InspectorWithPrivate } from './inspector.ts';
import { judgeInspector } from './judge-inspector.ts';
import { requireOwn, requireVersion } from './may-change.ts';

/** What is asked: which inspector, the new content, the version it rests on. */
export interface ChangeInspector {
  readonly params: { readonly officerId: string };
  readonly body: InspectorChange;
  readonly ifMatch?: number;
}

/** Changes an inspector. What is private goes neither into the answer nor into the trail, only that it was changed (NR-11). */
export const changeInspector = async ({ stores, act }: PersonDesk, { params, body, ifMatch }: ChangeInspector): Promise<Result<Inspector, Refusal>> => {
  const before = await inspectors.find(stores.registry, params.officerId);
  if (before === undefined) return refuse('not-found', { facts: { what: params.officerId } });
  const own = requireOwn(act.actor, 'inspector.change', before.department);
  if (!own.ok) return own;
  const current = requireVersion(before.version, ifMatch);
  if (!current.ok) return current;
  const department = await departments.find(stores.registry, before.department);
  if (department === undefined) return refuse('department-unknown', { facts: { department: before.department } });
  const judged = judgeInspector(body, department, dateOf(act.now));
  if (!judged.ok) return judged;

  const { officerId, lastVisited, visitedFor, firstEntry } = before;
  const changed: InspectorWithPrivate = { private: before.private, ...judged.value, department: department.code, officerId, lastVisited, ...(visitedFor === undefined ? {} : { visitedFor }), firstEntry, version: before.version + 1 };
  const after = withoutPrivate(changed);
  const deed = {
    stream: 'registry/inspectors',
    action: 'inspector.change',
    subject: `inspector/${officerId}`,
    before: withoutPrivate(before),
    after,
    detail: { privateChanged: body.private !== undefined },
  };
  const done = await commit(stores, act, deed, [inspectors.replace(stores.registry, changed)]);
  return done.ok ? ok(after) : done;
};
