import { createHash } from 'node:crypto';
import type { StateFailure } from '../failure.ts';
import { isObject } from '../definition.ts';
import type { Json, JsonObject } from '../types.ts';

/** True if a retrier or catcher that lists `names` takes `failure`. `States.Runtime` is taken by no wildcard. */
export const matches = (names: Json | undefined, failure: StateFailure): boolean => {
  if (!Array.isArray(names)) return false;
  if (failure.error === 'States.Runtime') return names.includes('States.Runtime');
  return names.some((name) => {
    if (name === 'States.ALL') return true;
    if (name === 'States.TaskFailed') return failure.error !== 'States.Timeout';
    return name === failure.error || failure.aliases.includes(String(name));
  });
};

const numberOr = (value: Json | undefined, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** Full jitter that is the same whenever the same attempt is made again. */
const jitter = (seed: string): number => Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 12), 16) / 16 ** 12;

/** Seconds to wait before attempt number `attempt` (1 is the first retry). */
export const retryDelay = (retrier: Readonly<JsonObject>, attempt: number, seed: string): number => {
  const grown = numberOr(retrier.IntervalSeconds, 1) * numberOr(retrier.BackoffRate, 2) ** (attempt - 1);
  const capped = Math.min(grown, numberOr(retrier.MaxDelaySeconds, Number.POSITIVE_INFINITY));
  return retrier.JitterStrategy === 'FULL' ? capped * jitter(`${seed} ${attempt}`) : capped;
};

/** The first retrier that takes `failure` and may still try: its place in the list and the new attempt's number. */
export const findRetrier = (
  retriers: Json | undefined,
  attempts: readonly number[],
  failure: StateFailure,
): { index: number; retrier: JsonObject; attempt: number } | null => {
  if (!Array.isArray(retriers)) return null;
  const index = retriers.findIndex((retrier) => isObject(retrier) && matches(retrier.ErrorEquals, failure));
  const retrier = retriers[index];
  if (!isObject(retrier)) return null;
  const attempt = (attempts[index] ?? 0) + 1;
  return attempt <= numberOr(retrier.MaxAttempts, 3) ? { index, retrier, attempt } : null;
};
