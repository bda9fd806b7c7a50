import type { BatchRow, InTime, Summary } from './summary.ts';
import { columns, cutTo } from './wide.ts';

const HEAD = [
  ['批次', '名称', '抽取', '上限', '摇号', '组织（截止）', '录入（截止）', '公示', '免公示', '未完', '录入率', '公示率', '核对'],
  ['batch', 'name', 'drawn', 'cap', 'attempts', 'organised (by)', 'entered (by)', 'published', 'exempt', 'open', 'entry', 'publicity', 'reconciled'],
] as const;

const ALIGN = ['left', 'left', 'right', 'right', 'right', 'left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'] as const;
const NAME_WIDTH = 34;

/** The summary as people read it on a terminal, Chinese first. */
export const summaryText = (summary: Summary): string => {
  const { batches, totals, incidents, complaints, year, targets, seed } = summary;
  const total = ['合计 total', '', `${totals.drawn}`, '', `${totals.attempts}`, '', '', `${totals.published}`, `${totals.exempt}`, `${totals.open}`, percent(totals.entryRateBp), percent(totals.publicityRateBp), `${totals.drawn} = ${totals.published} + ${totals.exempt} + ${totals.open}`];
  return [
    `${year} 年度双随机、一公开联合抽查（演练） · 检查对象 ${targets} 户 targets · 种子 seed ${seed}`,
    '',
    ...columns([...HEAD, ...batches.map(cells), total], ALIGN),
    '',
    '本年度的波折 What went wrong and was put right',
    ...incidents.map(({ zh, en, clause, evidence }) => `  ${evidence === undefined ? '✗' : '✓'} ${zh} ${en}${clause === '' ? '' : ` [${clause}]`}${evidence === undefined ? '' : `\n      ${evidence}`}`),
    '',
    `逾期名单 Late: ${lateOf(batches).join('；') || '无 none'}`,
    ...(complaints.length === 0 ? [] : ['', '演练未通过 The rehearsal failed:', ...complaints.map((line) => `  - ${line}`)]),
  ].join('\n');
};

const cells = (row: BatchRow): readonly string[] => [
  row.batchId, cutTo(row.name, NAME_WIDTH), `${row.drawn}`, `${row.cap}`, `${row.attempts}`, when(row.organised), when(row.entered), `${row.published}`, `${row.exempt}`, `${row.open}`,
  percent(row.entryRateBp), percent(row.publicityRateBp), row.reconciled ? '✓' : '✗',
];

const when = ({ on, by, late }: InTime): string => `${on.slice(5)} (${by.slice(5)})${late.length === 0 ? '' : ` 逾期${late.length}`}`;

const percent = (bp: number): string => `${bp % 100 === 0 ? bp / 100 : (bp / 100).toFixed(2)}%`;

const lateOf = (batches: readonly BatchRow[]): readonly string[] =>
  batches.flatMap(({ organised, entered }) => [...organised.late.map((id) => `${id} 组织 organised`), ...entered.late.map((id) => `${id} 录入 entered`)]);
