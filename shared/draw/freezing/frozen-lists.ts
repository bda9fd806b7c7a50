import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { compactDate } from '../../kernel/local-date.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { byBytes } from '../../lottery/encoding/bytes.ts';
import { formatRow } from '../../lottery/directory/row.ts';
import type { Officer, Recusal } from '../../lottery/types.ts';
import { stratumOf } from '../../plan/class-ratios.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Inspector } from '../../registry/inspector.ts';
import type { Recusal as RecordedRecusal } from '../../registry/recusal.ts';
import type { TargetRow } from '../../registry/target-store.ts';

/** The target directory as rows of 64 characters, in the order given; the stratum is the profile's class on this day. */
export const rowsOf = (targets: readonly TargetRow[], strata: Profile['draw']['strata']['by']): Result<readonly string[], Refusal<'directory-invalid'>> => {
  const rows: string[] = [];
  for (const target of targets) {
    const { id, region, industry, lastInspected, tags, status } = target;
    const row = formatRow({ id, region, industry, stratum: stratumOf(target, strata), lastInspected, tags, status });
    if (!row.ok) return refuse('directory-invalid', { facts: { what: `${id}: ${row.error}` } });
    rows.push(row.value);
  }
  return ok(rows);
};

/**
 * The officers who may be drawn, sorted by id: in active service and certified; assistants never count (NR-2). Their certificate's days
 * stand in the line, so that the day of the visit decides (NR-4), and whom they visited last, if the profile bars twice running (NR-3).
 * `department` is the one they stand for in this draw.
 */
export const officersOf = (inspectors: readonly Inspector[], profile: Pick<Profile, 'recusal'>): readonly Officer[] =>
  inspectors
    .flatMap(({ officerId, department, kind, active, certificate, regions, specialties, cap, lastVisited }) => {
      if (kind !== 'officer' || !active || certificate === undefined) return [];
      const { validFrom, validTo } = certificate;
      return [{
        id: officerId,
        department,
        regions: [...regions].sort(byBytes),
        specialties: [...specialties].sort(byBytes),
        validFrom: compactDate(validFrom),
        validTo: compactDate(validTo),
        cap,
        lastVisited: profile.recusal.neverTwiceRunning ? [...lastVisited].sort(byBytes) : [],
      }];
    })
    .sort((a, b) => byBytes(a.id, b.id));

/** The recusals in force of these officers, each pair once, with its salt (NR-3). Grounds stay in the record. */
export const recusalsOf = (
  inForce: readonly RecordedRecusal[],
  officers: readonly Officer[],
  saltOf: (officerId: string, targetId: string) => string,
): readonly Recusal[] => {
  const ids = new Set(officers.map(({ id }) => id));
  const pairs = new Map(inForce.filter(({ officerId }) => ids.has(officerId)).map(({ officerId, targetId }) => [`${officerId},${targetId}`, { officerId, targetId }]));
  return [...pairs.values()].map(({ officerId, targetId }) => ({ officerId, targetId, salt: saltOf(officerId, targetId) }));
};
