import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { inclusionPath } from '../../../shared/lottery/directory/inclusion.ts';
import { leafHash, rootOfRows } from '../../../shared/lottery/directory/merkle.ts';
import { portableCrypto } from '../../../shared/lottery/portable/portable.ts';
import { rowPath } from '../../../shared/lottery/directory/row-proof.ts';
import { ROW_BYTES, rowText } from '../../../shared/lottery/directory/row.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { askWhy } from '../../../shared/lottery/verifier/ask-why.ts';
import type { Source } from '../../../shared/lottery/verifier/published.ts';
import { hasFailed, uncheckedOf } from '../../../shared/lottery/verifier/report.ts';
import { verifyWhy } from '../../../shared/lottery/verifier/verify-why.ts';
import type { Why } from '../../../shared/lottery/events/why.ts';
import { example, must, sha256 } from './example.ts';
import { exampleFiles, memorySource } from './memory-source.ts';
import { rehearseDraw } from './rehearse-draw.ts';

const { manifest, transcript, shards, excluded } = example();
const [rows = new Uint8Array(0)] = shards;
const files = exampleFiles();
const source: Source = memorySource(files);
const why = async (id: string): Promise<Why> => must(await askWhy(portableCrypto, source, { id }));
const row = (n: number): string => rowText(rows, n);
const firm = (of: (text: string) => boolean): string => Array.from({ length: rows.length / ROW_BYTES }, (_, n) => row(n)).find(of)?.slice(0, 18) ?? '';

test('[BY-1] the path of a row is that of RFC 6962, for every row of trees of every small size', () => {
  for (let size = 1; size <= 33; size += 1) {
    const part = rows.slice(0, size * ROW_BYTES);
    const snapshot = { shards: [{ rows: size, root: rootOfRows(sha256, part) }] };
    const leaves = Array.from({ length: size }, (_, n) => leafHash(sha256, utf8(row(n))));
    for (let index = 0; index < size; index += 1) expect(rowPath(sha256, snapshot, part, index)).toEqual(inclusionPath(sha256, leaves, index));
  }
  expect(() => rowPath(sha256, { shards: [{ rows: 3, root: '' }] }, rows.slice(0, 192), 3)).toThrow(RangeError);
});

describe('why a firm was, or was not, drawn', () => {
  test('[BY-1] [BY-5] each of the answers is given to firms it is true of, and the verifier takes the proof', async () => {
    const barred = new Set(excluded.map(({ id }) => id));
    const chosen = [...transcript.drawn, ...transcript.reserve.flatMap(({ ids }) => ids)];
    const inFrame = (text: string): boolean => text.slice(19, 23) === '3101' && text.startsWith('F52', 26) && text.slice(60, 63) === '001' && text.slice(34, 42) < '20250101' && (Number.parseInt(text.slice(57, 59), 16) & 0x80) === 0;
    const cases = {
      drawn: transcript.drawn[25] ?? '',
      reserve: transcript.reserve[1]?.ids[1] ?? '',
      'not-drawn': firm((text) => inFrame(text) && !barred.has(text.slice(0, 18)) && !chosen.includes(text.slice(0, 18))),
      excluded: firm((text) => inFrame(text) && barred.has(text.slice(0, 18))),
      'not-in-frame': firm((text) => text.slice(60, 63) === '005'),
      'not-in-directory': '91310115MA1K3F04XL',
    } as const;
    for (const [answer, id] of Object.entries(cases)) {
      const given = await why(id);
      expect([id, given.answer]).toEqual([id, answer]);
      const report = await verifyWhy(portableCrypto, source, `${canonicalJson(given)}\n`);
      expect([answer, hasFailed(report), uncheckedOf(report.steps).some((text) => text.startsWith('inclusion'))]).toEqual([answer, false, false]);
    }
    expect((await why(cases.drawn)).place).toBe(25 - 11 + 1);
    expect((await why(cases['not-in-frame'])).unsatisfied).toContain('status');
  });

  test('[BY-1] no member of an answer can be changed without the verifier finding it at step 2', async () => {
    for (const given of [await why(transcript.drawn[0] ?? ''), await why('91310115MA1K3F04XL')]) {
      for (const [name, value] of Object.entries(given)) {
        const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? value.replace(/.$/, (last) => (last === '1' ? '2' : '1')) : value === null ? 1 : name === 'rows' ? [] : ['x'];
        const report = await verifyWhy(portableCrypto, source, canonicalJson({ ...given, [name]: other }));
        expect([name, report.steps[2]?.findings.some(({ status }) => status === 'FAIL')]).toEqual([name, true]);
      }
    }
  });

  test('[BY-1] a firm that is in the directory cannot be argued out of it by rows that are not neighbours', async () => {
    const id = transcript.drawn[0] ?? '';
    const own = (await why(id)).rows?.[0]?.index ?? 0;
    const around = await Promise.all([own - 1, own + 1].map(async (n) => (await why(row(n).slice(0, 18))).rows?.[0]));
    const forged = canonicalJson({ ...(await why(id)), answer: 'not-in-directory', rows: around, stratum: null, unsatisfied: [] } as never);
    const report = await verifyWhy(portableCrypto, source, forged);
    expect(report.steps[2]?.findings.find(({ status }) => status === 'FAIL')).toMatchObject({ what: 'absence' });
  });

  test('every code before, between and after the rows is absent, and proved so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{18}$/), async (id) => {
        const given = await why(id);
        return given.answer === 'not-in-directory' && !hasFailed(await verifyWhy(portableCrypto, source, canonicalJson(given)));
      }),
      { numRuns: 12, seed: 7, examples: [['000000000000000000'], ['YYYYYYYYYYYYYYYYYY']] },
    );
  });

  test('a large shard is not read for one question: the answer then stands without path, and the verifier says so', async () => {
    const given = must(await askWhy(portableCrypto, source, { id: transcript.drawn[0] ?? '', mostRows: manifest.snapshot.rows - 1 }));
    expect(given.rows?.map(({ path }) => path)).toEqual([null]);
    expect(uncheckedOf((await verifyWhy(portableCrypto, source, canonicalJson(given))).steps)).toContain('inclusion (the path to the root)');
  });

  test('of a blinded directory the outcome is told, and the row is not', async () => {
    const { files: blinded, transcript: draw } = rehearseDraw({ blinded: true });
    const hidden = memorySource({ ...blinded, 'witness/rows-0000.txt': null });
    const given = must(await askWhy(portableCrypto, hidden, { id: draw.drawn[0] ?? '' }));
    expect(given).toMatchObject({ answer: 'drawn', rows: null, stratum: null });
    const report = await verifyWhy(portableCrypto, hidden, canonicalJson(given));
    expect([hasFailed(report), uncheckedOf(report.steps).includes('inclusion (the firm’s own row and salt)')]).toEqual([false, true]);
  });

  test('a void attempt, one without result and what is no code get no answer', async () => {
    const refusal = async (changes: Record<string, string | null>, id = transcript.drawn[0] ?? '') => {
      const answer = await askWhy(portableCrypto, memorySource({ ...files, ...changes }), { id });
      return answer.ok ? 'answered' : answer.error.reason;
    };
    expect(await Promise.all([refusal({}), refusal({ 'void.json': '{}' }), refusal({ 'transcript.json': null }), refusal({ 'transcript.json': '{}' }), refusal({}, 'x')])).toEqual(['answered', 'void', 'no-result', 'unreadable', 'not-a-code']);
  });
});
