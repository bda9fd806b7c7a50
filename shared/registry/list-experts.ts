import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonDesk } from './desk.ts';
import { EXPERT_PARTITION, experts, openExpert } from './expert-store.ts';
import type { Expert, ExpertWithPrivate } from './expert.ts';
import { found } from './found.ts';
import type { RecordPage } from './record-store.ts';

const PAGE = 100;

/** What is asked: a page, of one department's entries or one field if named; it may then hold fewer than it could. */
export interface ListExperts {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly department?: string | undefined;
  readonly field?: string | undefined;
}

/** A page of the expert library, without what is private (NR-11): who writes a scheme sees whom there is to ask. */
export const listExperts = async ({ stores }: PersonDesk, { limit = PAGE, cursor, department, field }: ListExperts): Promise<Result<RecordPage<Expert>, Refusal>> => {
  const page = await experts.page(stores.registry, { pk: EXPERT_PARTITION, limit, cursor });
  const items = page.items.filter((each) => (department === undefined || each.department === department) && (field === undefined || each.fields.includes(field)));
  return ok({ ...page, items: items.map(openExpert) });
};

/** One expert; what is private only for the department that keeps the entry (NR-11). */
export const lookUpExpert = async ({ stores, act }: PersonDesk, expertId: string): Promise<Result<ExpertWithPrivate, Refusal>> => {
  const record = found(await experts.find(stores.registry, expertId), expertId);
  if (!record.ok) return record;
  return ok(act.actor.department === record.value.department ? record.value : openExpert(record.value));
};
