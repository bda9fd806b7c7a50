import { describe, expect, test } from 'vitest';
import { jcs, type Json } from './canonical.ts';
import { beforeEvents, example, fileOf, jsonOf, textFileOf } from './example.ts';
import { checkFirm } from './firm.ts';
import { hashOf, tag } from './hashing.ts';
import { leafHash, rootOfNodes } from './merkle.ts';
import { mutations } from './mutate.ts';
import { replacing, type Folder } from './published.ts';
import { verify } from './verify.ts';
import type { Answer } from './report.ts';
import type { Transcript } from './transcript.ts';

const H = hashOf('SHA-256');
const transcript = jsonOf('transcript.json');
const lines = textFileOf('events.txt').trimEnd().split('\n');
const eventHashes = lines.map((line) => H(line).toString('hex'));

const failing = ({ steps }: Answer) => steps.filter(({ verdict }) => verdict === 'FAIL').map(({ step }) => step);
const failsAt = (draw: Folder) => failing(verify({ draw }));
const without = (folder: Folder, ...names: readonly string[]) => replacing(folder, Object.fromEntries(names.map((name) => [name, undefined])));

/** Whether a change is seen by the steps that may see it: first without the large files, which most do not need. */
const isSeen = (draw: Folder, steps: readonly number[]): boolean =>
  [without(draw, 'rows-0000.txt', 'officers.txt'), draw].some((folder) => failsAt(folder).some((step) => steps.includes(step)));

/** The events with one of them changed and every `prev` made to fit again. */
const chained = (events: readonly Json[]): string => {
  let prev = H(tag('sj-transcript/1'), fileOf('transcript.json')).toString('hex');
  return events.map((event, index) => {
    const line = jcs({ ...(event as { readonly [key: string]: Json }), seq: index + 1, prev });
    prev = H(line).toString('hex');
    return `${line}\n`;
  }).join('');
};

describe('[BY-1] the published example, judged by a verifier written from the page alone', () => {
  test('passes at every step', () => {
    const { overall, steps } = verify({ draw: example, eventHashes });
    expect(steps.flatMap(({ evidence }) => evidence)).toEqual([]);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['UNCHECKED', 'UNCHECKED', 'PASS', 'PASS', 'PASS']);
    expect(overall).toBe('PASS, unchecked: 0 verify.mjs; 1 who attests the times: no checkpoints of the audit trail');
  });

  test('names what is missing where something is missing', () => {
    const missing = (...names: readonly string[]) => verify({ draw: without(example, ...names) }).steps.find(({ step }) => step === 4);
    expect(missing('witness/recusals.txt')).toMatchObject({ verdict: 'UNCHECKED', evidence: [] });
    expect(missing('witness/recusals.txt', 'witness/seats.json', 'witness/secret.txt')?.missing).toEqual([
      'witness/recusals.txt', 'witness/secret.txt', 'every seat, for want of the witnesses’ files', 'witness/seats.json', 'the substitutes of event 2', 'the substitutes of event 4',
    ]);
    expect(verify({ draw: without(example, 'rows-0000.txt') }).steps[3]).toMatchObject({ verdict: 'UNCHECKED', evidence: [], missing: ['rows-0000.txt'] });
  });

  test('a firm finds by its row, its path and its ticket that it was drawn', () => {
    const rows = textFileOf('rows-0000.txt').trimEnd().split('\n').map((line) => `${line}\n`);
    const { drawn } = transcript as unknown as Transcript;
    for (const index of [0, 700, 1499]) {
      const path = pathOf(rows.map((line) => leafHash(H, line)), index);
      const answer = checkFirm(transcript as unknown as Transcript, rows[index] ?? '', index, path);
      expect(answer.isInSnapshot).toBe(true);
      if (answer.isInFrame) expect(answer.isDrawn).toBe(drawn.includes((rows[index] ?? '').slice(0, 18)));
      expect(checkFirm(transcript as unknown as Transcript, rows[index] ?? '', index === 0 ? 1 : index - 1, path).isInSnapshot).toBe(false);
    }
  });
});

