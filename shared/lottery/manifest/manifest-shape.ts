import { isInstant } from '../../kernel/instant.ts';
import { isRegionPrefix } from '../directory/officers.ts';
import { parseRatio } from './ratio.ts';
import { isCompactDay } from '../directory/row.ts';
import { exactObject, isArrayOf, isBoolean, isCount, isHash, isOneOf, isText, type Check } from '../encoding/shape.ts';

const matches = (pattern: RegExp): Check => (value) => typeof value === 'string' && pattern.test(value);

const isTime: Check = (value) => typeof value === 'string' && isInstant(value);
const isDay: Check = (value) => typeof value === 'string' && isCompactDay(value);
const isPositive: Check = (value) => isCount(value) && value > 0;
const isTags = matches(/^[0-9a-f]{16}$/);
const isStratumCode = matches(/^[A-Z]$/);

/** An object with exactly these members. */
const object = (members: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check => (value) =>
  exactObject(value, members, optional);

const isFrame = object(
  {},
  {
    status: isArrayOf(matches(/^00[1-6]$/)),
    regions: isArrayOf(isRegionPrefix),
    industries: isArrayOf(matches(/^(?:[A-T][0-9]{0,4})?$/)),
    tagsAll: isTags,
    tagsNone: isTags,
    inspectedBefore: isDay,
  },
);

const isStratum = object({
  code: isStratumCode,
  eligible: isCount,
  ratio: (value) => typeof value === 'string' && parseRatio(value) !== null,
  mandatory: isBoolean,
  k: isCount,
});

const isItem = object(
  {
    itemId: isText,
    frame: isFrame,
    excluded: object({ root: isHash, count: isCount }),
    strata: isArrayOf(isStratum),
    reserve: isCount,
    capBp: isCount,
    floorBp: isCount,
    capBase: isCount,
    capUsed: isCount,
  },
  { quantity: isCount },
);

const isSnapshot = object({
  rows: isCount,
  rowBytes: isOneOf(64),
  root: isHash,
  asOf: object({ from: isTime, to: isTime }),
  shards: isArrayOf(object({ rows: isPositive, root: isHash })),
  blinded: isBoolean,
});

const isCeremony = object({
  participants: isArrayOf(object({ id: isText, role: isOneOf('lead', 'office', 'witness', 'other'), key: isHash })),
  commitBy: isTime,
  revealBy: isTime,
  onMissingReveal: isOneOf('void', 'exclude'),
  beacons: isArrayOf(object({ type: isText, round: isPositive })),
});

/** Every member of a manifest and what it must look like, alone; how members relate is `checkManifest`'s. */
export const MANIFEST_MEMBERS = {
  spec: isOneOf('sj-draw/1'),
  suite: isOneOf('SHA-256', 'SM3'),
  planId: matches(/^[A-Za-z0-9-]{1,64}$/),
  drawNo: isPositive,
  prev: isHash,
  profile: object({ id: isText, version: isCount }),
  snapshot: isSnapshot,
  directoryStats: isArrayOf(object({ region: matches(/^[0-9]{6}$/), stratum: isStratumCode, rows: isPositive })),
  earlier: isArrayOf(isHash),
  item: isItem,
  visit: object({ from: isDay, to: isDay }),
  departments: isArrayOf(
    object({ code: matches(/^[0-9A-Za-z]{2}$/), seats: (value) => isCount(value) && value >= 2 }, { specialty: isText }),
  ),
  officers: object(
    { root: isHash, count: isCount, recusalRoot: isHash, recusalCount: isCount },
    { secretCommit: isHash },
  ),
  beta: isCount,
  ceremony: isCeremony,
  code: object({ verifierSha256: isHash }),
} as const satisfies Readonly<Record<string, Check>>;
