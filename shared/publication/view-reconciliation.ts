import type { Person } from '../identity/actor.ts';
import { sightOf } from '../inspection/sight.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Reconciliation } from '../plan/batch.ts';
import type { PublicationContext } from './context.ts';
import { readReconciliation } from './read-reconciliation.ts';

/** The reconciliation as it stands now, with the inspections that were late and those that are exempt, by id. */
export interface ReconciliationView extends Reconciliation {
  readonly batchId: string;
  readonly organisedLate: string[];
  readonly enteredLate: string[];
  readonly exemptions: string[];
}

/** Both rates and every count of a batch, at any stage (GY-21); of a draw that is not opened yet, the names of those inspections only that `reader` may know of (NR-9). */
export const viewReconciliation = async (context: Pick<PublicationContext<'lifecycle'>, 'stores' | 'profile'>, batchId: string, reader?: Person): Promise<Result<ReconciliationView, Refusal>> => {
  const read = await readReconciliation(context, batchId);
  if (!read.ok) return read;
  const { forms, reconciliation } = read.value;
  const sight = reader === undefined ? 'all' : await sightOf(context.stores.lifecycle, reader, batchId);
  const ids = (some: typeof forms): string[] => some.filter((form) => sight === 'all' || sight(form)).map(({ inspectionId }) => inspectionId);
  return ok({
    batchId,
    ...reconciliation,
    organisedLate: ids(forms.filter((form) => 'organisedLate' in form && form.organisedLate)),
    enteredLate: ids(forms.filter((form) => 'enteredLate' in form && form.enteredLate)),
    exemptions: ids(forms.filter(({ stage }) => stage === 'exempt')),
  });
};
