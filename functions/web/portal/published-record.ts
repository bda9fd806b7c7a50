import * as z from 'zod';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import { planEntry } from '../../../shared/plan/entry.ts';
import { publishedForecast } from '../../../shared/plan/forecast.ts';
import { moment } from '../../../shared/plan/moment.ts';
import type { BatchResults } from '../../../shared/publication/batch-results.ts';
import { allBatchResults } from '../../../shared/publication/result-store.ts';
import type { Stores } from '../../../shared/store/record.ts';

/** The only parts of the record the portal's role can read. */
export type PublicStores = Pick<Stores, 'publication' | 'published'>;

const publishedPlan = z.object({
  year: z.int(),
  documentNo: z.string(),
  issuedAt: moment,
  publishedAt: moment,
  entries: z.array(planEntry.extend({ batchId: z.string() })),
  /** Names by code or id, where the publication gives them. */
  departments: z.record(z.string(), z.string()).default({}),
  items: z.record(z.string(), z.string()).default({}),
  forecast: publishedForecast.optional(),
  /** How often an enterprise may be visited in the year (NR-5). */
  visitsPerYear: z.int().optional(),
});

export type PublishedPlan = z.output<typeof publishedPlan>;

/** The published plans, the latest year first. */
export const readPlans = async ({ publication }: PublicStores): Promise<readonly PublishedPlan[]> =>
  (await publication.all({ pk: 'PLAN', reverse: true })).map((item) => publishedPlan.parse(item));

/** Every attempt, the latest published first. */
export const readAttempts = async ({ publication }: PublicStores): Promise<readonly PublicAttempt[]> =>
  [...(await listPublicAttempts(publication))].sort((a, b) => (a.manifestAt < b.manifestAt ? 1 : a.manifestAt > b.manifestAt ? -1 : b.drawNo - a.drawNo));

/** What is known to the public of the whole. */
export interface Overview {
  readonly plans: readonly PublishedPlan[];
  readonly attempts: readonly PublicAttempt[];
  readonly results: readonly BatchResults[];
}

/** All three lists. */
export const readOverview = async (stores: PublicStores): Promise<Overview> => {
  const [plans, attempts, results] = await Promise.all([readPlans(stores), readAttempts(stores), allBatchResults(stores.publication)]);
  return { plans, attempts, results };
};
