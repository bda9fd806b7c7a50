import type { Refusal } from '../../kernel/refusal.ts';
import { compactDate } from '../../kernel/local-date.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { byBytes } from '../../lottery/encoding/bytes.ts';
import { secretCommitOf } from '../../lottery/ceremony/ceremony.ts';
import { QUICKNET_TYPE, roundAt } from '../../lottery/manifest/beacon.ts';
import { buildManifest } from '../../lottery/manifest/build-manifest.ts';
import { exclusionLine } from '../../lottery/directory/excluded.ts';
import { forecastShortages } from '../../lottery/seats/forecast.ts';
import { rootOfLines } from '../../lottery/directory/merkle.ts';
import { officerLine } from '../../lottery/directory/officers.ts';
import { recusalLines } from '../../lottery/directory/recusals.ts';
import type { Manifest } from '../../lottery/types.ts';
import type { PlanEntry } from '../../plan/entry.ts';
import type { Scheme } from '../../plan/scheme.ts';
import type { Profile } from '../../profile/profile.ts';
import type { CapTaken } from './cap-ledger.ts';
import type { CeremonyTimes } from '../record/ceremony-times.ts';
import { hasher, SUITE } from '../record/draw-crypto.ts';
import type { AttemptRef } from '../record/draw-files.ts';
import { drawItemOf } from './draw-item.ts';
import type { OfficerLists } from './freeze-lists.ts';
import type { FrequencyExclusions } from './frequency-exclusions.ts';
import type { FrozenRows } from './freeze-rows.ts';
import { inWords, type Shortage } from '../record/shortage.ts';

/** Everything a manifest follows from. */
export interface ManifestGround {
  readonly ref: AttemptRef;
  readonly prev: string;
  readonly entry: PlanEntry;
  readonly scheme: Scheme;
  readonly profile: Profile;
  readonly lists: OfficerLists & FrozenRows & Pick<FrequencyExclusions, 'exclusions'>;
  readonly taken: CapTaken;
  readonly times: CeremonyTimes;
  readonly verifierSha256: string;
}

/** The manifest of an attempt, and what may turn out short in it, said before the draw (GY-11, GY-13, BY-1, BY-4). */
export const composeManifest = (ground: ManifestGround): Result<{ readonly manifest: Manifest; readonly forecast: readonly Shortage[] }, Refusal> => {
  const { ref, entry, scheme, profile, lists } = ground;
  const { snapshot, counts, asOf, officers, recusals, exclusions } = lists;
  if (counts.unknownExcluded.length > 0) throw new Error(`the directory has no row of ${counts.unknownExcluded.join(', ')}, which are excluded`);
  const excluded = { root: rootOfLines(hasher, exclusions.map(exclusionLine)), count: exclusions.length };
  const item = drawItemOf({ entry, profile, counts, taken: ground.taken, excluded, reserve: scheme.reserve });
  if (!item.ok) return item;
  const departments = scheme.departments.map(({ code, seats, specialty }) => ({ code, seats, ...(specialty === undefined ? {} : { specialty }) }));
  const visit = { from: compactDate(scheme.visit.from), to: compactDate(scheme.visit.to) };
  const built = buildManifest({
    suite: SUITE,
    planId: ref.batchId,
    drawNo: ref.drawNo,
    prev: ground.prev,
    profile: { id: profile.id, version: profile.version },
    snapshot: { ...snapshot, rowBytes: 64, asOf, blinded: profile.draw.directory?.blinded === true },
    directoryStats: counts.directoryStats,
    earlier: ground.taken.earlier,
    item: item.value,
    visit,
    departments,
    officers: {
      root: rootOfLines(hasher, officers.map(officerLine)),
      count: officers.length,
      recusalRoot: rootOfLines(hasher, recusalLines(recusals)),
      recusalCount: recusals.length,
      secretCommit: secretCommitOf(hasher, lists.secret),
    },
    beta: profile.draw.load.beta,
    ceremony: {
      participants: scheme.ceremony.participants.map(({ id, role, key }) => ({ id, role, key })).sort((a, b) => byBytes(a.id, b.id)),
      ...ceremonyOf(ground.times),
    },
    code: { verifierSha256: ground.verifierSha256 },
  });
  // Quota and scheme were checked above; whatever a verifier would still refuse is a fault of ours.
  if (!built.ok) throw new Error(`the manifest of ${ref.batchId}#${ref.drawNo} is invalid: ${JSON.stringify(built.error)}`);
  const forecast = departments.flatMap((department) =>
    forecastShortages({ department, officers, recusals, visit }, built.value.item.strata, counts.eligibleByRegion).map(({ region, ...figures }) =>
      inWords({ ...figures, regions: [{ region, visits: figures.visits, seats: figures.seats }] })),
  );
  return ok({ manifest: built.value, forecast });
};

// Without a beacon everybody's reveal is needed; with one, leaving a reveal out gains nobody anything, so it is left out (spec, section 3).
const ceremonyOf = ({ commitBy, revealBy, beaconAt }: CeremonyTimes): Omit<Manifest['ceremony'], 'participants'> =>
  beaconAt === undefined
    ? { commitBy, revealBy, onMissingReveal: 'void', beacons: [] }
    : { commitBy, revealBy, onMissingReveal: 'exclude', beacons: [{ type: QUICKNET_TYPE, round: roundAt(beaconAt) }] };
