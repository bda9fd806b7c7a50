import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import type { Changes, WorldRecord } from '../world/record.ts';

/** What an invariant sees: the record as it stands, the time, and the rules in force. */
export interface View {
  readonly record: WorldRecord;
  readonly now: Instant;
  readonly profile: Profile;
}

/** What happened since the look before. `whole`: everything from the beginning, looked at once more when the year is over. */
export interface Since extends Changes {
  readonly whole: boolean;
}

/** Looks at what changed and says in words what is wrong with which thing; nothing if nothing is. May remember what it saw before. */
export type Watch = (view: View, since: Since) => readonly string[] | Promise<readonly string[]>;

/** Something that must hold after every step of every year. */
export interface Invariant {
  readonly id: string;
  /** Where it comes from. */
  readonly clauses: readonly string[];
  readonly en: string;
  /** Begins to watch one year. */
  readonly watch: () => Watch;
}

/** An invariant that did not hold. */
export interface Break {
  readonly invariant: string;
  readonly clauses: readonly string[];
  readonly what: string;
}
