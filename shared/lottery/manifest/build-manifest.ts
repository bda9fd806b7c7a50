import { err, ok, type Result } from '../../kernel/result.ts';
import { checkManifest, type ManifestRefusal } from './manifest.ts';
import { computeQuota, type QuotaRefusal } from './quota.ts';
import type { DrawItem, Manifest, Stratum } from '../types.ts';

/** A manifest's parts with the strata's quotas still to be computed. */
export type ManifestParts = Omit<Manifest, 'spec' | 'item'> & {
  readonly item: Omit<DrawItem, 'strata'> & { readonly strata: readonly Omit<Stratum, 'k'>[] };
};

/** [GY-13] Builds a manifest: computes every k, and refuses what no verifier would accept. */
export const buildManifest = (parts: ManifestParts): Result<Manifest, QuotaRefusal | ManifestRefusal> => {
  const quota = computeQuota(parts.item);
  if (!quota.ok) return quota;
  const strata = parts.item.strata.map((stratum, h) => ({ ...stratum, k: quota.value.k[h] ?? 0 }));
  const checked = checkManifest({ ...parts, spec: 'sj-draw/1', item: { ...parts.item, strata } });
  return checked.ok ? ok(checked.value) : err(checked.error);
};
