import type { Call, Fault } from '../gateway/options.ts';

/** A fault that waits for its calls. `match`: a text that the request's body must hold; `count`: how many calls it hits. */
export interface ArmedFault {
  readonly service?: string;
  /** `SendTaskSuccess`, or with its service: `states:SendTaskSuccess`. */
  readonly action?: string;
  readonly match?: string;
  readonly fault: Fault;
  readonly count: number;
}

/** The faults that a rehearsal or a test has armed. */
export interface ArmedFaults {
  arm(fault: ArmedFault): void;
  /** The fault that hits `call`, used up by one. The first armed goes first. */
  intercept(call: Call): Fault | undefined;
  /** What is still armed. */
  pending(): readonly ArmedFault[];
  /** Takes away what is armed, and lets go what is held. */
  disarmAll(): void;
  /** How many calls are held. */
  held(): number;
  /** Resolves once a call is held. */
  untilHeld(): Promise<void>;
  /** Counts a call as held until it is let go. */
  letGo(): Promise<void>;
}

/** Nothing armed. */
export const armedFaults = (): ArmedFaults => {
  let armed: { fault: ArmedFault; left: number }[] = [];
  let held: (() => void)[] = [];
  let watching: (() => void)[] = [];
  return {
    arm: (fault) => {
      armed.push({ fault, left: fault.count });
    },
    intercept: (call) => {
      const hit = armed.find(({ fault }) => hits(fault, call));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      armed = armed.filter(({ left }) => left > 0);
      return hit.fault.fault;
    },
    pending: () => armed.map(({ fault, left }) => ({ ...fault, count: left })),
    disarmAll: () => {
      armed = [];
      const waiting = held;
      held = [];
      for (const go of waiting) go();
    },
    held: () => held.length,
    untilHeld: () => (held.length > 0 ? Promise.resolve() : new Promise((seen) => watching.push(seen))),
    letGo: () =>
      new Promise((go) => {
        held.push(go);
        const told = watching;
        watching = [];
        for (const tell of told) tell();
      }),
  };
};

const hits = ({ service, action, match }: ArmedFault, call: Call): boolean =>
  (service === undefined || service === call.service) &&
  (action === undefined || action === call.action || `${call.service}:${action}` === call.action) &&
  (match === undefined || `${call.request.url}\n${Buffer.from(call.request.body).toString('utf8')}`.includes(match));
