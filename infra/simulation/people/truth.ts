import { getBatch, getDraw, listBatches } from '../../../shared/api/batches.ts';
import type { CallAnswer } from '../../../shared/api/endpoint.ts';
import { listWaits } from '../../../shared/api/executions.ts';
import { listInspections } from '../../../shared/api/inspections.ts';
import { listInspectors } from '../../../shared/api/inspectors.ts';
import { listProposals } from '../../../shared/api/proposals.ts';
import { listRecusals } from '../../../shared/api/recusals.ts';
import { getTargetVisits } from '../../../shared/api/targets.ts';
import { OFFICES } from '../../rehearsal/city/people.ts';
import type { ItemChange } from '../world/record.ts';
import type { Hand } from './hand.ts';
import type { Wait } from './wait.ts';

export type Batch = CallAnswer<typeof getBatch>;
export type DrawView = CallAnswer<typeof getDraw>;
export type Form = CallAnswer<typeof listInspections>['items'][number];
export type Proposal = CallAnswer<typeof listProposals>['items'][number];
export type Recusal = CallAnswer<typeof listRecusals>['items'][number];
export type Visits = CallAnswer<typeof getTargetVisits>;
export type Officer = CallAnswer<typeof listInspectors>['items'][number];

/** What people read in the API. An answer is kept until something it is made of is written. */
export interface Truth {
  waits(): Promise<readonly Wait[]>;
  proposals(): Promise<readonly Proposal[]>;
  batches(): Promise<readonly Batch[]>;
  batch(batchId: string): Promise<Batch>;
  draw(batchId: string): Promise<DrawView>;
  forms(batchId: string): Promise<readonly Form[]>;
  recusals(): Promise<readonly Recusal[]>;
  officers(department: string): Promise<readonly Officer[]>;
  /** What the year holds of an enterprise. */
  visits(targetId: string): Promise<Visits>;
  /** Forgets what these changes make untrue. */
  forget(changes: readonly Pick<ItemChange, 'pk'>[]): void;
}

const VISITS = 'VISITS';

/** Reads as the administrator, who may see everything. */
export const readTruth = ({ read }: Pick<Hand, 'read'>, year: number): Truth => {
  const kept = new Map<string, Map<string, Promise<unknown>>>();
  const keep = <T>(partition: string, what: string, load: () => Promise<T>): Promise<T> => {
    const known = kept.get(partition) ?? new Map<string, Promise<unknown>>();
    kept.set(partition, known);
    const value = (known.get(what) as Promise<T> | undefined) ?? load();
    known.set(what, value);
    return value;
  };
  const { administrator } = OFFICES;
  return {
    waits: () => keep('AWAITS', 'all', async () => (await read(administrator, listWaits)).items),
    proposals: () => keep(`YEAR#${year}`, 'proposals', async () => (await read(administrator, listProposals, { query: { year, limit: 100 } })).items),
    batches: async () => (await read(administrator, listBatches, { query: { year } })).items,
    batch: (batchId) => keep(`BATCH#${batchId}`, 'batch', () => read(administrator, getBatch, { params: { batchId } })),
    draw: (batchId) => keep(`BATCH#${batchId}`, 'draw', () => read(administrator, getDraw, { params: { batchId } })),
    forms: (batchId) => keep(`BATCH#${batchId}`, 'forms', async () => (await read(administrator, listInspections, { params: { batchId }, query: { limit: 200 } })).items),
    recusals: () => keep('RECUSAL', 'all', async () => (await read(administrator, listRecusals)).items),
    officers: (department) => keep(`INSPECTOR#${department}`, 'all', async () => (await read(administrator, listInspectors, { query: { department, limit: 200 } })).items),
    visits: (targetId) => keep(VISITS, targetId, () => read(administrator, getTargetVisits, { params: { targetId }, query: { year } })),
    forget: (changes) => {
      for (const { pk } of changes) kept.delete(pk.startsWith(`${VISITS}#`) ? VISITS : pk);
    },
  };
};
