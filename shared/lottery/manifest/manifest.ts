import type { Hasher } from '../../kernel/hash.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { utf8 } from '../encoding/bytes.ts';
import { isStrictlyAscending } from '../encoding/list-text.ts';
import { MANIFEST_MEMBERS } from './manifest-shape.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { roundTimeMs } from './beacon.ts';
import { SHARD_ROWS } from '../directory/row.ts';
import { exactObject, isObject } from '../encoding/shape.ts';
import { taggedHash } from '../encoding/tagged-hash.ts';
import type { Hex, Manifest } from '../types.ts';
import { epochMs } from '../../kernel/instant.ts';

/** The `prev` of a first attempt. */
export const NO_PREVIOUS: Hex = '0'.repeat(64);

export type ManifestRefusal =
  | { readonly reason: 'not-canonical' }
  /** A member is missing, unknown or malformed. */
  | { readonly reason: 'shape'; readonly member: string }
  | { readonly reason: RelationRefusal };

export type RelationRefusal =
  | 'prev-not-of-attempt'
  | 'asof-order'
  | 'asof-after-commit-by'
  | 'visit-order'
  | 'shard-sizes'
  | 'rows-not-of-shards'
  | 'stats-order'
  | 'stats-not-of-rows'
  | 'earlier-twice'
  | 'stratum-twice'
  | 'department-twice'
  | 'too-few-participants'
  | 'role-missing'
  | 'participant-order'
  | 'key-twice'
  | 'deadline-order'
  | 'missing-reveal-rule'
  | 'beacon-too-early'
  | 'eligible-above-rows';

/** `JCS(manifest)`, the bytes of `manifest.json`. */
export const manifestText = (manifest: Manifest): string => canonicalJson(manifest);

/** `M0 = H("sj-manifest/1\0" ‖ JCS(manifest))`. */
export const manifestHash = (hasher: Hasher, manifest: Manifest): Hex =>
  taggedHash(hasher, 'sj-manifest/1', utf8(manifestText(manifest)));

/** Reads `manifest.json`: canonical bytes, exact members, and every relation between them that needs no other file. */
export const parseManifest = (text: string): Result<Manifest, ManifestRefusal> => {
  const value = readCanonical(text);
  return value === undefined ? err({ reason: 'not-canonical' }) : checkManifest(value);
};

/** Checks a manifest already read. The quota (section 2) is checked apart, by `checkQuota`. */
export const checkManifest = (value: unknown): Result<Manifest, ManifestRefusal> => {
  if (!exactObject(value, MANIFEST_MEMBERS)) return err({ reason: 'shape', member: badMember(value) });
  const manifest = value as Manifest;
  const broken = RELATIONS.find(([, holds]) => !holds(manifest));
  return broken === undefined ? ok(manifest) : err({ reason: broken[0] });
};

const badMember = (value: unknown): string => {
  if (!isObject(value)) return '';
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(MANIFEST_MEMBERS, key));
  if (unknown !== undefined) return unknown;
  return Object.entries(MANIFEST_MEMBERS).find(([key, check]) => !Object.hasOwn(value, key) || !check(value[key]))?.[0] ?? '';
};

const areDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
const sumRows = (parts: readonly { readonly rows: number }[]): number => parts.reduce((sum, { rows }) => sum + rows, 0);

/** What must hold between members; the first that does not is the refusal. */
const RELATIONS: readonly (readonly [RelationRefusal, (manifest: Manifest) => boolean])[] = [
  ['prev-not-of-attempt', ({ drawNo, prev }) => (drawNo === 1) === (prev === NO_PREVIOUS)],
  ['asof-order', ({ snapshot }) => snapshot.asOf.from <= snapshot.asOf.to],
  ['asof-after-commit-by', ({ snapshot, ceremony }) => snapshot.asOf.to < ceremony.commitBy],
  ['visit-order', ({ visit }) => visit.from <= visit.to],
  ['shard-sizes', ({ snapshot: { shards } }) => shards.every(({ rows }, i) => (i < shards.length - 1 ? rows === SHARD_ROWS : rows <= SHARD_ROWS))],
  ['rows-not-of-shards', ({ snapshot }) => sumRows(snapshot.shards) === snapshot.rows],
  ['stats-order', ({ directoryStats }) => isStrictlyAscending(directoryStats.map(({ region, stratum }) => region + stratum))],
  ['stats-not-of-rows', ({ directoryStats, snapshot }) => sumRows(directoryStats) === snapshot.rows],
  ['earlier-twice', ({ earlier }) => areDistinct(earlier)],
  ['stratum-twice', ({ item }) => areDistinct(item.strata.map(({ code }) => code))],
  ['department-twice', ({ departments }) => areDistinct(departments.map(({ code }) => code))],
  ['too-few-participants', ({ ceremony }) => ceremony.participants.length >= 3],
  ['role-missing', ({ ceremony }) => (['lead', 'office', 'witness'] as const).every((role) => ceremony.participants.some((one) => one.role === role))],
  ['participant-order', ({ ceremony }) => isStrictlyAscending(ceremony.participants.map(({ id }) => id))],
  ['key-twice', ({ ceremony }) => areDistinct(ceremony.participants.map(({ key }) => key))],
  ['deadline-order', ({ ceremony }) => ceremony.commitBy < ceremony.revealBy],
  // Reading 3: `exclude` without beacons would let the last to reveal choose between two results; `void` needs none.
  ['missing-reveal-rule', ({ ceremony }) => (ceremony.onMissingReveal === 'exclude') === ceremony.beacons.length > 0],
  ['beacon-too-early', ({ ceremony }) => ceremony.beacons.every((beacon) => (roundTimeMs(beacon) ?? Number.POSITIVE_INFINITY) > epochMs(ceremony.revealBy))],
  ['eligible-above-rows', ({ item, snapshot }) => item.capBase <= snapshot.rows && item.strata.reduce((sum, { eligible }) => sum + eligible, 0) <= item.capBase],
];
