import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { CheckCrypto } from '../../../shared/kernel/hash.ts';
import { toHex, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { openHash, revealsHash, seedOf } from '../../../shared/lottery/ceremony/ceremony.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { checkManifest, manifestHash } from '../../../shared/lottery/manifest/manifest.ts';
import { matchInspectors } from '../../../shared/lottery/seats/match-inspectors.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { kernelHasher } from '../../../shared/lottery/providers/kernel.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { makeTranscript, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { Manifest } from '../../../shared/lottery/types.ts';
import { readPublished, type Published } from '../../../shared/lottery/verifier/published.ts';
import { verifyPublished } from '../../../shared/lottery/verifier/verify.ts';
import { example } from './example.ts';
import { exampleFiles, failedSteps, memorySource, uncheckedNames } from './memory-source.ts';
import { changedAt, leavesOf, otherOf, type Path } from './mutations.ts';

// Many hundred verifications of almost the same: the kernel hashes every block, and a signature already checked is not checked again.
const checked = new Map<string, boolean>();
const crypto: CheckCrypto = {
  hasher: (suite) => kernelHasher(nodeCrypto.hasher(suite), 64),
  verify: (key, message, signature) => {
    const question = [key, toHex(message), signature].join(' ');
    const known = checked.get(question) ?? nodeCrypto.verify(key, message, signature);
    checked.set(question, known);
    return known;
  },
};
const files = exampleFiles();
const json = (name: string): Json => JSON.parse(files[name] ?? '') as Json;

let published: Published;
beforeAll(async () => {
  published = await readPublished(memorySource(files));
});

/** The first step that fails with some files in place of the published ones; null if none does. */
const caughtAt = (changes: Partial<Published>): number | null => failedSteps(verifyPublished(crypto, '', { ...published, ...changes }))[0] ?? null;

/** Which step of section 7 must find a change, by the first pattern that a path fits. It is read off the rules, not off the verifier. */
type Table = readonly (readonly [pattern: RegExp, step: number])[];
const stepFor = (table: Table, path: Path): number => {
  const found = table.find(([pattern]) => pattern.test(path.join('.')));
  if (found === undefined) throw new Error(`the table says nothing of ${path.join('.')}`);
  return found[1];
};

/** Leaves for which another value of their form would change nothing that can be wrong; each with one that does. */
type Values = Readonly<Record<string, Json>>;

/** Every leaf changed to another of its form, one at a time: what was caught elsewhere than the table says. */
const strays = (value: Json, table: Table, caught: (changed: Json) => number | null, values: Values = {}): readonly string[] =>
  leavesOf(value).flatMap(({ path, leaf }) => {
    const step = caught(changedAt(value, path, values[path.join('.')] ?? otherOf(leaf)));
    return step === stepFor(table, path) ? [] : [`${path.join('.')}: at ${step}, not at ${stepFor(table, path)}`];
  });

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

/**
 * The most that a forger can do who has every key: the changed manifest signed by all, a seed from the same secrets, and an honest draw under
 * it from the published rows and lists. What remains is a contradiction between the manifest and the rows or lists it commits to.
 */
const RESEALED: Table = [
  [/^item\.(capBp|floorBp|capUsed)$/, 2],
  [/^item\.strata\.\d+\.(ratio|mandatory|k)$/, 2],
  // Of 15 half are 8, and 7 are stated; of one more in the other strata the quota is the same, but the rows count one less.
  [/^item\.strata\.2\.eligible$/, 2],
  [/^(item\.strata\.\d+\.eligible|item\.capBase|snapshot\.root|snapshot\.shards\..*|directoryStats\..*|item\.excluded\..*|item\.frame\..*|item\.strata\.\d+\.code)$/, 3],
  [/^officers\..*$/, 4],
];
/** A cap of 6, a floor of 45, a limit of days that lets everyone in: smaller changes leave every number as it is. */
const TELLING: Values = { 'item.capBp': 100, 'item.floorBp': 700, 'item.frame.inspectedBefore': '20300101' };
/** What is the conference's to decide: another value is another draw, and as good as this one. */
const FREE = /^(suite|planId|profile\..*|snapshot\.asOf\..*|item\.itemId|item\.reserve|visit\..*|departments\..*|beta|ceremony\.(participants\.\d+\.(id|key|role)|commitBy|revealBy)|code\..*|snapshot\.blinded)$/;

describe('a manifest changed and sealed again by everyone', () => {
  const { transcript, shards, excluded, officers, recusals, secret, keys } = example();
  const resealed = (manifest: Manifest): Partial<Published> => {
    const hasher = crypto.hasher(manifest.suite);
    const signers = transcript.reveals.map(({ id, value }) => ({ who: { id, privateKey: keys[id]?.private ?? '' }, secret: value }));
    const M0 = manifestHash(hasher, manifest);
    const commitments = signers.map((one) => signCommitment(nodeCrypto, manifest.suite, M0, one.who, one.secret));
    const M1 = openHash(hasher, M0, commitments);
    const reveals = signers.map((one) => signReveal(nodeCrypto, M1, one.who, one.secret));
    const seed = seedOf(hasher, revealsHash(hasher, M1, reveals), []);
    const targets = drawTargets(hasher, { item: manifest.item, seed, shards, excluded });
    const matches = matchInspectors(hasher, { manifest, seed, secret, targets: drawnTargets(shards, targets.drawn), officers, recusals });
    const changed = makeTranscript(hasher, { manifest, commitments, reveals, targets, assignments: matches.map(({ assignment }) => assignment), times: transcript.times });
    return { manifest: canonicalJson(manifest), transcript: transcriptText(changed), events: '', seats: null };
  };

  test('[BY-1] unchanged, gives the published draw again', () => {
    expect(resealed(transcript.manifest).transcript).toBe(files['transcript.json']);
  });

  test('[BY-1] [GY-13] is found at step 2 where a quota does not follow, at step 3 where the rows contradict it, at step 4 where the lists do', () => {
    const changes = leavesOf(json('manifest.json')).map(({ path, leaf }) => ({ path, changed: changedAt(json('manifest.json'), path, TELLING[path.join('.')] ?? otherOf(leaf)) }));
    const lawful = changes.filter(({ path, changed }) => !FREE.test(path.join('.')) && checkManifest(changed).ok);
    expect(lawful.length).toBeGreaterThan(30);
    const wrong = lawful.flatMap(({ path, changed }) => {
      const step = caughtAt(resealed(changed as unknown as Manifest));
      return step === stepFor(RESEALED, path) ? [] : [`${path.join('.')}: at ${step}, not at ${stepFor(RESEALED, path)}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** Every byte of a piece of a file changed to one of the same class and to one of another: where either was not found at `step`. */
const strayBytes = (text: string, from: number, length: number, step: number, with_: (changed: Uint8Array) => Partial<Published>): readonly string[] =>
  Array.from({ length }, (_, i) => from + i).flatMap((at) => {
    const bytes = utf8(text);
    const own = String.fromCharCode(bytes[at] ?? 0);
    const same = /[0-9]/.test(own) ? (own === '1' ? '2' : '1') : /[A-Z]/.test(own) ? (own === 'A' ? 'B' : 'A') : /[a-z]/.test(own) ? (own === 'a' ? 'b' : 'a') : ';';
    const foreign = ['~', '\n', '\0'][at % 3] ?? '~';
    return [same, foreign].filter((other) => other !== own).flatMap((other) => {
      const changed = bytes.slice();
      changed[at] = other.charCodeAt(0);
      const caught = caughtAt(with_(changed));
      return caught === step ? [] : [`byte ${at}, ${JSON.stringify(own)} as ${JSON.stringify(other)}: at ${caught}`];
    });
  });
const asText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('every class of byte', { timeout: 300_000 }, () => {
  const rows = files['rows-0000.txt'] ?? '';

  test('[BY-1] of a row — id, comma, region, industry, stratum, day, marks, status, newline — is found at step 3', () => {
    expect(strayBytes(rows, 64 * 700, 64, 3, (changed) => ({ rows: [changed] }))).toEqual([]);
  });

  test('[BY-1] of the rows as a whole: one missing, doubled, exchanged, cut, none, one more: step 3', () => {
    const row = (n: number): string => rows.slice(n * 64, n * 64 + 64);
    const wrong = [rows.slice(64), rows.slice(0, -64), rows.slice(0, -1), row(0) + rows, row(1) + row(0) + rows.slice(128), '', rows + row(1499).replace(/^.{18}/, 'YYYYYYYYYYYYYYYYYY'), `${rows}\n`];
    for (const text of wrong) expect(caughtAt({ rows: [utf8(text)] })).toBe(3);
  });

  test('[BY-1] of an exclusion — id, comma, ground, newline — is found at step 3', () => {
    expect(strayBytes(files['excluded.txt'] ?? '', 21 * 4, 21, 3, (changed) => ({ excluded: asText(changed) }))).toEqual([]);
    for (const text of ['', (files['excluded.txt'] ?? '').slice(21), `${files['excluded.txt'] ?? ''}\n`]) expect(caughtAt({ excluded: text })).toBe(3);
  });

  test('[BY-1] of an officer, and every field of the line, is found at step 4', () => {
    const text = files['officers.txt'] ?? '';
    const [line = ''] = text.split('\n');
    const bytes = [0, 1, 2, line.indexOf(':'), line.indexOf('['), line.indexOf('{'), line.indexOf(','), line.length - 1, line.length];
    for (const at of bytes) expect(strayBytes(text, at, 1, 4, (changed) => ({ officers: asText(changed) }))).toEqual([]);
    const value = JSON.parse(line) as Json;
    expect(strays(value, [[/./, 4]], (changed) => caughtAt({ officers: `${canonicalJson(changed)}\n${text.slice(line.length + 1)}` }))).toEqual([]);
  });

  test('[BY-1] of a recusal, of the secret and every field of the seats is found at step 4', () => {
    const recusals = files['witness/recusals.txt'] ?? '';
    for (const at of [0, 6, 7, 8, 25, 26, 27, 58, 59]) expect(strayBytes(recusals, at, 1, 4, (changed) => ({ recusals: asText(changed) }))).toEqual([]);
    for (const at of [0, 31, 63, 64]) expect(strayBytes(files['witness/secret.txt'] ?? '', at, 1, 4, (changed) => ({ secret: asText(changed) }))).toEqual([]);
    const seats = json('witness/seats.json');
    const some = leavesOf(seats).filter((_, i) => i % 7 === 0);
    for (const { path, leaf } of some) expect([path.join('.'), caughtAt({ seats: canonicalJson(changedAt(seats, path, leaf === null ? 0 : otherOf(leaf))) })]).toEqual([path.join('.'), 4]);
  });
});

describe('every leaf of an event', () => {
  const lines = (files['events.txt'] ?? '').trimEnd().split('\n').map((line) => JSON.parse(line) as Json);
  const withEvent = (at: number, changed: Json): string => `${lines.map((line, i) => canonicalJson(i === at ? changed : line)).join('\n')}\n`;

  test('[BY-1] that another follows breaks the chain: step 0', () => {
    for (const at of [0, 1, 2]) expect(strays(lines[at] ?? null, [[/./, 0]], (changed) => caughtAt({ events: withEvent(at, changed) }))).toEqual([]);
  });

  test('[BY-1] of the last one is found by its own chain, ceremony or outcome; its time only by the audit trail, and that is said', () => {
    const table: Table = [[/^(seq|prev|kind)$/, 0], [/^(M0|M1|M2|seed|commitments\..*|reveals\..*)$/, 1], [/^tasks\..*$/, 4]];
    const last = lines[3] as Readonly<Record<string, Json>>;
    const { at, ...rest } = last;
    expect(strays(rest, table, (changed) => caughtAt({ events: withEvent(3, { ...(changed as Readonly<Record<string, Json>>), at: at ?? null }) }))).toEqual([]);
    const moved = verifyPublished(crypto, '', { ...published, events: withEvent(3, { ...last, at: otherOf(at ?? null) }) });
    expect([failedSteps(moved), uncheckedNames(moved).includes('completeness of events')]).toEqual([[], true]);
  });
});
