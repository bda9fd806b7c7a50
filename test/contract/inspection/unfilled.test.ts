import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Form } from '../../../shared/inspection/form.ts';
import { reportLoss } from '../../../shared/inspection/report-loss.ts';
import { viewForm } from '../../../shared/inspection/view-form.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { ceremonyOf, commitAfterLoss, holdAfterLoss, layDispatched, linesOf, loseTarget } from '../draw/losses-scene.ts';
import { by, codeOf, LEAD, must, operator } from '../draw/scene.ts';
import { verdict } from '../draw/verdict.ts';

const BATCH = 'batch-2026-001';
const NOW = '2026-03-26T09:00:00+08:00';
let record: TestRecord;
let form: Form;

const seats = async (): Promise<readonly string[]> => {
  const now = (await must(viewForm(record.stores, form.inspectionId))).value;
  return now.tasks.find(({ department }) => department === LEAD)?.officers.map(({ officerId }) => officerId) ?? [];
};
/** Reports whoever sits there now; answers the last line. */
const lose = async (place: number) => {
  const officerId = (await seats())[place] ?? '';
  await must(reportLoss({ stores: record.stores, act: by(operator, NOW) }, form.inspectionId, { department: LEAD, officerId, reason: '参加上级抽调', evidence: [] }));
  const last = (await linesOf(record.stores, BATCH, NOW)).at(-1);
  if (last === undefined) throw new Error('no line');
  return last;
};
const giveUp = () => loseTarget(record.stores, form, NOW, { code: 'no-officers', ground: '本部门执法人员均不能到场，见补抽证明' });

beforeAll(async () => {
  record = await openRecord();
  const [first] = await layDispatched(record.stores, BATCH, { reserve: 1 });
  if (first === undefined) throw new Error('nothing was drawn');
  form = first;
}, 60_000);
afterAll(() => record.close());

describe('two losses of one visit, and nobody left for either', { timeout: 60_000 }, () => {
  test('[BY-3] [BY-4] the line that says so answers both: their ceremonies end with it, and the visit can be given up', async () => {
    const { stores } = record;
    const first = await lose(0);
    expect(first.kind).toBe('lost-officer');
    await must(commitAfterLoss(stores, BATCH, first.seq, 'office', NOW));
    // Whoever is drawn for the other seat is lost in turn, until nobody is left for the first one either.
    for (let last = await lose(1); last.kind !== 'unfilled'; last = await lose(1)) await holdAfterLoss(stores, BATCH, last.seq, NOW);
    expect((await linesOf(stores, BATCH, NOW)).filter(({ kind }) => kind === 'unfilled')).toHaveLength(1);
    expect((await ceremonyOf(stores, BATCH, first.seq, NOW)).stage).toBe('closed');
    expect(await codeOf(commitAfterLoss(stores, BATCH, first.seq, 'notary', NOW))).toBe('event-closed');
    const said = await verdict(stores, BATCH, 1, 'witness');
    expect([said.startsWith('PASS'), said.includes('losses still open')]).toEqual([true, false]);
    expect((await must(giveUp())).value).toMatchObject({ stage: 'lost', loss: { code: 'no-officers' } });
    expect(await verdict(stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });
});
