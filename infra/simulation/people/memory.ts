import type { Action } from './action.ts';

/** What the people of the city keep in mind beside the record: what they meant to do once, and did. */
export interface Memory {
  /** True the first time it is asked. */
  once(what: string): boolean;
  has(what: string): boolean;
  keep(what: string): void;
  /** Something to be done at its time, whatever the record says by then. */
  intend(action: Action): void;
  /** What is intended and not done yet. */
  intentions(): readonly Action[];
}

/** An empty mind. */
export const emptyMemory = (): Memory => {
  const kept = new Set<string>();
  const intended = new Map<string, Action>();
  return {
    once: (what) => {
      const isFirst = !kept.has(what);
      kept.add(what);
      return isFirst;
    },
    has: (what) => kept.has(what),
    keep: (what) => void kept.add(what),
    intend: (action) => {
      const run = async (): Promise<void> => {
        intended.delete(action.key);
        await action.run();
      };
      intended.set(action.key, { ...action, run });
    },
    intentions: () => [...intended.values()],
  };
};
