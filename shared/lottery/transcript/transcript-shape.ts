import { isInstant } from '../../kernel/instant.ts';
import { isReceipts, isSignedValues } from '../ceremony/check-void.ts';
import { checkManifest } from '../manifest/manifest.ts';
import { exactObject, isArrayOf, isCount, isHash, isObject, isOneOf, isText, type Check } from '../encoding/shape.ts';

const isTime: Check = (value) => typeof value === 'string' && isInstant(value);
const isHexText: Check = (value) => typeof value === 'string' && /^(?:[0-9a-f]{2})+$/.test(value);
const isTexts: Check = isArrayOf(isText);

export const isCertificate: Check = (value) =>
  exactObject(value, { tasks: isTexts, seats: isCount, officers: isTexts, usable: isCount, short: isCount });

const isAssignment: Check = (value) =>
  isObject(value) && Object.hasOwn(value, 'infeasible')
    ? exactObject(value, { department: isText, infeasible: isCertificate })
    : exactObject(value, {
        department: isText,
        Bstar: isCount,
        seatsDigest: isHash,
        tasks: isArrayOf((task) => exactObject(task, { taskId: isText, officers: isTexts })),
      });

/** Every member of a transcript and what it must look like, alone. */
export const TRANSCRIPT_MEMBERS: Readonly<Record<string, Check>> = {
  spec: isOneOf('sj-draw/1'),
  manifest: (value) => checkManifest(value).ok,
  M0: isHash,
  commitments: isSignedValues,
  M1: isHash,
  reveals: isSignedValues,
  missing: isTexts,
  M2: isHash,
  receipts: isReceipts,
  beacons: isArrayOf((value) => exactObject(value, { type: isText, round: isCount, output: isHexText, signature: isHexText })),
  seed: isHash,
  strata: isArrayOf((value) => exactObject(value, { code: isText, eligible: isCount, k: isCount, tau: (tau) => tau === null || isHash(tau) })),
  drawn: isTexts,
  reserve: isArrayOf((value) => exactObject(value, { stratum: isText, ids: isTexts })),
  resultDigest: isHash,
  assignments: isArrayOf(isAssignment),
  times: (value) => exactObject(value, { manifest: isTime, commitmentsClosed: isTime, revealsClosed: isTime, drawn: isTime }),
};

/** The first member of `value` that keeps it from being a transcript; null if it is one. */
export const badTranscriptMember = (value: unknown): string | null => {
  if (!isObject(value)) return '(not an object)';
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(TRANSCRIPT_MEMBERS, key));
  if (unknown !== undefined) return unknown;
  return Object.entries(TRANSCRIPT_MEMBERS).find(([key, check]) => !Object.hasOwn(value, key) || !check(value[key]))?.[0] ?? null;
};
