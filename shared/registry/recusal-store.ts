import type { Table } from '../store/table.ts';
import { recordStore } from './record-store.ts';
import { recusal, type Recusal } from './recusal.ts';

/** The partition of all recusals. */
export const RECUSAL_PARTITION = 'RECUSAL';

/** Recusals (回避). */
export const recusals = recordStore({
  schema: recusal,
  idOf: ({ recusalId }) => recusalId,
  keyOf: (recusalId: string) => ({ pk: RECUSAL_PARTITION, sk: recusalId }),
});

/** All of them, by id. */
export const readRecusals = (registry: Table): Promise<Recusal[]> => recusals.all(registry, RECUSAL_PARTITION);
