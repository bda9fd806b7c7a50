import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewDraw } from '../../../shared/draw/views/view-draw.ts';
import { inspectionIdOf, type Form } from '../../../shared/inspection/form.ts';
import { reportLoss } from '../../../shared/inspection/report-loss.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { ceremonyOf, commitAfterLoss, declareFailure, formNow, holdAfterLoss, layDispatched, linesOf, loseWithEvidence, revealFor, signFailure } from '../draw/losses-scene.ts';
import { by, codeOf, LEAD, must, operator, PARTICIPANTS, signerOf } from '../draw/scene.ts';
import { verdict } from '../draw/verdict.ts';

const BATCH = 'batch-2026-001';
const LOSS_AT = '2026-03-26T09:00:00+08:00';
const AFTER_REVEAL = '2026-03-27T17:00:00+08:00';
const NEXT = '2026-03-28T10:00:00+08:00';
let record: TestRecord;
let forms: readonly Form[];

const lines = (now: string) => linesOf(record.stores, BATCH, now);
const ceremony = (seq: number, now: string) => ceremonyOf(record.stores, BATCH, seq, now);
const commit = (seq: number, id: string, now: string) => commitAfterLoss(record.stores, BATCH, seq, id, now);
const reveal = (seq: number, id: string, now: string) => revealFor(record.stores, BATCH, seq, id, now);
const fail = (seq: number, now: string) => declareFailure(record.stores, BATCH, seq, now);
const sign = (seq: number, id: string, now: string, signer = signerOf(id)) => signFailure(record.stores, BATCH, seq, id, now, signer);
const passes = async (): Promise<void> => expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
const loseOfficer = (form: Form, place: number, now: string) =>
  must(reportLoss({ stores: record.stores, act: by(operator, now) }, form.inspectionId, { department: LEAD, officerId: form.tasks[0]?.officers[place]?.officerId ?? '', reason: '参加上级抽调', evidence: [] }));

beforeAll(async () => {
  record = await openRecord();
  forms = await layDispatched(record.stores, BATCH, { reserve: 4 });
}, 60_000);
afterAll(() => record.close());

