import { readAudit } from '../../../shared/api/audit.ts';
import type { CallAnswer } from '../../../shared/api/endpoint.ts';
import { listExecutions } from '../../../shared/api/executions.ts';
import { getReconciliation, listReceipts } from '../../../shared/api/publication.ts';
import { listBatches } from '../../../shared/api/batches.ts';
import type { Manifest } from '../../../shared/lottery/types.ts';
import { allPages } from '../all-pages.ts';
import { OFFICES } from '../city/people.ts';
import type { PlannedInspection } from '../city/plan.ts';
import type { JournalEntries } from '../journal.ts';
import { plannedOf } from '../people/planned-of.ts';
import type { City, Scene } from '../scene.ts';
import type { Batch, DrawView, Form, Proposal, Recusal, Year } from '../truth.ts';

/** Everything the record says of one batch. */
export interface BatchRecord {
  readonly planned: PlannedInspection;
  readonly batch: Batch;
  readonly draw: DrawView;
  /** Of the attempt that holds. */
  readonly manifest: Manifest;
  readonly forms: readonly Form[];
  readonly reconciliation: CallAnswer<typeof getReconciliation>;
  readonly pushes: CallAnswer<typeof listReceipts>['attempts'];
}

/** Everything the record says of the year, and the journal. */
export interface YearRecord {
  readonly city: City;
  readonly year: Year;
  readonly proposals: readonly Proposal[];
  readonly recusals: readonly Recusal[];
  readonly trail: CallAnswer<typeof readAudit>['items'];
  readonly executions: CallAnswer<typeof listExecutions>['items'];
  readonly batches: readonly BatchRecord[];
  readonly journal: JournalEntries;
}

/** Reads the whole year through the API, and the manifests where the public reads them. */
export const readYear = async ({ desk, truth, city, journal, machine }: Scene): Promise<YearRecord> => {
  const { year } = city;
  const { administrator, supervisor } = OFFICES;
  const { items } = await desk.ask(administrator, listBatches, { query: { year } });
  const batches: BatchRecord[] = [];
  for (const batch of items) {
    const { batchId } = batch;
    truth.forget(`batch/${batchId}`);
    const draw = await truth.draw(batchId);
    batches.push({
      batch, draw,
      planned: plannedOf(batch),
      manifest: await readManifest(machine.url, batchId, draw.attempt?.drawNo ?? 1),
      forms: await truth.forms(batchId),
      reconciliation: await desk.ask(administrator, getReconciliation, { params: { batchId } }),
      pushes: (await desk.ask(administrator, listReceipts, { params: { batchId }, query: { limit: 1 } })).attempts,
    });
  }
  // The schedule opens the year after while the last batches of this one are still under way.
  const isOfYear = ({ name }: { readonly name: string }): boolean => name.includes(`-${year}`);
  const executionsOf = (workflow: 'plan-year' | 'batch') => allPages((cursor) => desk.ask(administrator, listExecutions, { query: { workflow, ...cursor } }));
  truth.forget(`year/${year}`);
  truth.forget('recusals');
  return {
    city, batches,
    year: await truth.year(year),
    proposals: await truth.proposals(year),
    recusals: await truth.recusals(),
    trail: await allPages((cursor) => desk.ask(supervisor, readAudit, { query: { stream: `year/${year}`, limit: 100, ...cursor } })),
    executions: [...(await executionsOf('plan-year')), ...(await executionsOf('batch'))].filter(isOfYear),
    journal: journal.read(),
  };
};

const readManifest = async (url: string, batchId: string, drawNo: number): Promise<Manifest> => {
  const address = `${url}/public/draws/${batchId}/${drawNo}/manifest.json`;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the public cannot read ${address}: ${answer.status}`);
  return (await answer.json()) as Manifest;
};
