import type { BatchRow, Incident } from './summary.ts';
import type { YearRecord } from './year-record.ts';

const WHOLE = 10_000;

/** Why the year did not end as it must; nothing if it did. */
export const complaintsOf = (
  { executions, journal: { stopped, repaired } }: Pick<YearRecord, 'executions' | 'journal'>,
  batches: readonly BatchRow[],
  incidents: readonly Incident[],
  planned: number,
): readonly string[] => [
  ...(batches.length === planned ? [] : [`计划 ${planned} 个批次，实有 ${batches.length} 个 / ${batches.length} batches instead of ${planned}`]),
  ...batches.flatMap(({ batchId, stage, open, entryRateBp, publicityRateBp, reconciled, drawn, lost, cap }) => [
    ...(stage === 'archived' ? [] : [`${batchId} 未归档（${stage}）/ not archived`]),
    ...(open === 0 ? [] : [`${batchId} 未完 ${open} / open`]),
    ...(entryRateBp === WHOLE ? [] : [`${batchId} 录入率 ${entryRateBp / 100} % / entry rate`]),
    ...(publicityRateBp === WHOLE ? [] : [`${batchId} 公示率 ${publicityRateBp / 100} % / publicity rate`]),
    ...(reconciled ? [] : [`${batchId} 核对不符 / does not reconcile`]),
    ...(drawn > 0 && drawn - lost <= cap ? [] : [`${batchId} 抽取 ${drawn}，上限 ${cap} / drawn against the cap`]),
  ]),
  ...incidents.filter(({ evidence }) => evidence === undefined).map(({ id, zh, en }) => `没有发生：${zh} / did not happen: ${en} (${id})`),
  // One that was stopped by mistake is no complaint once another carries its batch on, which has to succeed.
  ...executions.filter(({ name, status }) => status !== 'SUCCEEDED' && !(repaired !== undefined && name === stopped?.execution)).map(({ name, status }) => `${name} ${status}`),
];
