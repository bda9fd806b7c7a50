import { isInstant } from '../../kernel/instant.ts';
import { isFailures, isReceipts, isReceived, isSignedValues } from '../ceremony/check-void.ts';
import { exactObject, isArrayOf, isCount, isHash, isObject, isOneOf, isText, type Check } from '../encoding/shape.ts';
import { isCertificate } from '../transcript/transcript-shape.ts';
import type { DrawEvent } from '../types.ts';

const CHAINED: Readonly<Record<string, Check>> = {
  seq: isCount,
  prev: isHash,
  at: (value) => typeof value === 'string' && isInstant(value),
};

const isTasks: Check = isArrayOf((value) => exactObject(value, { taskId: isText, officers: isArrayOf(isText) }));

const KINDS: Readonly<Record<Exclude<DrawEvent['kind'], 'unfilled'>, Readonly<Record<string, Check>>>> = {
  'lost-target': { stratum: isText, target: isText, reason: isText },
  'lost-officer': { taskId: isText, officer: isText, reason: isText, evidence: isText },
  replaced: { M0: isHash, commitments: isSignedValues, M1: isHash, reveals: isSignedValues, M2: isHash, seed: isHash, tasks: isTasks },
  failed: { M0: isHash, failed: isFailures, received: isReceived, sigs: isReceipts },
};

/** True if `value` has exactly the members of an event of its kind. */
export const isDrawEvent = (value: unknown): value is DrawEvent => {
  if (!isObject(value) || typeof value['kind'] !== 'string') return false;
  const kind = value['kind'];
  if (kind === 'unfilled') {
    const subject: Record<string, Check> = Object.hasOwn(value, 'taskId') ? { taskId: isText } : { stratum: isText };
    return exactObject(value, { ...CHAINED, kind: isOneOf('unfilled'), ...subject }, { certificate: isCertificate });
  }
  if (!Object.hasOwn(KINDS, kind)) return false;
  return exactObject(value, { ...CHAINED, kind: isOneOf(kind), ...KINDS[kind as keyof typeof KINDS] });
};
