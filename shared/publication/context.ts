import type { Act } from '../audit/act.ts';
import type { Profile } from '../profile/profile.ts';
import type { Stores } from '../store/record.ts';

/** What the steps of publication work with; each names the parts it needs. */
export interface PublicationContext<Parts extends keyof Stores> {
  readonly stores: Pick<Stores, Parts>;
  readonly profile: Profile;
  readonly act: Act;
}
