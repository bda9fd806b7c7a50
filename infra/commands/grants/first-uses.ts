import type { Instant } from '../../../shared/kernel/instant.ts';
import type { StatementPlace } from '../../local/iam/without.ts';

/** The first call of a year that one statement alone allows. */
export interface FirstUse {
  readonly action: string;
  readonly resource: string;
  readonly at: Instant;
}

/** The first uses found so far. */
export interface FirstUses {
  /** Told of a call and of the statements that allow it. */
  note(use: FirstUse, by: readonly StatementPlace[]): void;
  of(place: StatementPlace): FirstUse | undefined;
  /** How many statements have been used. */
  count(): number;
}

/**
 * Collects, for each statement, the first call that would be denied without it: one that no other statement of its role allows as well.
 * A call that two statements allow needs neither of them.
 */
export const firstUses = (): FirstUses => {
  const found = new Map<string, FirstUse>();
  return {
    note: (use, [only, ...others]) => {
      if (only === undefined || others.length > 0 || found.has(nameOf(only))) return;
      found.set(nameOf(only), use);
    },
    of: (place) => found.get(nameOf(place)),
    count: () => found.size,
  };
};

/** The same for the same place. */
export const nameOf = ({ roleArn, document, statement }: StatementPlace): string => `${roleArn}#${document}.${statement}`;
