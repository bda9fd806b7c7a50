// One file although long: these shapes are one published document and its annexes, and are read side by side with the rules of the draw.
import type { Suite } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';

/** Lower-case hex; 64 digits wherever a hash, a key, a secret or a random value is meant, 128 for a signature. */
export type Hex = string;

/** Which rows may be drawn; all predicates must hold, an absent one holds, an empty list holds for none. */
export type Frame = {
  readonly status?: readonly string[];
  /** Region prefixes. */
  readonly regions?: readonly string[];
  /** Industry prefixes. */
  readonly industries?: readonly string[];
  /** 16 hex: all of these bits are set. */
  readonly tagsAll?: Hex;
  /** 16 hex: none of these bits is set. */
  readonly tagsNone?: Hex;
  /** YYYYMMDD: never inspected, or last inspected before this day. */
  readonly inspectedBefore?: string;
};

/** `ratio` is `"a/b"`; `eligible` is N_h, `k` the quota. */
export type Stratum = {
  readonly code: string;
  readonly eligible: number;
  readonly ratio: string;
  readonly mandatory: boolean;
  readonly k: number;
};

export type ListRoot = { readonly root: Hex; readonly count: number };
export type ShardRoot = { readonly rows: number; readonly root: Hex };
export type DirectoryStat = { readonly region: string; readonly stratum: string; readonly rows: number };

export type ParticipantRole = 'lead' | 'office' | 'witness' | 'other';
/** `key`: raw Ed25519 public key, 64 hex. */
export type Participant = { readonly id: string; readonly role: ParticipantRole; readonly key: Hex };
export type BeaconRound = { readonly type: string; readonly round: number };
export type Beacon = BeaconRound & { readonly output: Hex; readonly signature: Hex };

export type Snapshot = {
  readonly rows: number;
  readonly rowBytes: 64;
  readonly root: Hex;
  readonly asOf: { readonly from: Instant; readonly to: Instant };
  readonly shards: readonly ShardRoot[];
  readonly blinded: boolean;
};

export type DrawItem = {
  readonly itemId: string;
  readonly frame: Frame;
  readonly excluded: ListRoot;
  readonly strata: readonly Stratum[];
  readonly quantity?: number;
  readonly reserve: number;
  readonly capBp: number;
  readonly floorBp: number;
  readonly capBase: number;
  readonly capUsed: number;
};

/** `code`: two characters; `seats` at least 2. */
export type DepartmentSeats = { readonly code: string; readonly seats: number; readonly specialty?: string };

export type OfficersCommitment = {
  readonly root: Hex;
  readonly count: number;
  readonly recusalRoot: Hex;
  readonly recusalCount: number;
  readonly secretCommit?: Hex;
};

export type Ceremony = {
  readonly participants: readonly Participant[];
  readonly commitBy: Instant;
  readonly revealBy: Instant;
  readonly onMissingReveal: 'void' | 'exclude';
  readonly beacons: readonly BeaconRound[];
};

/** What is published before any randomness exists (spec, section 2). */
export type Manifest = {
  readonly spec: 'sj-draw/1';
  readonly suite: Suite;
  readonly planId: string;
  readonly drawNo: number;
  readonly prev: Hex;
  readonly profile: { readonly id: string; readonly version: number };
  readonly snapshot: Snapshot;
  readonly directoryStats: readonly DirectoryStat[];
  readonly earlier: readonly Hex[];
  readonly item: DrawItem;
  readonly visit: { readonly from: string; readonly to: string };
  readonly departments: readonly DepartmentSeats[];
  readonly officers: OfficersCommitment;
  readonly beta: number;
  readonly ceremony: Ceremony;
  readonly code: { readonly verifierSha256: Hex };
};

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
