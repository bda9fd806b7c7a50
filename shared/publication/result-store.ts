import type { Table } from '../store/table.ts';
import { project, type Write } from '../store/write.ts';
import { batchResults, type BatchResults } from './batch-results.ts';
import { publicResult, type PublicResult } from './public-result.ts';

const partition = (batchId: string): string => `RESULT#${batchId}`;

/** Puts a result before the public. */
export const publishResult = (publication: Table, batchId: string, thing: PublicResult): Write =>
  project(publication, { pk: partition(batchId), sk: thing.enterprise.id, ...publicResult.parse(thing) });

/** All published results of a batch, by credit code. */
export const publicResultsOf = async (publication: Table, batchId: string): Promise<readonly PublicResult[]> =>
  (await publication.all({ pk: partition(batchId) })).map((item) => publicResult.parse(item));

/** Puts a batch's counts before the public. */
export const publishBatchResults = (publication: Table, thing: BatchResults): Write =>
  project(publication, { pk: 'RESULTS', sk: thing.batchId, ...batchResults.parse(thing) });

/** A batch's published counts, or undefined. */
export const findBatchResults = async (publication: Table, batchId: string): Promise<BatchResults | undefined> => {
  const item = await publication.get({ pk: 'RESULTS', sk: batchId });
  return item === undefined ? undefined : batchResults.parse(item);
};

/** The published counts of all batches whose id begins with `prefix`, by id. */
export const allBatchResults = async (publication: Table, prefix?: string): Promise<readonly BatchResults[]> =>
  (await publication.all({ pk: 'RESULTS', ...(prefix === undefined ? {} : { prefix }) })).map((item) => batchResults.parse(item));

/** One published result, or undefined. */
export const findPublicResult = async (publication: Table, batchId: string, targetId: string): Promise<PublicResult | undefined> => {
  const item = await publication.get({ pk: partition(batchId), sk: targetId });
  return item === undefined ? undefined : publicResult.parse(item);
};
