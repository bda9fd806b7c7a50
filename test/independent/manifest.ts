import { day, fields, flag, hash32, hex, listOf, matching, moment, oneOf, text, whole, type Shaped } from './shapes.ts';

const stratumCode = matching(/^[A-Z]$/);

const frame = fields(
  {},
  {
    status: listOf(matching(/^[0-9]{3}$/)),
    regions: listOf(matching(/^[0-9]{0,6}$/)),
    industries: listOf(matching(/^([A-T][0-9]{0,4})?$/)),
    tagsAll: hex(8),
    tagsNone: hex(8),
    inspectedBefore: day,
  },
);

const stratum = fields({ code: stratumCode, eligible: whole(0), ratio: matching(/^\d+\/[1-9]\d*$/), mandatory: flag, k: whole(0) });

/** Section 2, field by field. */
export const manifestShape = fields({
  spec: oneOf('sj-draw/1'),
  suite: oneOf('SHA-256', 'SM3'),
  planId: matching(/^[A-Za-z0-9-]{1,64}$/),
  drawNo: whole(1),
  prev: hash32,
  profile: fields({ id: text, version: whole(0) }),
  snapshot: fields({
    rows: whole(0),
    rowBytes: oneOf(64),
    root: hash32,
    asOf: fields({ from: moment, to: moment }),
    shards: listOf(fields({ rows: whole(1), root: hash32 })),
    blinded: flag,
  }),
  directoryStats: listOf(fields({ region: matching(/^[0-9]{6}$/), stratum: stratumCode, rows: whole(1) })),
  earlier: listOf(hash32),
  item: fields(
    {
      itemId: text,
      frame,
      excluded: fields({ root: hash32, count: whole(0) }),
      strata: listOf(stratum),
      reserve: whole(0),
      capBp: whole(0),
      floorBp: whole(0),
      capBase: whole(0),
      capUsed: whole(0),
    },
    { quantity: whole(0) },
  ),
  visit: fields({ from: day, to: day }),
  departments: listOf(fields({ code: matching(/^[\x21-\x7e]{2}$/), seats: whole(2) }, { specialty: text })),
  officers: fields({ root: hash32, count: whole(0), recusalRoot: hash32, recusalCount: whole(0) }, { secretCommit: hash32 }),
  beta: whole(0),
  ceremony: fields({
    participants: listOf(fields({ id: text, role: oneOf('lead', 'office', 'witness', 'other'), key: hash32 })),
    commitBy: moment,
    revealBy: moment,
    onMissingReveal: oneOf('void', 'exclude'),
    beacons: listOf(fields({ type: text, round: whole(0) })),
  }),
  code: fields({ verifierSha256: hash32 }),
});

export type Manifest = Shaped<typeof manifestShape>;
export type Frame = Shaped<typeof frame>;
