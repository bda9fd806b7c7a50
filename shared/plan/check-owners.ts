import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PlanContent } from './entry.ts';

/** What the registry says of what an entry names. */
export interface OwnerFacts {
  /** Department whose proposal it is. */
  readonly department: string;
  readonly departments: ReadonlySet<string>;
  /** Departments with all topics of their work rules. */
  readonly withWorkRules: ReadonlySet<string>;
  readonly items: ReadonlyMap<string, { readonly department: string; readonly basis: readonly string[] }>;
}

/**
 * Who is in charge leads (GY-14): the lead is the proposing department and owns at least one item, every participating department owns one,
 * and no item belongs to anybody else. Each item has its legal basis (GS-1), the lead its work rules (GY-4).
 */
export const checkOwners = (content: PlanContent, facts: OwnerFacts): Result<void, Refusal> => {
  const { leadDepartment: lead, participatingDepartments: participants, items } = content;
  if (lead !== facts.department) return refuse('lead-not-own', { pointer: '/content/leadDepartment', facts: { department: facts.department } });
  if (!facts.withWorkRules.has(lead)) return refuse('work-rules-missing', { facts: { department: lead } });
  for (const [i, department] of participants.entries()) {
    const at = { pointer: `/content/participatingDepartments/${i}`, facts: { department } };
    if (department === lead) return refuse('lead-among-participants', at);
    if (participants.indexOf(department) !== i) return refuse('participant-twice', at);
    if (!facts.departments.has(department)) return refuse('entry-department-unknown', at);
  }
  for (const [i, id] of items.entries()) {
    const pointer = `/content/items/${i}`;
    const item = facts.items.get(id);
    if (item === undefined) return refuse('item-unknown', { pointer, facts: { item: id } });
    if (items.indexOf(id) !== i) return refuse('item-twice', { pointer, facts: { item: id } });
    if (item.basis.length === 0) return refuse('entry-item-without-basis', { pointer, facts: { item: id } });
    if (item.department !== lead && !participants.includes(item.department)) {
      return refuse('item-of-others', { pointer, facts: { item: id, department: item.department } });
    }
  }
  const owners = new Set(items.map((id) => facts.items.get(id)?.department));
  if (!owners.has(lead)) return refuse('lead-owns-no-item', { pointer: '/content/items', facts: { department: lead } });
  const idle = participants.find((department) => !owners.has(department));
  if (idle !== undefined) {
    return refuse('participant-owns-no-item', {
      pointer: `/content/participatingDepartments/${participants.indexOf(idle)}`,
      facts: { department: idle },
    });
  }
  return ok(undefined);
};
