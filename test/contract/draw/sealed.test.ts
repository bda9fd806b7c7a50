import { beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { enterScheme } from '../../../shared/draw/freezing/enter-scheme.ts';
import { openSealedDraws } from '../../../shared/draw/events/open-sealed.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { recordLostOfficer } from '../../../shared/draw/events/record-loss.ts';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { viewDraw, viewEvents } from '../../../shared/draw/views/view-draw.ts';
import { readWitnessFile } from '../../../shared/draw/drawing/witness-file.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { openMemoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { anEntry, aScheme, AT, by, byStep, drawAll, frameNo, layBatch, layDirectories, layPrepared, must, operator, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

const BATCH = 'batch-2026-001';
const OPEN_ON = localDate('2026-06-08');
const BEFORE = '2026-06-07T23:59:59+08:00';
const MORNING = '2026-06-08T00:02:00+08:00';
let record: MemoryRecord;
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: byStep('open-sealed', now) });
const open = async (now: string) => (await must(openSealedDraws(step(now)))).value.opened;
const shown = async () => (await listPublicAttempts(record.stores.publication)).find(({ planId }) => planId === BATCH);
const publicTexts = async (): Promise<ReadonlyMap<string, string>> => {
  const { files = [], folder = '' } = (await shown()) ?? {};
  const all = new Set([...files, 'transcript.json', 'events.txt', 'fairness.json', 'sealed.json']);
  const read = await Promise.all([...all].map(async (file) => [file, await record.stores.published.get(`${folder}/${file}`)] as const));
  return new Map(read.flatMap(([file, bytes]) => (bytes === undefined ? [] : [[file, new TextDecoder().decode(bytes)] as const])));
};
const names = (texts: ReadonlyMap<string, string>, tells: (text: string, file: string) => boolean) => [...texts].filter(([file, text]) => tells(text, file)).map(([file]) => file);

beforeAll(async () => {
  record = openMemoryRecord();
  await layDirectories(record.stores);
  await setKey(record.stores);
  await layPrepared(record.stores, BATCH, anEntry({ targets: frameNo(1) }), aScheme({ sealed: { openOn: OPEN_ON } }));
  await drawAll(record.stores, BATCH);
  await must(publishDraw(step(AT.draw), BATCH));
}, 60_000);

describe('a draw for unannounced visits', { timeout: 60_000 }, () => {
  test('[NR-9] opens after the last visit, and not later than results must be entered', async () => {
    await layBatch(record.stores, 'batch-2026-009', anEntry({ targets: frameNo(9) }));
    const enter = async (openOn: string) => {
      const done = await enterScheme({ stores: record.stores, profile: guangyuan, act: by(operator, AT.scheme) }, { batchId: 'batch-2026-009', scheme: aScheme({ sealed: { openOn: localDate(openOn) } }) });
      return done.ok ? [] : done.error.errors?.map(({ pointer }) => pointer);
    };
    expect([await enter('2026-05-31'), await enter('2026-06-30'), await enter('2026-06-01')]).toEqual([['/sealed/openOn'], ['/sealed/openOn'], []]);
  });

  test('[NR-9] is fixed at once, and nothing in public tells who was drawn or what the seed follows from', async () => {
    const { drawn, seed, reveals, M1, M2 } = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
    const texts = await publicTexts();
    expect([...texts.keys()].sort()).toEqual(['excluded.txt', 'manifest.json', 'officers.txt', 'party.mjs', 'rows-0000.txt', 'sealed.json', 'verify.mjs']);
    const secrets = [seed, ...reveals.map(({ value }) => value)];
    expect(names(texts, (text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
    // The rows hold everybody, drawn or not.
    expect(names(texts, (text) => drawn.some((id) => text.includes(id)))).toEqual(['rows-0000.txt']);
    const listed = await shown();
    expect(listed).toMatchObject({ state: 'sealed', openOn: OPEN_ON, M1, M2, drawnCount: drawn.length });
    expect([...secrets, ...drawn].filter((secret) => JSON.stringify(listed).includes(secret))).toEqual([]);
  });

  test('[NR-9] the verifier says what is unchecked until when; the witnesses see the transcript at once', async () => {
    expect(await verdict(record.stores, BATCH, 1)).toMatch(/^PASS, unchecked: .*transcript\.json, which opens on 2026-06-08/);
    const file = await must(readWitnessFile(record.stores, { batchId: BATCH, file: 'transcript.json', now: instant(AT.draw) }));
    expect(JSON.parse(file.value.content ?? '')).toMatchObject({ seed: expect.any(String) });
  });

  test('[NR-9] those without a part in it see neither reveals nor seed; the others do', async () => {
    const seen = async (seesSealed: boolean) => (await must(viewDraw(record.stores, BATCH, instant(AT.draw), seesSealed))).value;
    const [outside, inside] = [await seen(false), await seen(true)];
    expect([outside.attempt?.seed, outside.attempt?.reveals, outside.attempt?.transcriptHash === inside.attempt?.transcriptHash]).toEqual([undefined, [], true]);
    expect([typeof inside.attempt?.seed, inside.attempt?.reveals.length]).toEqual(['string', 3]);
  });

  test('[NR-9] [BY-3] a loss before the day is recorded and not published', async () => {
    const { stores } = record;
    const { assignments } = await readTranscript(stores, { batchId: BATCH, drawNo: 1 });
    const [task] = assignments.flatMap((part) => ('tasks' in part ? part.tasks : []));
    const loss = { batchId: BATCH, taskId: task?.taskId ?? '', officer: task?.officers[0] ?? '', reason: '生病', evidence: '诊断证明存档' };
    await must(recordLostOfficer({ stores, act: by(operator, '2026-04-02T09:00:00+08:00') }, loss));
    expect([...(await publicTexts()).keys()]).not.toContain('events.txt');
    const seen = async (seesSealed: boolean) => (await must(viewEvents(stores, BATCH, instant(BEFORE), seesSealed))).value.items.length;
    expect([await seen(false), await seen(true)]).toEqual([0, 1]);
  });

  test('[NR-9] [BY-1] is opened on its day, once, and is what was sealed', async () => {
    const { stores } = record;
    expect([await open(BEFORE), (await shown())?.state]).toEqual([[], 'sealed']);
    expect([await open(MORNING), await open(MORNING), await open('2026-06-09T00:02:00+08:00')]).toEqual([[BATCH], [BATCH], []]);
    expect(await shown()).toMatchObject({ state: 'published', openedAt: MORNING, files: expect.arrayContaining(['sealed.json', 'transcript.json', 'events.txt', 'fairness.json']) });
    expect(await verdict(stores, BATCH, 1, 'witness')).toBe("PASS, unchecked: completeness of events (the audit trail's head); who attests the times (the audit trail's checkpoint); losses still open (the outcome of 1)");
    expect((await publicTexts()).get('events.txt')?.trimEnd().split('\n')).toHaveLength(1);
    const { entries } = await readTrail(stores.lifecycle, `batch/${BATCH}`, { limit: 100 });
    expect(entries.filter(({ action }) => action === 'draw.open')).toHaveLength(1);
    expect((await must(viewDraw(stores, BATCH, instant(MORNING), false))).value.attempt?.seed).toMatch(/^[0-9a-f]{64}$/);
  });
});
