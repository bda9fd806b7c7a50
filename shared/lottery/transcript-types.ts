import type { Instant } from '../kernel/instant.ts';
import type { Beacon, Hex, Manifest } from './manifest-types.ts';

/** A commitment (value C_i) or a reveal (value r_i) with the participant's signature. */
export type SignedValue = { readonly id: string; readonly value: Hex; readonly sig: Hex };
export type Receipt = { readonly id: string; readonly sig: Hex };

/** One line of `officers.txt`. Dates are YYYYMMDD, `lastVisited` target ids, `cap` seats per draw. */
export type Officer = {
  readonly id: string;
  readonly department: string;
  readonly regions: readonly string[];
  readonly specialties: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly cap: number;
  readonly lastVisited: readonly string[];
};

/** One line of `witness/recusals.txt`: `officerId,targetId,salt`. */
export type Recusal = { readonly officerId: string; readonly targetId: string; readonly salt: Hex };

/** `F` frequency cap, `S` status changed, `O` other. */
export type ExclusionCode = 'F' | 'S' | 'O';
export type Exclusion = { readonly id: string; readonly code: ExclusionCode };

export type StratumResult = { readonly code: string; readonly eligible: number; readonly k: number; readonly tau: Hex | null };
export type StratumReserve = { readonly stratum: string; readonly ids: readonly string[] };

export type AssignedTask = { readonly taskId: string; readonly officers: readonly string[] };
/** Why no complete assignment exists: `seats` of `tasks` exceed what `officers` can take of them, `usable`, by `short`. */
export type Certificate = {
  readonly tasks: readonly string[];
  readonly seats: number;
  readonly officers: readonly string[];
  readonly usable: number;
  readonly short: number;
};
export type AssignedDepartment = {
  readonly department: string;
  readonly Bstar: number;
  readonly seatsDigest: Hex;
  readonly tasks: readonly AssignedTask[];
};
export type InfeasibleDepartment = { readonly department: string; readonly infeasible: Certificate };
export type DepartmentAssignment = AssignedDepartment | InfeasibleDepartment;

export type RejectionReason = 'ineligible' | 'already-in' | 'full' | 'blocked';
/** How a seat was filled: the stream's block that gave `officer` (null in the walk), and who was turned away before. */
export type Seat = {
  readonly officer: string;
  readonly block: number | null;
  readonly rejected: readonly { readonly officer: string; readonly reason: RejectionReason }[];
};
/** One department's part of `witness/seats.json`. */
export type DepartmentSeatRecord = {
  readonly department: string;
  readonly tasks: readonly { readonly taskId: string; readonly seats: readonly Seat[] }[];
};

export type DrawTimes = {
  readonly manifest: Instant;
  readonly commitmentsClosed: Instant;
  readonly revealsClosed: Instant;
  readonly drawn: Instant;
};

/** The whole of a finished draw (spec, section 6). */
export type Transcript = {
  readonly spec: 'sj-draw/1';
  readonly manifest: Manifest;
  readonly M0: Hex;
  readonly commitments: readonly SignedValue[];
  readonly M1: Hex;
  readonly reveals: readonly SignedValue[];
  readonly missing: readonly string[];
  readonly M2: Hex;
  readonly receipts: readonly Receipt[];
  readonly beacons: readonly Beacon[];
  readonly seed: Hex;
  readonly strata: readonly StratumResult[];
  readonly drawn: readonly string[];
  readonly reserve: readonly StratumReserve[];
  readonly resultDigest: Hex;
  readonly assignments: readonly DepartmentAssignment[];
  readonly times: DrawTimes;
};

export type FailedStep = 'commit' | 'reveal' | 'receipt';
export type Failure = { readonly id: string; readonly what: FailedStep };
export type Received = { readonly commitments: readonly SignedValue[]; readonly reveals: readonly SignedValue[] };

/** A voided attempt. `M1` is present exactly if all commitments are; `discarded` is the hash of a transcript that is published too. */
export type VoidRecord = {
  readonly planId: string;
  readonly drawNo: number;
  readonly M0: Hex;
  readonly M1?: Hex;
  readonly at: Instant;
  readonly failed: readonly Failure[];
  readonly reason: string;
  readonly received: Received;
  readonly approvedBy: string;
  readonly discarded?: Hex;
  readonly sigs: readonly Receipt[];
};
export type UnsignedVoidRecord = Omit<VoidRecord, 'sigs'>;

/** `sealed.json` of an unannounced visit; everything else is published on `openOn`. */
export type SealedDraw = {
  readonly manifest: Manifest;
  readonly M0: Hex;
  readonly M1: Hex;
  readonly M2: Hex;
  readonly transcriptHash: Hex;
  readonly openOn: string;
};
