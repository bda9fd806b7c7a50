import type { Clock, VirtualClock } from '../contract.ts';

/** What the machine does with a clock beyond reading it. Timers armed before `start` wait for it, so that services may re-arm in any order. */
export interface ClockControl {
  start(): void;
  stop(): void;
}

/** The clock of a machine in service. */
export type RealClock = Clock & ClockControl & { readonly kind: 'real'; inFlight(): number };

/** The clock of a rehearsal. */
export type RehearsalClock = VirtualClock &
  ClockControl & {
    readonly kind: 'virtual';
    inFlight(): number;
    nextDue(): number | undefined;
    /** Runs `work` (an `advance`) on behalf of a tracked caller without counting that caller. */
    aside<T>(work: () => Promise<T>): Promise<T>;
  };
