import type { Act } from '../audit/act.ts';
import type { Person } from '../identity/actor.ts';
import type { Profile } from '../profile/profile.ts';
import type { Stores } from '../store/record.ts';

/** What the plan's commands and steps work with. */
export interface PlanContext {
  readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'transact'>;
  readonly profile: Profile;
  readonly act: Act;
}

/** The same for what only a person may do. */
export interface PersonPlanContext extends PlanContext {
  readonly act: Act & { readonly actor: Person };
}
