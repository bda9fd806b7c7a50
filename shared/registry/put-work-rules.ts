import { commit } from '../audit/commit.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Profile } from '../profile/profile.ts';
import { departments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { requireOwn, requireVersion } from './may-change.ts';
import { missingTopics } from './missing-topics.ts';
import { workRulesOf } from './work-rules-store.ts';
import type { WorkRules, WorkRulesContent } from './work-rules.ts';

/** What is asked: whose rules, their whole content and, for a change, the version it rests on. */
export interface PutWorkRules {
  readonly params: { readonly department: string };
  readonly body: WorkRulesContent;
  readonly ifMatch?: number;
}

/** Enters or changes a department's work rules, which say something on every topic of the profile (GY-4). The same content again changes nothing. */
export const putWorkRules = async (
  { stores, act, profile }: PersonDesk & { readonly profile: Profile },
  { params, body, ifMatch }: PutWorkRules,
): Promise<Result<WorkRules, Refusal>> => {
  const own = requireOwn(act.actor, 'work-rules.change', params.department);
  if (!own.ok) return own;
  const missing = missingTopics(body, profile);
  if (missing.length > 0) return refuse('work-rules-incomplete', { errors: missing.map((id) => ({ pointer: `/topics/${id}`, detail: nameOf(profile, id) })) });
  if ((await departments.find(stores.registry, params.department)) === undefined) {
    return refuse('department-unknown', { facts: { department: params.department } });
  }

  const before = await workRulesOf.find(stores.registry, params.department);
  if (before !== undefined && canonicalJson(before.topics) === canonicalJson(body.topics)) return ok(before);
  if (before !== undefined || ifMatch !== undefined) {
    const current = requireVersion(before?.version ?? 0, ifMatch);
    if (!current.ok) return current;
  }
  const after: WorkRules = { ...body, department: params.department, version: (before?.version ?? 0) + 1 };
  const write = before === undefined ? workRulesOf.create(stores.registry, after) : workRulesOf.replace(stores.registry, after);
  const action = before === undefined ? 'work-rules.enter' : 'work-rules.change';
  const done = await commit(stores, act, { stream: 'registry/work-rules', action, subject: `work-rules/${after.department}`, before, after }, [write]);
  return done.ok ? ok(after) : done;
};

const nameOf = (profile: Profile, id: string): string => profile.workRules.topics.find((topic) => topic.id === id)?.zh ?? id;
