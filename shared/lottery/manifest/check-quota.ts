import { err, ok, type Result } from '../../kernel/result.ts';
import { computeQuota, type Quota, type QuotaRefusal } from './quota.ts';
import type { DrawItem } from '../types.ts';

export type QuotaMismatch = { readonly reason: 'k-differs'; readonly stratum: string; readonly stated: number; readonly expected: number };

/** [GY-13] The quota that an item's own numbers give, refused where the item states another k. */
export const checkQuota = (item: DrawItem): Result<Quota, QuotaRefusal | QuotaMismatch> => {
  const quota = computeQuota(item);
  if (!quota.ok) return quota;
  for (const [h, stratum] of item.strata.entries()) {
    const expected = quota.value.k[h] ?? 0;
    if (stratum.k !== expected) return err({ reason: 'k-differs', stratum: stratum.code, stated: stratum.k, expected });
  }
  return ok(quota.value);
};