describe('[BY-1] whatever is changed in the example, it fails', () => {
  test('any field of the transcript, at the step that it belongs to', { timeout: 120_000 }, () => {
    const STEP: Readonly<Record<string, readonly number[]>> = { M0: [1], commitments: [1], M1: [1], reveals: [1], missing: [1], M2: [1], receipts: [1], beacons: [1], seed: [1], strata: [2, 3], drawn: [3], reserve: [3], resultDigest: [3], assignments: [4] };
    const changes = mutations(transcript);
    expect(changes.length).toBeGreaterThan(400);
    const unseen = changes.filter(({ name, value }) => {
      const own = STEP[name.split(/[.[ ]/)[1] ?? ''] ?? [];
      return !isSeen(replacing(beforeEvents, { 'transcript.json': jcs(value) }), [0, ...own]);
    });
    expect(unseen.map(({ name }) => name)).toEqual([]);
  });

  test('its times, where they leave the order of the ceremony', () => {
    const late = (field: string, at: string) => failsAt(replacing(beforeEvents, { 'transcript.json': textFileOf('transcript.json').replace(new RegExp(`"${field}":"2026[^"]+"`), `"${field}":"${at}"`) }));
    expect(late('manifest', '2026-02-28T22:04:59+08:00')).toEqual([1]);
    expect(late('manifest', '2026-03-01T09:40:00+08:00')).toEqual([1]);
    expect(late('commitmentsClosed', '2026-03-01T10:00:01+08:00')).toEqual([1]);
    expect(late('commitmentsClosed', '2026-03-01T10:30:00+08:00')).toEqual([1]);
    expect(late('revealsClosed', '2026-03-01T11:00:01+08:00')).toEqual([1]);
    expect(late('drawn', '2026-03-01T10:29:59+08:00')).toEqual([1]);
    expect(late('drawn', '2026-03-01T15:00:01+08:00')).toEqual([]);
    expect(failsAt(replacing(example, { 'transcript.json': textFileOf('transcript.json').replace('T15:00:00', 'T15:00:01') }))).toEqual([0]);
  });

  test.each(['rows-0000.txt', 'excluded.txt', 'officers.txt', 'witness/recusals.txt', 'witness/secret.txt', 'witness/seats.json', 'manifest.json'])('a byte of %s', (name) => {
    const whole = textFileOf(name);
    for (const place of [0, Math.floor(whole.length / 2), whole.length - 2]) {
      const other = whole[place] === '1' ? '2' : '1';
      expect(failsAt(replacing(beforeEvents, { [name]: whole.slice(0, place) + other + whole.slice(place + 1) })), `${name} at ${place}`).not.toEqual([]);
    }
    expect(failsAt(replacing(beforeEvents, { [name]: `${whole}\n` })), `${name} with a newline`).not.toEqual([]);
  });

  test('an event, though the chain be made to fit again', { timeout: 60_000 }, () => {
    const events = lines.map((line) => JSON.parse(line) as Json);
    expect(chained(events)).toBe(textFileOf('events.txt'));
    const unseen = events.flatMap((event, index) =>
      mutations(event).filter(({ name }) => !/^\.(seq|prev)( [+−] 1)?$/.test(name) && !/^\.(seq|prev) (as null|removed)$/.test(name)).filter(({ value }) => !isSeen(replacing(example, { 'events.txt': chained(events.with(index, value)) }), [0, 1, 4])).map(({ name }) => `${index + 1}${name}`));
    expect(unseen).toEqual([]);
  });

  test('an event left out, turned round, or told twice', () => {
    const [first = '', second = '', third = '', fourth = ''] = lines.map((line) => `${line}\n`);
    const told = (...some: readonly string[]) => failing(verify({ draw: replacing(example, { 'events.txt': some.join('') }), eventHashes }));
    expect(told(first, second, third, fourth)).toEqual([]);
    expect(told(first, second, third)).toEqual([0]);
    expect(told()).toEqual([0]);
    expect(told(third, fourth, first, second)).toContain(0);
    expect(told(first, second, first, second)).toContain(0);
  });
});

function pathOf(leaves: readonly Buffer[], index: number): string[] {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  const isLeft = index < split;
  return [...pathOf(isLeft ? left : right, isLeft ? index : index - split), rootOfNodes(H, isLeft ? right : left).toString('hex')];
}
