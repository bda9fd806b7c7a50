/** How often something happened, by name; a rehearsal's counts give the year's costs. */
export interface CallCounts {
  add(kind: 'functions' | 'services' | 'denied', name: string): void;
  /** Names in order. */
  read(): Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** All zero. */
export const callCounts = (): CallCounts => {
  const counts = new Map<string, Map<string, number>>();
  return {
    add: (kind, name) => {
      const ofKind = counts.get(kind) ?? new Map<string, number>();
      ofKind.set(name, (ofKind.get(name) ?? 0) + 1);
      counts.set(kind, ofKind);
    },
    read: () => Object.fromEntries([...counts].map(([kind, names]) => [kind, Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1)))])),
  };
};
