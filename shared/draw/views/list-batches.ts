import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { findBatch } from '../../plan/batch-store.ts';
import type { Batch } from '../../plan/batch.ts';
import { loadYear } from '../../plan/year-store.ts';
import type { Stores } from '../../store/record.ts';

/** The batches of a plan year in the plan's order; none before the plan is published. */
export const listBatches = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, year: number): Promise<Result<{ items: Batch[] }, Refusal>> => {
  const loaded = await loadYear(lifecycle, year);
  if (!loaded.ok) return loaded;
  const entries = 'entries' in loaded.value ? loaded.value.entries : [];
  const found = await Promise.all(entries.map(({ batchId }) => findBatch(lifecycle, batchId)));
  return ok({ items: found.flatMap((batch) => batch ?? []) });
};
