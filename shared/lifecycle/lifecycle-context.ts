import type { Act } from '../audit/act.ts';
import type { Profile } from '../profile/profile.ts';
import type { Stores } from '../store/record.ts';

/** What looking at a wait needs: the record, the executions that wait, the profile, the circumstances. */
export interface LifecycleContext {
  readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'transact' | 'executions'>;
  readonly profile: Profile;
  readonly act: Act;
}
