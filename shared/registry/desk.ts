import type { Act } from '../audit/act.ts';
import type { Person } from '../identity/actor.ts';
import type { Stores } from '../store/record.ts';

/** What an operation of the registry works with. */
export interface Desk {
  readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'transact'>;
  readonly act: Act;
}

/** The same for a person's command. */
export interface PersonDesk extends Desk {
  readonly act: Act & { readonly actor: Person };
}
