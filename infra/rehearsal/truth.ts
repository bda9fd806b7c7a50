import { getBatch, getDraw } from '../../shared/api/batches.ts';
import type { CallAnswer } from '../../shared/api/endpoint.ts';
import { listInspections } from '../../shared/api/inspections.ts';
import { listInspectors } from '../../shared/api/inspectors.ts';
import { listProposals } from '../../shared/api/proposals.ts';
import { listRecusals } from '../../shared/api/recusals.ts';
import { getYear } from '../../shared/api/years.ts';
import { OFFICES } from './city/people.ts';
import type { Desk } from './desk.ts';
import { allPages } from './all-pages.ts';

export type Batch = CallAnswer<typeof getBatch>;
export type DrawView = CallAnswer<typeof getDraw>;
export type Form = CallAnswer<typeof listInspections>['items'][number];
export type Proposal = CallAnswer<typeof listProposals>['items'][number];
export type Recusal = CallAnswer<typeof listRecusals>['items'][number];
export type Year = CallAnswer<typeof getYear>;

/** What the record says, read through the API and kept until somebody changes the subject it belongs to. */
export interface Truth {
  year(year: number): Promise<Year>;
  proposals(year: number): Promise<readonly Proposal[]>;
  batch(batchId: string): Promise<Batch>;
  draw(batchId: string): Promise<DrawView>;
  /** By inspection id. */
  forms(batchId: string): Promise<readonly Form[]>;
  recusals(): Promise<readonly Recusal[]>;
  officers(department: string): Promise<ReadonlySet<string>>;
  /** Puts the answer of a command in the place of what was read. */
  keepForm(form: Form): void;
  forget(subject: string): void;
}

/** Reads as the administrator, who may see everything and change next to nothing. */
export const readTruth = (desk: Desk): Truth => {
  const kept = new Map<string, Map<string, Promise<unknown>>>();
  const read = <T>(subject: string, what: string, load: () => Promise<T>): Promise<T> => {
    const known = kept.get(subject) ?? new Map<string, Promise<unknown>>();
    kept.set(subject, known);
    const value = (known.get(what) as Promise<T> | undefined) ?? load();
    known.set(what, value);
    return value;
  };
  const ask = desk.ask.bind(undefined, OFFICES.administrator) as <E extends Parameters<Desk['ask']>[1]>(endpoint: E, input: Parameters<Desk['ask']>[2]) => Promise<CallAnswer<E>>;
  const formMap = (batchId: string): Promise<Map<string, Form>> =>
    read(`batch/${batchId}`, 'forms', async () => {
      const forms = await allPages((cursor) => ask(listInspections, { params: { batchId }, query: { limit: 200, ...cursor } }));
      return new Map(forms.map((form) => [form.inspectionId, form]));
    });
  return {
    year: (year) => read(`year/${year}`, 'year', () => ask(getYear, { params: { year } })),
    proposals: (year) => read(`year/${year}`, 'proposals', () => allPages((cursor) => ask(listProposals, { query: { year, ...cursor } }))),
    batch: (batchId) => read(`batch/${batchId}`, 'batch', () => ask(getBatch, { params: { batchId } })),
    draw: (batchId) => read(`draw/${batchId}`, 'draw', () => ask(getDraw, { params: { batchId } })),
    forms: async (batchId) => [...(await formMap(batchId)).values()].sort((a, b) => (a.inspectionId < b.inspectionId ? -1 : 1)),
    recusals: () => read('recusals', 'all', () => allPages((cursor) => ask(listRecusals, { query: cursor }))),
    officers: async (department) =>
      new Set((await read(`officers/${department}`, 'all', () => allPages((cursor) => ask(listInspectors, { query: { department, ...cursor } })))).map(({ officerId }) => officerId)),
    keepForm: (form) => {
      const forms = kept.get(`batch/${form.batchId}`)?.get('forms') as Promise<Map<string, Form>> | undefined;
      void forms?.then((known) => known.set(form.inspectionId, form));
    },
    forget: (subject) => {
      kept.delete(subject);
      // A batch that changed may have a draw that did; the other way round, the batch's next wait tells.
      kept.delete(subject.replace(/^batch\//, 'draw/'));
    },
  };
};
