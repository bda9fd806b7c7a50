import { manifestShape } from './manifest.ts';
import { fields, hash32, hex, listOf, matching, moment, oneOf, orNull, targetId, text, whole, type Shaped } from './shapes.ts';

export const signature = hex(64);
export const signedValue = fields({ id: text, value: hash32, sig: signature });
export const signedBy = fields({ id: text, sig: signature });
export const taskId = matching(/^[0-9A-HJ-NPQRTUWXY]{18}[\x21-\x7e]{2}$/);
export const filledTask = fields({ taskId, officers: listOf(text) });
const stratum = matching(/^[A-Z]$/);

/** Section 5: why no complete assignment exists. */
export const certificateShape = fields({ tasks: listOf(taskId), seats: whole(0), officers: listOf(text), usable: whole(0), short: whole(0) });
export type Certificate = Shaped<typeof certificateShape>;

const assigned = fields({ department: text, Bstar: whole(0), seatsDigest: hash32, tasks: listOf(filledTask) });
const infeasible = fields({ department: text, infeasible: certificateShape });
export type Assigned = Shaped<typeof assigned>;
export type Assignment = Assigned | Shaped<typeof infeasible>;

const base = {
  spec: oneOf('sj-draw/1'),
  manifest: manifestShape,
  M0: hash32,
  commitments: listOf(signedValue),
  M1: hash32,
  reveals: listOf(signedValue),
  missing: listOf(text),
  M2: hash32,
  receipts: listOf(signedBy),
  beacons: listOf(fields({ type: text, round: whole(0), output: hash32, signature: matching(/^([0-9a-f]{2})+$/) })),
  seed: hash32,
  strata: listOf(fields({ code: stratum, eligible: whole(0), k: whole(0), tau: orNull(hash32) })),
  drawn: listOf(targetId),
  reserve: listOf(fields({ stratum, ids: listOf(targetId) })),
  resultDigest: hash32,
  times: fields({ manifest: moment, commitmentsClosed: moment, revealsClosed: moment, drawn: moment }),
};

/** Section 6, field by field. */
export const transcriptShape = fields({
  ...base,
  assignments: listOf((value, at): Assignment => {
    const isInfeasible = value !== undefined && value !== null && typeof value === 'object' && 'infeasible' in value;
    return isInfeasible ? infeasible(value, at) : assigned(value, at);
  }),
});

export type Transcript = Shaped<typeof transcriptShape>;
export type SignedValue = Shaped<typeof signedValue>;
