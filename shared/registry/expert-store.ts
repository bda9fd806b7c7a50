import type { Table } from '../store/table.ts';
import { expert, expertWithPrivate, type Expert } from './expert.ts';
import { recordStore } from './record-store.ts';

/** The partition of the whole expert library: it is lent to all departments. */
export const EXPERT_PARTITION = 'EXPERT';

/** The department that keeps an expert's entry, by the id. */
export const keeperOf = (expertId: string): string => expertId.slice(1, 3);

/** The expert library (专家库), with what is private to the department that keeps an entry. */
export const experts = recordStore({
  schema: expertWithPrivate,
  idOf: ({ expertId }) => expertId,
  keyOf: (expertId: string) => ({ pk: EXPERT_PARTITION, sk: expertId }),
});

/** All experts by id, without what is private (NR-11). */
export const readExperts = async (registry: Table): Promise<Expert[]> => (await experts.all(registry, EXPERT_PARTITION)).map(openExpert);

/** What may leave the department (NR-11). */
export const openExpert = (record: Expert): Expert => expert.parse(record);
