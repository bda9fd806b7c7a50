import type { Instant } from '../kernel/instant.ts';
import type { Hex } from './manifest-types.ts';
import type { AssignedTask, Certificate, Failure, Receipt, Received, SignedValue } from './transcript-types.ts';

type EventLine<Kind extends string, Rest> = {
  readonly seq: number;
  readonly prev: Hex;
  readonly at: Instant;
  readonly kind: Kind;
} & Rest;

export type LostTarget = EventLine<'lost-target', { readonly stratum: string; readonly target: string; readonly reason: string }>;
export type LostOfficer = EventLine<
  'lost-officer',
  { readonly taskId: string; readonly officer: string; readonly reason: string; readonly evidence: string }
>;
export type Replaced = EventLine<
  'replaced',
  {
    readonly M0: Hex;
    readonly commitments: readonly SignedValue[];
    readonly M1: Hex;
    readonly reveals: readonly SignedValue[];
    readonly M2: Hex;
    readonly seed: Hex;
    readonly tasks: readonly AssignedTask[];
  }
>;
export type FailedCeremony = EventLine<
  'failed',
  { readonly M0: Hex; readonly failed: readonly Failure[]; readonly received: Received; readonly sigs: readonly Receipt[] }
>;
export type UnfilledTask = EventLine<'unfilled', { readonly taskId: string; readonly certificate?: Certificate }>;
export type UnfilledStratum = EventLine<'unfilled', { readonly stratum: string; readonly certificate?: Certificate }>;

export type LossEvent = LostTarget | LostOfficer;
/** One line of `events.txt`. */
export type DrawEvent = LossEvent | Replaced | FailedCeremony | UnfilledTask | UnfilledStratum;
