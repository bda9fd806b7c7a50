import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Table } from '../store/table.ts';
import type { PersonDesk } from './desk.ts';
import { experts } from './expert-store.ts';
import { inspectors } from './inspector-store.ts';
import { requireOwn } from './may-change.ts';
import { recusals } from './recusal-store.ts';
import type { Recusal, RecusalApplication } from './recusal.ts';
import { targets } from './target-store.ts';

/**
 * Applies for the recusal of an officer from a target (NR-3). The officer applies for themselves; the department's operator for any of its officers,
 * and alone enters what an enterprise applied for. An expert steps aside the same way, entered by the department that keeps the entry. After a refusal one may apply again; the trail keeps what was before.
 */
export const applyForRecusal = async ({ stores, act }: PersonDesk, application: RecusalApplication): Promise<Result<Recusal, Refusal>> => {
  const officer = await personOf(stores.registry, application.officerId);
  if (officer === undefined) return refuse('not-found', { pointer: '/officerId', facts: { what: application.officerId } });
  const own = requireOwn(act.actor, 'recusal.apply', officer.department);
  if (!own.ok) return own;
  if (!act.actor.roles.includes('operator')) {
    if (act.actor.officer !== application.officerId) return refuse('recusal-not-own', { pointer: '/officerId' });
    if (application.ground === 'enterprise-application') return refuse('recusal-ground-not-own', { pointer: '/ground' });
  }
  if ((await targets.find(stores.registry, application.targetId)) === undefined) {
    return refuse('not-found', { pointer: '/targetId', facts: { what: application.targetId } });
  }

  const recusalId = `${application.officerId}-${application.targetId}`;
  const before = await recusals.find(stores.registry, recusalId);
  if (before !== undefined && before.stage !== 'refused') return refuse('recusal-exists');
  const after: Recusal = {
    ...application,
    stage: 'applied',
    recusalId,
    department: officer.department,
    appliedBy: { sub: act.actor.sub, name: act.actor.name },
    appliedAt: act.now,
    version: (before?.version ?? 0) + 1,
  };
  const write = before === undefined ? recusals.create(stores.registry, after) : recusals.replace(stores.registry, after);
  const done = await commit(stores, act, { stream: 'registry/recusals', action: 'recusal.apply', subject: `recusal/${recusalId}`, before, after }, [write]);
  return done.ok ? ok(after) : done;
};

const personOf = (registry: Table, id: string): Promise<{ readonly department: string } | undefined> =>
  id.startsWith('E') ? experts.find(registry, id) : inspectors.find(registry, id);
