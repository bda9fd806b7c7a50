import { expect, test } from 'vitest';
import { runVerifier } from '../../../shared/lottery/verifier/cli.ts';
import type { Years } from './years.ts';

/** What a whole year must show. */
export const rehearsedYear = (years: Years): void => {
  test('[BY-8] a whole year is rehearsed on a virtual clock, with nothing to complain about', () => {
    expect(years.summary.complaints).toEqual([]);
    expect(years.summary.batches.map(({ stage }) => stage)).toEqual(Array.from({ length: 10 }, () => 'archived'));
  });

  test('[GY-21] drawn = published + exempt + open with open = 0, entry rate and publicity rate 100 %', () => {
    for (const { batchId, drawn, published, exempt, open, entryRateBp, publicityRateBp, reconciled } of years.summary.batches) {
      expect({ batchId, drawn, open, entryRateBp, publicityRateBp, reconciled }).toEqual({ batchId, drawn: published + exempt, open: 0, entryRateBp: 10_000, publicityRateBp: 10_000, reconciled: true });
    }
    expect(years.summary.totals).toMatchObject({ drawn: 11, published: 10, exempt: 1, open: 0, entryRateBp: 10_000, publicityRateBp: 10_000 });
  });

  test('[GY-20] every published result has a receipt of both channels', () => {
    for (const { published, receipts } of years.summary.batches) expect(receipts).toEqual({ 'publicity-system': published, 'credit-platform': published });
  });

  test('[GY-13] no batch draws more than its directory’s cap leaves', () => {
    expect(years.summary.batches.filter(({ drawn, lost, cap }) => drawn < 1 || drawn - lost > cap)).toEqual([]);
  });

  test.each([
    ['[GY-6] a proposal that comes after 31 December is accepted and marked late', 'late-proposal', /^2026-03-01 于 2026-01-/],
    ['[GY-6] the department that submits nothing is named', 'missing-proposal', /08 市消防救援支队/],
    ['[GY-7] a proposal is returned with reasons and comes again', 'returned', /^2026-05-01：.+/],
    ['[GY-13] a ratio over the cap is refused', 'ratio-refused', /1\/10：ratio-over-cap（GY-13）/],
    ['[BY-4] a shortage is foreseen when the plan is compiled, with qualification, region and number', 'shortage-foreseen', /^2026-01-\d\d：“2026年加油站安全与计量联合抽查”：部门 01，地区 .*，专业 special-equipment，预计 .*缺 \d+ 人次。$/],
    ['[NR-3] a recusal is applied for during the year and granted', 'recusal', /检查人员 01\d{5} 回避/],
    ['[BY-8] a task signal that got lost is made up for by the next look', 'lost-signal', /batch-2026-006 scheme：2026-06-0\dT10:00:00\+08:00 录入，信号丢失，2026-06-0\dT00:00:00/],
    ['[BY-2] a void attempt names who failed to reveal', 'void-attempt', /^batch-2026-002 第 1 次：市公证处$/],
    ['[BY-4] a shortage of inspectors says how many and is resolved by a new attempt', 'shortage', /^batch-2026-008 第 1 次：部门 01.*缺 1 人次。第 2 次完成$/],
    ['[NR-2] an expert who was drawn helps, beside two officers of each department', 'expert-helps', /^batch-2026-008:\S+：特种设备检验 E01\d{4}，执法人员 4 名$/],
    ['[BY-3] an officer who cannot come is replaced by a fresh ceremony', 'officer-replaced', /^batch-2026-003:\S+：01\d{5} → 01\d{5}$/],
    ['[NR-5] whom the year’s cap leaves out is not drawn again', 'left-out-by-cap', /^batch-2026-010：排除 \d+ 户，其余 \d+ 户可抽取$/],
    ['[BY-3] a target that cannot be inspected gives its place to the next ticket', 'target-replaced', /^batch-2026-002:[0-9A-Z]{18}（08）→ [0-9A-Z]{18}$/],
    ['[GY-15] an inspection organised late is escalated and waited for', 'organised-late', /^batch-2026-001:.*上报.*role\/supervisor/],
    ['[GY-19] a result entered late is escalated and waited for', 'entered-late', /^batch-2026-004:.*上报.*role\/supervisor/],
    ['[BY-6] a target that could not be reached is recorded with evidence', 'unreachable', /结果 10，证据 [1-9]/],
    ['[GY-22] a non-disclosure the head approves keeps a result unpublished', 'non-disclosure-approved', /^batch-2026-009:\S+：市卫生健康委员会 主要负责人$/],
    ['[GY-22] a non-disclosure the head refuses does not', 'non-disclosure-refused', /^batch-2026-007:\S+：市文化广播电视和旅游局 主要负责人$/],
    ['[BY-8] a workflow stopped by mistake is carried on by a successor', 'execution-repaired', /^batch-2026-001 于 \S+ 停止，\S+ 起由 batch-2026-001-r2 继续$/],
    // Whether the seventh lives that long hangs on the day of its visit, and that on the draw, which changes with the verifier's bytes.
    ['[BY-8] a workflow that has lived its time hands over to a successor', 'execution-succeeded', /^(?:batch-2026-007-r2、)?batch-2026-008-r2、batch-2026-009-r2、batch-2026-010-r2$/],
    ['[GY-20] a channel that does not answer is tried again until it gives its receipts', 'push-retried', /credit-platform .* HTTP 503/],
  ])('%s', (_, id, evidence) => {
    expect(years.summary.incidents.find((incident) => incident.id === id)?.evidence).toMatch(evidence);
  });

  test('the list above holds every incident of the year', () => {
    expect(years.summary.incidents).toHaveLength(21);
  });

  test('[GY-15] but for the one of each, everything is organised and entered in time, and the late ones are named', () => {
    const late = years.summary.batches.flatMap(({ organised, entered }) => [...organised.late, ...entered.late]);
    expect(late.map((id) => id.split(':')[0])).toEqual(['batch-2026-001', 'batch-2026-004']);
    for (const { organised, entered } of years.summary.batches) {
      if (organised.late.length === 0) expect(organised.on <= organised.by).toBe(true);
      if (entered.late.length === 0) expect(entered.on <= entered.by).toBe(true);
    }
  });

  test('[BY-1] whoever reads the published draws finds each of them right', async () => {
    for (const { batchId, attempts } of years.summary.batches) {
      const said: string[] = [];
      const status = await runVerifier([`${years.url}/public/draws/${batchId}/${attempts}/`], (line) => said.push(line));
      expect({ batchId, status, end: said.at(-1)?.split(',')[0] }).toEqual({ batchId, status: 0, end: 'PASS' });
    }
  });

  test('[BY-2] a void attempt stays in public with its record, and the outcome it discards beside it', async () => {
    const read = async (file: string): Promise<number> => (await fetch(`${years.url}/public/draws/${file}`)).status;
    expect(await Promise.all(['batch-2026-002/1/void.json', 'batch-2026-008/1/void.json', 'batch-2026-008/1/transcript.json'].map(read))).toEqual([200, 200, 200]);
    expect(await read('batch-2026-002/1/transcript.json')).toBe(404);
  });

  test('[BY-8] nothing is denied to any function in a sound year', async () => {
    const calls = (await (await fetch(`${years.url}/_local/calls`)).json()) as { readonly services: object; readonly denied?: object };
    expect(Object.keys(calls.services)).not.toEqual([]);
    expect(calls.denied).toBeUndefined();
  });
};
