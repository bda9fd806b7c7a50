import type { Actor } from '../identity/actor.ts';
import type { Instant } from '../kernel/instant.ts';

/** The circumstances of one command or step: when, who, under which profile, and against which repetition it is guarded. */
export interface Act {
  readonly now: Instant;
  readonly actor: Actor;
  readonly profile: { readonly id: string; readonly version: number };
  /** From the `Idempotency-Key` header. `request` is the hash of what was asked, so that a key is not used for something else. */
  readonly idempotency?: { readonly key: string; readonly request: string };
}
