import type { Hasher } from '../../kernel/hash.ts';
import { epochMs, instantOf, type Instant } from '../../kernel/instant.ts';
import { fromHex } from '../encoding/bytes.ts';
import type { Beacon, BeaconRound } from '../types.ts';

/** The quicknet network of drand: time of round 1 in seconds since 1970, and seconds between rounds. */
const QUICKNET = { genesis: 1_692_803_367, period: 3 } as const;

/** The one network whose rounds can be checked here. */
export const QUICKNET_TYPE = 'drand-quicknet';

/** When a beacon's round comes into being, in milliseconds since 1970; null for a type whose times are not known here. */
export const roundTimeMs = (beacon: BeaconRound): number | null =>
  beacon.type === QUICKNET_TYPE ? (QUICKNET.genesis + (beacon.round - 1) * QUICKNET.period) * 1000 : null;

/** The first quicknet round that comes into being at `at` or later; the first of all where that lies in its past. */
export const roundAt = (at: Instant): number => Math.max(1, Math.ceil((epochMs(at) / 1000 - QUICKNET.genesis) / QUICKNET.period) + 1);

/** When a quicknet round comes into being. */
export const timeOfRound = (round: number): Instant => instantOf((QUICKNET.genesis + (round - 1) * QUICKNET.period) * 1000);

/** True if `output = SHA-256(signature)`. Beacons stay with SHA-256 whatever the plan's suite, so `sha256` must be that. */
export const isOutputOfSignature = (sha256: Hasher, beacon: Beacon): boolean =>
  /^(?:[0-9a-f]{2})+$/.test(beacon.signature) && sha256.hex(fromHex(beacon.signature)) === beacon.output;

/** The output of a round, which enters the seed. `signature` is hex. */
export const outputOf = (sha256: Hasher, signature: string): string => sha256.hex(fromHex(signature));
