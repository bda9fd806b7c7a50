import { readExpertsDrawn } from '../draw/freezing/draw-experts.ts';
import type { Batch } from '../plan/batch.ts';
import { readExperts } from '../registry/expert-store.ts';
import type { Stores } from '../store/record.ts';
import type { FormAssistant } from './form.ts';

/** The experts drawn for each target of the batch's draw, its reserves too, as enterprise and public may know them; undefined where the scheme asks for none (NR-2, NR-11). */
export const readAssistants = async (stores: Pick<Stores, 'registry' | 'snapshots'>, batch: Batch): Promise<ReadonlyMap<string, readonly FormAssistant[]> | undefined> => {
  if (!('attempt' in batch) || batch.scheme.experts === undefined || batch.scheme.experts.length === 0) return undefined;
  const [{ visits }, library] = await Promise.all([readExpertsDrawn(stores, { batchId: batch.batchId, drawNo: batch.attempt }), readExperts(stores.registry)]);
  const known = new Map(library.map((expert) => [expert.expertId, expert]));
  return new Map(visits.map(({ target, experts }) => [target, experts.flatMap(({ field, ids }) => ids.map((id) => assistantOf(known, id, field)))]));
};

const assistantOf = (known: ReadonlyMap<string, Awaited<ReturnType<typeof readExperts>>[number]>, id: string, field: string): FormAssistant => {
  const expert = known.get(id);
  // The library is never emptied: nobody is taken out of it, only marked as no longer active.
  if (expert === undefined) throw new Error(`the draw names ${id}, which the expert library does not hold`);
  const { name, kind, organisation, qualification } = expert;
  return { expertId: id, name, kind, field, ...(organisation === undefined ? {} : { organisation }), ...(qualification === undefined ? {} : { qualificationNo: qualification.number }) };
};
