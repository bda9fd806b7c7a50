import type { Instant } from '../../shared/kernel/instant.ts';

/**
 * What somebody will do at a moment. It follows from the seed, the record and the wait alone, so that a rehearsal which was killed plans
 * the same again.
 */
export interface Action {
  readonly at: Instant;
  /** Names it among all actions of the year; also the beginning of its Idempotency-Keys, and its place among those of the same moment. */
  readonly key: string;
  /** What is different afterwards: its reads are forgotten. */
  readonly subject: string;
  /** May run beside others of its kind. */
  readonly beside?: true;
  run(): Promise<void>;
}

/** Earliest first; at the same moment by key. */
export const inOrder = (a: Action, b: Action): number => (a.at === b.at ? (a.key < b.key ? -1 : 1) : a.at < b.at ? -1 : 1);
