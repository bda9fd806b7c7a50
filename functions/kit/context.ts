import type { Act } from '../../shared/audit/act.ts';
import type { Person } from '../../shared/identity/actor.ts';
import type { Profile } from '../../shared/profile/profile.ts';
import { profileById } from '../../shared/profile/profiles.ts';
import { openStores, type StoreNames, type Stores } from '../../shared/store/record.ts';

/** What a command or step works with: the record, the profile in force, and the circumstances. Operations name the parts they need. */
export interface Context {
  readonly stores: Stores;
  readonly profile: Profile;
  readonly act: Act;
}

/** The context of a person's command. */
export interface PersonContext extends Context {
  readonly act: Act & { readonly actor: Person };
}

let opened: Stores | undefined;
let source = (): Stores => (opened ??= openStores(process.env as StoreNames));

/** The record as this function's environment names it, opened once; or as {@link storesFrom} says. */
export const stores = (): Stores => source();

/** Takes the record from `given`, asked at each invocation: for a process that runs many functions over many records. */
export const storesFrom = (given: () => Stores): void => {
  source = given;
};

let rules = (): Profile => profileById(process.env['PROFILE'] ?? '');

/** The profile this deployment runs under; or as {@link profileFrom} says. */
export const profile = (): Profile => rules();

/** Takes the profile from `given`, asked at each invocation: for a process that runs the functions of cities whose rules differ. */
export const profileFrom = (given: () => Profile): void => {
  rules = given;
};
