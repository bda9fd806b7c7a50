import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { Manifest } from '../../../shared/lottery/types.ts';
import { verifyPublished } from '../../../shared/lottery/verifier/verify.ts';
import { failedSteps, uncheckedNames } from './memory-source.ts';
import { changedAt, leavesOf, otherOf } from './mutations.ts';
import { caughtAt, crypto, files, json, published, strays, type Table, type Values } from './mutation-scene.ts';

const TRANSCRIPT: Table = [
  [/^spec$/, 0],
  // manifest.json stands beside it unchanged.
  [/^manifest\./, 0],
  [/^(M0|M1|M2|seed|commitments\..*|reveals\..*|times\..*)$/, 1],
  [/^strata\.\d+\.(code|eligible|k)$/, 2],
  [/^(strata\.\d+\.tau|drawn\..*|reserve\..*|resultDigest)$/, 3],
  [/^assignments\..*$/, 4],
];

/** Reading 5: each time after the one that must not be before it. */
const OUT_OF_ORDER: Values = {
  'times.manifest': '2026-03-01T10:30:00+08:00', 'times.commitmentsClosed': '2026-03-01T10:00:01+08:00', 'times.revealsClosed': '2026-03-01T11:00:01+08:00', 'times.drawn': '2026-03-01T09:00:00+08:00',
};

describe('every leaf of the transcript, changed to another of its form', { timeout: 300_000 }, () => {
  test('[BY-1] is found at its own step', () => {
    expect(strays(json('transcript.json'), TRANSCRIPT, (changed) => caughtAt({ transcript: canonicalJson(changed), events: '' }), OUT_OF_ORDER)).toEqual([]);
  });

  test('a time moved by a second within its order is found by nobody but the audit trail, and that is said', () => {
    for (const name of ['manifest', 'commitmentsClosed', 'revealsClosed', 'drawn']) {
      const { leaf } = leavesOf(json('transcript.json')).find(({ path }) => path.join('.') === `times.${name}`) ?? { leaf: '' };
      const report = verifyPublished(crypto, '', { ...published, transcript: canonicalJson(changedAt(json('transcript.json'), ['times', name], otherOf(leaf))), events: '' });
      expect([failedSteps(report), uncheckedNames(report).includes('who attests the times')]).toEqual([[], true]);
    }
  });

  test('[BY-1] breaks the chain of events too, which begins with the transcript', () => {
    for (const { path, leaf } of leavesOf(json('transcript.json')).filter((_, i) => i % 40 === 0)) {
      expect([path.join('.'), caughtAt({ transcript: canonicalJson(changedAt(json('transcript.json'), path, otherOf(leaf))) })]).toEqual([path.join('.'), 0]);
    }
  });

  test('[BY-1] taken away, or with a member nobody knows, is no transcript: step 0; a list that lacks one is found where the list is checked', () => {
    const transcript = json('transcript.json') as Readonly<Record<string, Json>>;
    for (const member of Object.keys(transcript)) expect([member, caughtAt({ transcript: canonicalJson(changedAt(transcript, [member], undefined)), events: '' })]).toEqual([member, 0]);
    expect(caughtAt({ transcript: canonicalJson({ ...transcript, extra: 1 }), events: '' })).toBe(0);
    const shortened = [['commitments', 1], ['reveals', 1], ['strata', 2], ['drawn', 3], ['reserve', 3], ['assignments', 4]] as const;
    for (const [list, step] of shortened) expect([list, caughtAt({ transcript: canonicalJson(changedAt(transcript, [list, 0], undefined)), events: '' })]).toEqual([list, step]);
  });

  test('[BY-1] written in another way, with the same meaning, is not canonical: step 0', () => {
    const text = files['transcript.json'] ?? '';
    for (const other of [` ${text}`, `${text}\n`, text.replace('"M0":', '"M0": '), text.replace('"spec"', '"sp\\u0065c"'), text.replace('"beta":2', '"beta":2.0'), `\ufeff${text}`]) {
      expect(other).not.toBe(text);
      expect(caughtAt({ transcript: other, events: '' })).toBe(0);
    }
  });
});

// Section 2 and readings 3 and 6: what no manifest may say whoever signs it. Everything else it may say, but then it has another M0.
const UNLAWFUL = /^(spec|drawNo|prev|snapshot\.(rowBytes|rows)|snapshot\.shards\.\d+\.rows|directoryStats\.\d+\.rows|ceremony\.onMissingReveal|ceremony\.participants\.\d+\.role)$/;

describe('every leaf of the manifest, changed to another of its form', () => {
  test('[BY-1] in manifest.json alone is found at step 0', () => {
    expect(strays(json('manifest.json'), [[/./, 0]], (changed) => caughtAt({ manifest: canonicalJson(changed) }))).toEqual([]);
  });

  test('[BY-1] in manifest.json and transcript.json alike is no longer what the participants signed: step 1, or step 0 where no manifest may say it', () => {
    const manifest = json('manifest.json') as unknown as Manifest;
    const both = (changed: Json): number | null => caughtAt({ manifest: canonicalJson(changed), transcript: canonicalJson(changedAt(json('transcript.json'), ['manifest'], changed)), events: '' });
    const unsorted = (stats: Manifest['directoryStats']): boolean => stats.some(({ region, stratum }, i) => i > 0 && `${stats[i - 1]?.region ?? ''}${stats[i - 1]?.stratum ?? ''}` >= region + stratum);
    // A changed region or stratum may still leave the statistics sorted; then it is for M0 to tell.
    const stats: Table = leavesOf(json('manifest.json'))
      .filter(({ path }) => /^directoryStats\.\d+\.(region|stratum)$/.test(path.join('.')))
      .map(({ path, leaf }) => [new RegExp(`^${path.join('\\.')}$`), unsorted((changedAt(manifest as unknown as Json, path, otherOf(leaf)) as unknown as Manifest).directoryStats) ? 0 : 1]);
    expect(strays(json('manifest.json'), [...stats, [UNLAWFUL, 0], [/./, 1]], both)).toEqual([]);
  });
});
