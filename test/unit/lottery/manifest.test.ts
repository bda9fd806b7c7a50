import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { checkManifest, manifestHash, parseManifest } from '../../../shared/lottery/manifest/manifest.ts';
import { buildManifest } from '../../../shared/lottery/manifest/build-manifest.ts';
import { nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { fileText, sha256 } from './example.ts';
import { manifestOf } from './rehearse-draw.ts';
import { hexOf } from './seeded.ts';

type Loose = Record<string, Json>;
const text = fileText('manifest.json');
const example = JSON.parse(text) as Loose;

/** The example with the value at a path like `item.strata.0.k` changed; undefined removes. */
const withChange = (path: string, value: Json | undefined): Loose => {
  const copy = structuredClone(example) as Loose;
  const keys = path.split('.');
  let holder: Record<string, Json | undefined> = copy;
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string, Json>;
  const last = keys.at(-1) ?? '';
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
};
const refusal = (value: unknown): string => {
  const checked = checkManifest(value);
  return checked.ok ? 'accepted' : checked.error.reason === 'shape' ? `shape ${checked.error.member}` : checked.error.reason;
};

describe('the manifest', () => {
  test('[BY-1] of the example is accepted, and hashes to its M0', () => {
    const parsed = parseManifest(text);
    expect(parsed.ok && manifestHash(sha256, parsed.value)).toBe('61986bf14f895caa55e06e7c0e4ed621cb659236b09065f0f539d4a9975226c5');
    expect(parsed.ok && manifestHash(nodeHasher('SM3'), parsed.value)).not.toBe(manifestHash(sha256, parsed.ok ? parsed.value : manifestOf({})));
  });

  test('is refused unless its bytes are canonical', () => {
    for (const other of [`${text}\n`, text.replace('{"beta"', '{ "beta"'), text.replace('"beta":2', '"beta":2.0'), text.replace('{"beta":2', '{"beta":2,"beta":2'), '']) {
      expect(parseManifest(other)).toEqual({ ok: false, error: { reason: 'not-canonical' } });
    }
  });

  const shapes: readonly (readonly [path: string, value: Json | undefined, member: string])[] = [
    ['spec', 'sj-draw/2', 'spec'], ['suite', 'MD5', 'suite'], ['planId', 'a b', 'planId'], ['planId', 'a'.repeat(65), 'planId'], ['drawNo', 0, 'drawNo'], ['drawNo', undefined, 'drawNo'],
    ['extra', 1, 'extra'], ['prev', 'x', 'prev'], ['profile.version', '1', 'profile'], ['profile.more', 1, 'profile'], ['snapshot.rowBytes', 63, 'snapshot'], ['snapshot.asOf.from', '2026-02-30T00:00:00+08:00', 'snapshot'],
    ['directoryStats.0.rows', 0, 'directoryStats'], ['item.frame.status', ['007'], 'item'], ['item.frame.else', 1, 'item'], ['item.strata.0.ratio', '1/0', 'item'], ['item.strata.0.ratio', '01/3', 'item'],
    ['item.quantity', -1, 'item'], ['item.reserve', 1.5, 'item'], ['visit.from', '20260231', 'visit'], ['departments.0.seats', 1, 'departments'], ['departments.0.code', '001', 'departments'],
    ['officers.secretCommit', 'w', 'officers'], ['beta', -1, 'beta'], ['ceremony.onMissingReveal', 'retry', 'ceremony'], ['ceremony.participants.0.role', 'guest', 'ceremony'], ['code.verifierSha256', '', 'code'],
  ];
  test.each(shapes)('is refused with %s = %j', (path, value, member) => {
    expect(refusal(withChange(path, value))).toBe(`shape ${member}`);
  });

  const relations: readonly (readonly [path: string, value: Json, reason: string])[] = [
    ['prev', hexOf(1), 'prev-not-of-attempt'], ['drawNo', 2, 'prev-not-of-attempt'], ['snapshot.asOf.from', '2026-02-28T22:05:01+08:00', 'asof-order'],
    ['snapshot.asOf.to', '2026-03-02T00:00:00+08:00', 'asof-after-commit-by'], ['visit.to', '20260331', 'visit-order'], ['snapshot.shards.0.rows', 1499, 'rows-not-of-shards'],
    ['snapshot.rows', 1501, 'rows-not-of-shards'], ['directoryStats.0.rows', 402, 'stats-not-of-rows'], ['directoryStats.0.region', '310109', 'stats-order'], ['earlier', [hexOf(1), hexOf(1)], 'earlier-twice'],
    ['item.strata.1.code', 'A', 'stratum-twice'], ['departments.1.code', '01', 'department-twice'], ['ceremony.participants.2.role', 'other', 'role-missing'], ['ceremony.participants.0.id', 'zz', 'participant-order'],
    ['ceremony.participants.0.key', '7df13b55633fd0df35946c63526d9ab828c85a101ad4e25de4d75fb0e6303b84', 'key-twice'], ['ceremony.revealBy', '2026-03-01T10:00:00+08:00', 'deadline-order'],
    ['ceremony.onMissingReveal', 'exclude', 'missing-reveal-rule'], ['ceremony.beacons', [{ type: 'drand-quicknet', round: 99999999 }], 'missing-reveal-rule'], ['item.capBase', 544, 'eligible-above-rows'],
  ];
  test.each(relations)('is refused with %s = %j: %s', (path, value, reason) => {
    expect(refusal(withChange(path, value))).toBe(reason);
  });

  test('takes three participants at least, and beacons only later than the reveals', () => {
    const two = withChange('ceremony.participants', ((example['ceremony'] as Loose)['participants'] as Json[]).slice(0, 2));
    expect(refusal(two)).toBe('too-few-participants');
    const beacon = (round: number): Loose => ({ ...example, ceremony: { ...(example['ceremony'] as Loose), onMissingReveal: 'exclude', beacons: [{ type: 'drand-quicknet', round }] } });
    // Round r of quicknet comes 3·(r − 1) seconds after 1692803367; the reveals close at 1772334000.
    expect(refusal(beacon(26_510_212))).toBe('beacon-too-early');
    expect(refusal(beacon(26_510_213))).toBe('accepted');
  });

  test('[GY-13] is not built where cap and mandatory strata contradict each other', () => {
    const { spec: _, ...parts } = manifestOf({});
    const item = { ...parts.item, capUsed: 30 };
    expect(buildManifest({ ...parts, item })).toEqual({ ok: false, error: { reason: 'quantity-above-cap', cap: 0, floor: 0 } });
    expect(canonicalJson(manifestOf({}))).toBe(canonicalJson(manifestOf({})));
  });
});
