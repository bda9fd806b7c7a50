import type { Instant } from '../../kernel/instant.ts';
import { timeOfRound } from '../../lottery/manifest/beacon.ts';
import type { Attempt } from './attempt.ts';

type Rounds = Pick<Attempt, 'beacons'>;

const times = ({ beacons = [] }: Rounds): readonly Instant[] => beacons.map(({ round }) => timeOfRound(round)).sort();

/** When the first of an attempt's rounds comes into being; receipts arrive strictly before it. Undefined without beacons. */
export const firstRoundOf = (attempt: Rounds): Instant | undefined => times(attempt)[0];

/** When the last of them does. */
export const lastRoundOf = (attempt: Rounds): Instant | undefined => times(attempt).at(-1);
