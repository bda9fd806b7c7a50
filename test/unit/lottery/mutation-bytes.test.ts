import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import type { Published } from '../../../shared/lottery/verifier/published.ts';
import { verifyPublished } from '../../../shared/lottery/verifier/verify.ts';
import { failedSteps, uncheckedNames } from './memory-source.ts';
import { changedAt, leavesOf, otherOf } from './mutations.ts';
import { caughtAt, crypto, files, json, published, strays, type Table } from './mutation-scene.ts';

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
