import { documentHash } from '../audit/entry.ts';
import { dateOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { BulkAnswer } from './bulk.ts';
import { readDepartments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { enterBulk } from './enter-bulk.ts';
import { departmentOf, inspectors } from './inspector-store.ts';
import type { InspectorEntry, InspectorWithPrivate } from './inspector.ts';
import { judgeInspector } from './judge-inspector.ts';
import { judgeRows } from './judge-rows.ts';
import { requireOwn } from './may-change.ts';

/** Enters inspectors (GY-3), all or none. Refused without a valid certificate, for another department, or for a body that does not enforce (NR-2, NR-4). */
export const enterInspectors = async (desk: PersonDesk, rows: readonly InspectorEntry[]): Promise<Result<BulkAnswer, Refusal>> => {
  const { stores, act } = desk;
  const departments = new Map((await readDepartments(stores.registry)).map((each) => [each.code, each]));
  const judged = judgeRows(rows, ({ officerId }) => officerId, (row) => {
    if (departmentOf(row.officerId) !== row.department) return refuse('officer-id-foreign', { pointer: '/officerId' });
    const own = requireOwn(act.actor, 'inspector.change', row.department);
    if (!own.ok) return own;
    const department = departments.get(row.department);
    if (department === undefined) return refuse('department-unknown', { pointer: '/department', facts: { department: row.department } });
    return judgeInspector(row, department, dateOf(act.now));
  });
  if (!judged.ok) return judged;
  return enterBulk(desk, {
    kind: 'inspector',
    stream: () => 'registry/inspectors',
    rows: judged.value.map(({ id, pointer, value }) => ({ id, pointer, record: firstVersion(value) })),
    store: inspectors,
  });
};

const firstVersion = (entry: InspectorEntry): InspectorWithPrivate => {
  const { private: _, ...open } = entry;
  return { ...entry, firstEntry: documentHash(open), version: 1 };
};
