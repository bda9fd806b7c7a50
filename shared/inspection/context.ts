import type { Act } from '../audit/act.ts';
import type { Person } from '../identity/actor.ts';
import type { Profile } from '../profile/profile.ts';
import type { Stores } from '../store/record.ts';

/** What a command on a form works with. */
export interface InspectionContext {
  readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'uploads' | 'evidence' | 'transact'>;
  readonly profile: Profile;
  readonly act: Act;
}

/** The same for what only a person may do. */
export interface PersonInspectionContext extends InspectionContext {
  readonly act: Act & { readonly actor: Person };
}
