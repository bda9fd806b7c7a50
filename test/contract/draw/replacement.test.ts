import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { recordLostOfficer } from '../../../shared/draw/events/record-loss.ts';
import { sendEventCommitment } from '../../../shared/draw/events/send-event-commitment.ts';
import { sendEventReveal } from '../../../shared/draw/events/send-event-reveal.ts';
import { viewDraw } from '../../../shared/draw/views/view-draw.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import {
  anEntry, AT, by, byStep, codeOf, commitmentOf, drawAll, frameNo, freeze, layDirectories, layPrepared, must, operator, revealOf, senderOf, setKey,
} from './scene.ts';
import { verdict } from './verdict.ts';

const BATCH = 'batch-2026-001';
const LOSS_AT = '2026-04-02T08:30:00+08:00';
const NEXT_DAY = '2026-04-03T09:00:00+08:00';
let record: TestRecord;

const lose = (taskId: string, officer: string, now: string = LOSS_AT) =>
  recordLostOfficer({ stores: record.stores, act: by(operator, now) }, { batchId: BATCH, taskId, officer, reason: '因病不能到场', evidence: '病假证明已归档' });
const ceremonyOf = async (seq: number, now: string = LOSS_AT) => {
  const view = (await must(viewDraw(record.stores, BATCH, instant(now)))).value.events.find((event) => event.seq === seq)?.ceremony;
  if (view === undefined) throw new Error('there is no ceremony');
  return view;
};
const commit = async (seq: number, id: string, now: string = LOSS_AT) =>
  sendEventCommitment({ stores: record.stores, act: by(senderOf(id), now) }, { batchId: BATCH, seq, message: commitmentOf((await ceremonyOf(seq)).M0, id) });
const reveal = async (seq: number, id: string, now: string = LOSS_AT) =>
  sendEventReveal({ stores: record.stores, act: by(senderOf(id), now) }, { batchId: BATCH, seq, message: revealOf((await ceremonyOf(seq, now)).M1 ?? '', id) });
const taskNo = async (n: number) => {
  const { assignments } = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
  const task = assignments.flatMap((part) => ('tasks' in part ? part.tasks : []))[n];
  if (task === undefined) throw new Error('there is no such task');
  return task;
};

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores, 100);
  await setKey(record.stores);
  await layPrepared(record.stores, BATCH, anEntry({ targets: frameNo(1) }));
}, 60_000);
afterAll(() => record.close());

describe('an officer who cannot come', { timeout: 60_000 }, () => {
  test('[BY-3] is replaced only after the draw is published, and only where drawn', async () => {
    expect(await codeOf(lose(`${'9'.repeat(18)}01`, '0100001'))).toBe('draw-unpublished');
    await must(freeze(record.stores, BATCH));
    expect(await codeOf(lose(`${'9'.repeat(18)}01`, '0100001'))).toBe('draw-unpublished');
    await drawAll(record.stores, BATCH);
    await must(publishDraw({ stores: record.stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, BATCH));
    expect(await codeOf(lose(`${'9'.repeat(18)}01`, '0100001'))).toBe('task-unknown');
    const task = await taskNo(0);
    expect(await codeOf(lose(task.taskId, '0200001'))).toBe('officer-not-on-task');
  });

  test('[BY-3] [BY-1] is replaced by a fresh ceremony, never by hand; the verifier follows the events', async () => {
    const { stores } = record;
    const { taskId, officers } = await taskNo(0);
    const [lost = '', stays = ''] = officers;
    const recorded = (await must(lose(taskId, lost))).value;
    expect(recorded).toMatchObject({ seq: 1, outcome: 'ceremony' });
    expect((await must(lose(taskId, lost, NEXT_DAY))).value).toEqual(recorded);
    expect(await verdict(stores, BATCH, 1, 'witness')).toMatch(/^PASS/);

    expect(await codeOf(reveal(1, 'office'))).toBe('reveal-before-close');
    for (const id of ['dept-01', 'office', 'notary', 'office']) await must(commit(1, id));
    for (const id of ['notary', 'dept-01']) expect((await must(reveal(1, id))).value.outcome).toBeUndefined();
    const last = (await must(reveal(1, 'office'))).value;
    expect(last.outcome?.substitutes).toMatchObject([{ taskId, lost }]);
    expect(last.outcome?.substitutes?.[0]?.substitute).not.toBe(lost);
    expect(last.outcome?.substitutes?.[0]?.substitute).not.toBe(stays);
    expect((await must(reveal(1, 'office'))).value).toMatchObject({ view: last.view, outcome: last.outcome });
    expect(await verdict(stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[BY-3] may be replaced with two participants, once the others have let their time pass', async () => {
    const { taskId, officers } = await taskNo(3);
    const recorded = (await must(lose(taskId, officers[1] ?? ''))).value;
    expect(recorded.seq).toBe(3);
    for (const id of ['dept-01', 'office']) await must(commit(3, id));
    expect(await codeOf(reveal(3, 'office'))).toBe('reveal-before-close');
    expect(await codeOf(commit(3, 'notary', NEXT_DAY))).toBe('commitment-late');
    await must(reveal(3, 'office', NEXT_DAY));
    expect((await must(reveal(3, 'dept-01', NEXT_DAY))).value.outcome?.substitutes?.[0]?.lost).toBe(officers[1]);
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
    const events = new TextDecoder().decode(await record.stores.published.get(`draws/${BATCH}/1/events.txt`));
    expect(events.trim().split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(['lost-officer', 'replaced', 'lost-officer', 'replaced']);
  });
});
