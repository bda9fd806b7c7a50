import { documentHash } from '../audit/entry.ts';
import { dateOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { BulkAnswer } from './bulk.ts';
import { readDepartments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { enterBulk } from './enter-bulk.ts';
import { experts, keeperOf } from './expert-store.ts';
import type { ExpertEntry, ExpertWithPrivate } from './expert.ts';
import { judgeExpert } from './judge-expert.ts';
import { judgeRows } from './judge-rows.ts';
import { requireOwn } from './may-change.ts';

/** Enters experts, technicians and third parties into their own library, all or none (DZ-2, SM-4): they are never inspectors (NR-2). */
export const enterExperts = async (desk: PersonDesk, rows: readonly ExpertEntry[]): Promise<Result<BulkAnswer, Refusal>> => {
  const { stores, act } = desk;
  const departments = new Set((await readDepartments(stores.registry)).map(({ code }) => code));
  const judged = judgeRows(rows, ({ expertId }) => expertId, (row) => {
    if (keeperOf(row.expertId) !== row.department) return refuse('expert-id-foreign', { pointer: '/expertId' });
    const own = requireOwn(act.actor, 'expert.change', row.department);
    if (!own.ok) return own;
    if (!departments.has(row.department)) return refuse('department-unknown', { pointer: '/department', facts: { department: row.department } });
    return judgeExpert(row, dateOf(act.now));
  });
  if (!judged.ok) return judged;
  return enterBulk(desk, {
    kind: 'expert',
    stream: () => 'registry/experts',
    rows: judged.value.map(({ id, pointer, value }) => ({ id, pointer, record: firstVersion(value) })),
    store: experts,
  });
};

const firstVersion = (entry: ExpertEntry): ExpertWithPrivate => {
  const { private: _, ...open } = entry;
  return { ...entry, firstEntry: documentHash(open), version: 1 };
};
