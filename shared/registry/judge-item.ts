import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Department } from './department.ts';
import type { ItemContent } from './item.ts';

/** An item needs a legal basis (GS-1) and a department that exists and enforces. */
export const judgeItem = <Content extends ItemContent>(content: Content, department: Department | undefined): Result<Content, Refusal> => {
  if (content.basis.length === 0) return refuse('item-without-basis', { pointer: '/basis' });
  if (department === undefined) return refuse('department-unknown', { pointer: '/department', facts: { department: content.department } });
  if (department.kind !== 'enforcing') return refuse('not-enforcing-body', { pointer: '/department', facts: { department: department.name } });
  return ok(content);
};
