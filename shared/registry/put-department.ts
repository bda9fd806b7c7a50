import { commit } from '../audit/commit.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Department, DepartmentContent } from './department.ts';
import { departments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { requireVersion } from './may-change.ts';

/** What is asked: the department's code, its content and, for a change, the version it rests on. */
export interface PutDepartment {
  readonly params: { readonly code: string };
  readonly body: DepartmentContent;
  readonly ifMatch?: number;
}

/** Enters a department or changes it. The same content again changes nothing. */
export const putDepartment = async ({ stores, act }: PersonDesk, { params, body, ifMatch }: PutDepartment): Promise<Result<Department, Refusal>> => {
  const before = await departments.find(stores.registry, params.code);
  if (before !== undefined && before.name === body.name && before.kind === body.kind) return ok(before);
  if (before !== undefined || ifMatch !== undefined) {
    const current = requireVersion(before?.version ?? 0, ifMatch);
    if (!current.ok) return current;
  }
  const after: Department = { ...body, code: params.code, version: (before?.version ?? 0) + 1 };
  const write = before === undefined ? departments.create(stores.registry, after) : departments.replace(stores.registry, after);
  const deed = { stream: 'registry/departments', action: before === undefined ? 'department.enter' : 'department.change', subject: `department/${after.code}`, before, after };
  const done = await commit(stores, act, deed, [write]);
  return done.ok ? ok(after) : done;
};
