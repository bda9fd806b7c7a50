/** Counts work that has begun and not ended. */
export interface InFlight {
  /** Counts `work` until it settles; returns it. */
  track<T>(work: Promise<T>): Promise<T>;
  /** How much has begun and not ended. */
  count(): number;
  /** Runs `work` without counting the caller, who is itself tracked and would else wait for its own end. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once nothing is in flight and nothing follows at once. */
  idle(): Promise<void>;
}

/** A count that starts at zero. */
export const inFlight = (): InFlight => {
  let begun = 0;
  let ended = 0;
  let waiting: (() => void)[] = [];

  const end = (): void => {
    ended += 1;
    if (begun !== ended) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };

  const idle = async (): Promise<void> => {
    for (;;) {
      while (begun !== ended) await new Promise<void>((resolve) => waiting.push(resolve));
      const before = begun;
      // The end of one piece of work often begins the next a few turns later, in a continuation.
      await turns(3);
      if (begun === before && begun === ended) return;
    }
  };

  return {
    track: (work) => {
      begun += 1;
      work.then(end, end);
      return work;
    },
    count: () => begun - ended,
    aside: async (work) => {
      end();
      try {
        return await work();
      } finally {
        begun += 1;
      }
    },
    idle,
  };
};

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};
