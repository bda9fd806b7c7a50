import type { Table } from '../store/table.ts';
import { recordStore } from './record-store.ts';
import { workRules, type WorkRules } from './work-rules.ts';

const PK = 'RULES';

/** The departments' work rules (抽查工作规范). */
export const workRulesOf = recordStore({ schema: workRules, idOf: ({ department }) => department, keyOf: (code: string) => ({ pk: PK, sk: code }) });

/** All departments' rules, by code. */
export const readWorkRules = (registry: Table): Promise<WorkRules[]> => workRulesOf.all(registry, PK);
