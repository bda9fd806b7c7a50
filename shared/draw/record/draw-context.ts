import type { Act } from '../../audit/act.ts';
import type { Person } from '../../identity/actor.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Stores } from '../../store/record.ts';

/** What the draw's commands and steps work with. */
export interface DrawContext {
  readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'publication' | 'snapshots' | 'published' | 'transact'>;
  readonly profile: Profile;
  readonly act: Act;
}

/** The same for what only a person may do. */
export interface PersonDrawContext extends DrawContext {
  readonly act: Act & { readonly actor: Person };
}

/** The stream of the trail that everything of a batch is written to. */
export const streamOf = (batchId: string): string => `batch/${batchId}`;