describe('a ceremony after a loss that comes to nothing', { timeout: 60_000 }, () => {
  test('[BY-3] [BY-2] a reveal that is missing at its deadline fails it: declared by the conference office, signed by the others, on record with the name', async () => {
    const { calledIn } = await calledInBy(0, LOSS_AT);
    for (const id of PARTICIPANTS) await must(commit(1, id, LOSS_AT));
    for (const id of ['dept-01', 'office']) await must(reveal(1, id, LOSS_AT));
    expect(await codeOf(fail(1, LOSS_AT))).toBe('event-not-overdue');
    expect(await ceremony(1, AFTER_REVEAL)).toMatchObject({ stage: 'overdue', awaited: [], failed: [{ id: 'notary', what: 'reveal' }] });
    expect(await codeOf(reveal(1, 'notary', AFTER_REVEAL))).toBe('reveal-late');
    expect(await lines(AFTER_REVEAL)).toHaveLength(1);

    expect((await must(fail(1, AFTER_REVEAL))).value.ceremony).toMatchObject({ stage: 'failing', awaited: ['dept-01', 'office'] });
    expect((await must(fail(1, NEXT))).value.ceremony?.stage).toBe('failing');
    expect(await codeOf(sign(1, 'notary', NEXT))).toBe('void-signer-failed');
    expect(await codeOf(sign(1, 'office', NEXT, signerOf('dept-01')))).toBe('signature-wrong');
    await must(sign(1, 'office', NEXT));
    await must(sign(1, 'office', NEXT));
    expect(await lines(NEXT)).toHaveLength(1);
    const last = (await must(sign(1, 'dept-01', NEXT))).value;
    expect(last.ceremony).toMatchObject({ stage: 'closed', outcome: 2 });
    expect(await codeOf(sign(1, 'dept-01', NEXT))).toBe('event-not-failing');
    expect((await must(fail(1, NEXT))).value.ceremony).toMatchObject({ stage: 'closed', outcome: 2 });
    expect((await lines(NEXT))[1]).toMatchObject({ kind: 'failed', failed: [{ id: 'notary', what: 'reveal' }], sigs: [{ id: 'dept-01' }, { id: 'office' }] });
    await passes();

    expect(await ceremony(2, NEXT)).toMatchObject({ stage: 'committing', awaited: [...PARTICIPANTS].sort() });
    expect((await ceremony(2, NEXT)).M0).not.toBe((await ceremony(1, NEXT)).M0);
    await holdAfterLoss(record.stores, BATCH, 2, NEXT);
    expect((await lines(NEXT)).map(({ kind }) => kind)).toEqual(['lost-target', 'failed', 'replaced']);
    expect(await formNow(record.stores, inspectionIdOf(BATCH, calledIn))).toMatchObject({ stage: 'noticed' });
    await passes();
  });

  test('[BY-3] fewer than two commitments fail it as well; where nobody came, nobody is left to sign', async () => {
    const AFTER_COMMIT = '2026-03-30T17:00:00+08:00';
    const { seq } = await calledInBy(1, '2026-03-30T09:00:00+08:00');
    await must(commit(seq, 'office', '2026-03-30T09:00:00+08:00'));
    expect(await ceremony(seq, AFTER_COMMIT)).toMatchObject({ stage: 'overdue', failed: [{ id: 'dept-01', what: 'commit' }, { id: 'notary', what: 'commit' }] });
    expect(await codeOf(commit(seq, 'notary', AFTER_COMMIT))).toBe('commitment-late');
    await must(fail(seq, AFTER_COMMIT));
    await must(sign(seq, 'office', AFTER_COMMIT));
    expect((await lines(AFTER_COMMIT)).at(-1)).toMatchObject({ kind: 'failed', sigs: [{ id: 'office' }], received: { commitments: [{ id: 'office' }], reveals: [] } });
    const again = seq + 1;
    const nobody = '2026-04-02T10:00:00+08:00';
    expect((await must(fail(again, nobody))).value.ceremony).toMatchObject({ stage: 'closed', outcome: again + 1 });
    expect((await lines(nobody)).at(-1)).toMatchObject({ kind: 'failed', sigs: [], failed: [...PARTICIPANTS].sort().map((id) => ({ id, what: 'commit' })) });
    await holdAfterLoss(record.stores, BATCH, again + 1, nobody);
    await passes();
  });

  test('[BY-2] a line that takes the place in between makes the signatures void: what is signed is the line where it stands', async () => {
    const now = '2026-04-07T10:00:00+08:00';
    const { seq } = await calledInBy(2, now);
    const [later, latest] = ['2026-04-07T18:00:00+08:00', '2026-04-08T18:00:00+08:00'];
    for (const id of ['dept-01', 'office', 'notary']) await must(commit(seq, id, now));
    await must(reveal(seq, 'notary', later));
    await must(fail(seq, latest));
    await must(sign(seq, 'notary', latest)).catch(() => undefined);
    const before = await ceremony(seq, latest);
    expect(before).toMatchObject({ failed: [{ id: 'dept-01', what: 'reveal' }, { id: 'office', what: 'reveal' }] });
    expect((await lines(latest)).at(-1)?.kind).toBe('failed');

    const other = (await must(viewDraw(record.stores, BATCH, instant(latest)))).value.events.length;
    for (const id of PARTICIPANTS) await must(commit(other, id, latest));
    await must(reveal(other, 'office', latest));
    await must(reveal(other, 'dept-01', latest));
    const overdue = '2026-04-10T10:00:00+08:00';
    await must(fail(other, overdue));
    await must(sign(other, 'office', overdue));
    expect((await ceremony(other, overdue)).awaited).toEqual(['dept-01']);
    const waiting = await formNow(record.stores, inspectionIdOf(BATCH, await successorOf(0)));
    await loseOfficer(waiting, 0, overdue);
    expect((await ceremony(other, overdue)).awaited).toEqual(['dept-01', 'office']);
    await must(sign(other, 'dept-01', overdue));
    await must(sign(other, 'office', overdue));
    expect((await lines(overdue)).at(-1)).toMatchObject({ kind: 'failed', sigs: [{ id: 'dept-01' }, { id: 'office' }] });
    await passes();
  });

  test('[BY-3] the loss of the target ends the ceremonies for its seats: nothing is left to draw in them', async () => {
    const now = '2026-04-13T10:00:00+08:00';
    const form = await formNow(record.stores, inspectionIdOf(BATCH, await successorOf(0)));
    const { events } = (await must(viewDraw(record.stores, BATCH, instant(now)))).value;
    const pending = events.find(({ line, ceremony: held }) => line.kind === 'lost-officer' && held?.stage !== 'closed');
    expect(pending).toBeDefined();
    await loseWithEvidence(record.stores, form, now, { code: '10', ground: '住所已无人经营' });
    expect(await ceremony(pending?.seq ?? 0, now)).toMatchObject({ stage: 'closed', awaited: [] });
    expect(await codeOf(commit(pending?.seq ?? 0, 'office', now))).toBe('event-closed');
    await passes();
  });
});

/** Loses drawn target number `n`; the line of the loss and who takes the place. */
const calledInBy = async (n: number, now: string): Promise<{ readonly seq: number; readonly calledIn: string }> => {
  const { value } = await loseWithEvidence(record.stores, forms[n] as Form, now);
  if (value.stage !== 'lost') throw new Error('not lost');
  return { seq: value.loss.event, calledIn: value.loss.successor ?? '' };
};

const successorOf = async (n: number): Promise<string> => {
  const form = await formNow(record.stores, forms[n]?.inspectionId ?? '');
  return form.stage === 'lost' ? (form.loss.successor ?? '') : '';
};
