import type { Hasher } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { openHash, revealsHash, seedOf } from './ceremony.ts';
import { manifestHash } from '../manifest/manifest.ts';
import type { Failure, Hex, Manifest, SignedValue } from '../types.ts';

/** The attempt is void: these participants failed at this step. Sorted by id. */
export type CeremonyFailed = { readonly reason: 'missing'; readonly failed: readonly Failure[] };

const missingFrom = (manifest: Manifest, values: readonly SignedValue[], what: Failure['what']): readonly Failure[] =>
  manifest.ceremony.participants.filter(({ id }) => !values.some((value) => value.id === id)).map(({ id }) => ({ id, what }));

/** Closes the commitments to M1; a missing one always voids the attempt. */
export const closeCommitments = (
  hasher: Hasher,
  manifest: Manifest,
  commitments: readonly SignedValue[],
): Result<{ readonly M0: Hex; readonly M1: Hex }, CeremonyFailed> => {
  const failed = missingFrom(manifest, commitments, 'commit');
  if (failed.length > 0) return err({ reason: 'missing', failed });
  const M0 = manifestHash(hasher, manifest);
  return ok({ M0, M1: openHash(hasher, M0, commitments) });
};

/**
 * Closes the reveals to M2. Where a missing reveal voids, the seed follows at once; where it excludes, fewer than two void,
 * and `seed` stays null until the beacons are there (`seedOf`).
 */
export const closeReveals = (
  hasher: Hasher,
  manifest: Manifest,
  M1: Hex,
  reveals: readonly SignedValue[],
): Result<{ readonly M2: Hex; readonly missing: readonly string[]; readonly seed: Hex | null }, CeremonyFailed> => {
  const failed = missingFrom(manifest, reveals, 'reveal');
  const isVoid = manifest.ceremony.onMissingReveal === 'void' ? failed.length > 0 : reveals.length < 2;
  if (isVoid) return err({ reason: 'missing', failed });
  const M2 = revealsHash(hasher, M1, reveals);
  const seed = manifest.ceremony.beacons.length === 0 ? seedOf(hasher, M2) : null;
  return ok({ M2, missing: failed.map(({ id }) => id), seed });
};
