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
