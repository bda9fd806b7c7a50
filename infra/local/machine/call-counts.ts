/** `callers`: role and action; `milliseconds`: real time spent in each function. */
export type CountKind = 'functions' | 'milliseconds' | 'services' | 'callers' | 'denied';

/** How often something happened, by name; a rehearsal's counts give the year's costs. */
export interface CallCounts {
  /** Counts `by`, one if not given. */
  add(kind: CountKind, name: string, by?: number): void;
  /** Names in order. */
  read(): Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** All zero. */
export const callCounts = (): CallCounts => {
  const counts = new Map<string, Map<string, number>>();
  return {
    add: (kind, name, by = 1) => {
      const ofKind = counts.get(kind) ?? new Map<string, number>();
      ofKind.set(name, (ofKind.get(name) ?? 0) + by);
      counts.set(kind, ofKind);
    },
    read: () => Object.fromEntries([...counts].map(([kind, names]) => [kind, Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1)))])),
  };
};
