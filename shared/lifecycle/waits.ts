import type { WaitName } from './wait-name.ts';

/** What a wait is for, which clause asks for it, and how it is looked after. The rules that decide it are in `year-waits.ts` and `batch-waits.ts`. */
export interface WaitRow {
  readonly zh: string;
  readonly en: string;
  readonly clause: string;
  /** Longest sleep between two looks, in seconds. A lost signal costs at most this. */
  readonly pollSeconds: number;
  /** Whether a command can decide it; otherwise time alone does, and nobody signals. */
  readonly signalled: boolean;
}

const DAY = 86_400;
// Nobody signals the coming of a date, so nothing can be lost and a weekly look is enough to keep the execution's history short.
const WEEK = 7 * DAY;

/** Everything the year waits for. */
export const WAITS = {
  'submissions-closed': { zh: '申报下一年度联合抽查计划', en: 'submitting the joint-inspection plan', clause: 'GY-6', pollSeconds: WEEK, signalled: false },
  'plan-compiled': { zh: '联席会议审议并汇编年度计划', en: 'reviewing and compiling the year’s plan', clause: 'GY-8', pollSeconds: DAY, signalled: true },
  'plan-issued': { zh: '人民政府印发年度计划', en: 'issuing the year’s plan', clause: 'GY-8', pollSeconds: DAY, signalled: true },
  'entry-date': { zh: '到达计划的检查日期', en: 'the entry’s inspection date', clause: 'GY-9', pollSeconds: WEEK, signalled: false },
  scheme: { zh: '录入抽查检查方案', en: 'entering the inspection scheme', clause: 'GY-11', pollSeconds: DAY, signalled: true },
  commitments: { zh: '各方提交摇号承诺', en: 'commitments to the draw', clause: 'GY-12', pollSeconds: DAY, signalled: true },
  reveals: { zh: '各方公开摇号随机数', en: 'reveals for the draw', clause: 'GY-12', pollSeconds: DAY, signalled: true },
  receipts: { zh: '各方签收全部随机数', en: 'receipts for what was revealed', clause: 'GY-12', pollSeconds: DAY, signalled: true },
  beacon: { zh: '提交公共信标轮次', en: 'handing in the round of the beacon', clause: 'BY-1', pollSeconds: DAY, signalled: true },
  shortage: { zh: '联席会议处理执法人员不足', en: 'resolving the shortage of inspectors', clause: 'BY-4', pollSeconds: DAY, signalled: true },
  'void-approval': { zh: '联席会议批准作废本次摇号并说明理由', en: 'approving the void attempt with its reason', clause: 'BY-2', pollSeconds: DAY, signalled: true },
  'void-signatures': { zh: '各方签署作废记录', en: 'signatures under the void record', clause: 'BY-2', pollSeconds: DAY, signalled: true },
  organised: { zh: '组织实施检查', en: 'organising the inspections', clause: 'GY-15', pollSeconds: DAY, signalled: true },
  inspected: { zh: '完成全部检查', en: 'completing the inspections', clause: 'GY-17', pollSeconds: DAY, signalled: true },
  opening: { zh: '到达密封抽取的公开日期', en: 'the day on which the sealed draw is opened', clause: 'NR-9', pollSeconds: DAY, signalled: true },
  results: { zh: '录入检查结果', en: 'entering the results', clause: 'GY-19', pollSeconds: DAY, signalled: true },
} as const satisfies Record<WaitName, WaitRow>;
