import type { Hasher } from '../kernel/hash.ts';
import { fromHex } from './bytes.ts';
import type { Beacon, BeaconRound } from './types.ts';

/** The quicknet network of drand: time of round 1 in seconds since 1970, and seconds between rounds. */
const QUICKNET = { genesis: 1_692_803_367, period: 3 } as const;

/** When a beacon's round comes into being, in milliseconds since 1970; null for a type whose times are not known here. */
export const roundTimeMs = (beacon: BeaconRound): number | null =>
  beacon.type === 'drand-quicknet' ? (QUICKNET.genesis + (beacon.round - 1) * QUICKNET.period) * 1000 : null;

/** True if `output = SHA-256(signature)`. Beacons stay with SHA-256 whatever the plan's suite, so `sha256` must be that. */
export const isOutputOfSignature = (sha256: Hasher, beacon: Beacon): boolean =>
  /^(?:[0-9a-f]{2})+$/.test(beacon.signature) && sha256.hex(fromHex(beacon.signature)) === beacon.output;
