import { DEPARTMENTS } from '../city/departments.ts';
import { FAILING_CHANNEL, SILENT_DEPARTMENT } from '../story.ts';
import { inSomeBatch, type Kind } from './incident-kind.ts';
import { afterTheDraw } from './incidents-after-the-draw.ts';
import type { Incident } from './summary.ts';
import type { YearRecord } from './year-record.ts';

const UNTIL_THE_DRAW: readonly Kind[] = [
  {
    id: 'late-proposal', clause: 'GY-6', zh: '逾期申报', en: 'a late proposal',
    find: ({ proposals }) => {
      const late = proposals.find((proposal) => 'late' in proposal && proposal.late);
      return late === undefined || !('firstSubmittedAt' in late) ? undefined : `${late.proposalId} 于 ${late.firstSubmittedAt} 申报`;
    },
  },
  {
    id: 'missing-proposal', clause: 'GY-6', zh: '未申报的部门', en: 'a missing proposal',
    find: ({ year }) => {
      const missing = 'missing' in year ? year.missing : [];
      return missing.includes(SILENT_DEPARTMENT) ? missing.map((code) => `${code} ${nameOf(code)}`).join('、') : undefined;
    },
  },
  {
    id: 'returned', clause: 'GY-7', zh: '退回并说明理由，补正后重新申报', en: 'a return with reasons',
    find: ({ trail, proposals }) => {
      const entry = trail.find(({ action }) => action === 'proposal.return');
      const { proposalId, reasons } = (entry?.after ?? {}) as { proposalId?: string; reasons?: string };
      const again = proposals.find((proposal) => proposal.proposalId === proposalId);
      return again?.stage === 'approved' ? `${proposalId}：${reasons}` : undefined;
    },
  },
  {
    id: 'ratio-refused', clause: 'GY-13', zh: '比例超过上限被拒', en: 'a ratio over the cap refused',
    find: ({ journal: { ratioRefused } }) => ratioRefused && `${ratioRefused.proposalId} ${ratioRefused.ratio}：${ratioRefused.code}（${ratioRefused.ruleRef}）`,
  },
  {
    id: 'shortage-foreseen', clause: 'BY-4', zh: '汇编计划时即预见的缺额', en: 'a shortage foreseen when the plan was compiled',
    find: ({ year }) => {
      const foreseen = 'foreseen' in year ? year.foreseen : undefined;
      const shortage = foreseen?.shortages.find(({ specialty, certainty }) => specialty !== null && certainty === 'expected');
      return shortage && `${foreseen?.asOf}：${shortage.zh}`;
    },
  },
  {
    id: 'recusal', clause: 'NR-3', zh: '年中申请并获准的回避', en: 'a recusal during the year',
    find: ({ recusals, city: { year } }) => {
      const granted = recusals.find(({ stage, appliedAt }) => stage === 'granted' && appliedAt >= `${year}`);
      return granted && `检查人员 ${granted.officerId} 回避 ${granted.targetId}，${granted.appliedAt} 申请`;
    },
  },
  {
    id: 'lost-signal', clause: '', zh: '任务信号丢失，由下一次轮询补上', en: 'a lost task-token signal healed by the poll',
    find: ({ batches, journal: { signalDropped } }) => {
      const of = batches.find(({ batch }) => batch.batchId === signalDropped?.batchId);
      const manifestAt = of?.draw.attempts.find(({ drawNo }) => drawNo === 1)?.manifestAt;
      if (of === undefined || manifestAt === undefined || !('schemeAt' in of.batch) || manifestAt <= of.batch.schemeAt) return undefined;
      return `${of.batch.batchId} ${signalDropped?.wait}：${of.batch.schemeAt} 录入，信号丢失，${manifestAt} 轮询后继续`;
    },
  },
  {
    id: 'void-attempt', clause: 'BY-2', zh: '摇号作废，点名未公开随机数的一方', en: 'a void draw attempt, naming who failed to reveal',
    find: inSomeBatch(({ draw: { batchId, attempts } }) => {
      const void_ = attempts.find(({ voiding }) => voiding?.cause === 'reveals' && voiding.voidHash !== undefined);
      const names = void_?.voiding?.failed.map(({ id }) => void_.participants.find((one) => one.id === id)?.name ?? id);
      return void_ && `${batchId} 第 ${void_.drawNo} 次：${names?.join('、')}`;
    }),
  },
  {
    id: 'shortage', clause: 'BY-4', zh: '检查人员不足，补充名录后重新摇号', en: 'a shortage of inspectors resolved',
    find: inSomeBatch(({ draw: { batchId, attempts, attempt } }) => {
      const short = attempts.find(({ voiding }) => voiding?.cause === 'shortage' && voiding.discarded !== undefined && voiding.voidHash !== undefined);
      return short && attempt?.stage === 'published' ? `${batchId} 第 ${short.drawNo} 次：${short.shortages.map(({ zh }) => zh).join('')}第 ${attempt.drawNo} 次完成` : undefined;
    }),
  },
  {
    id: 'left-out-by-cap', clause: 'NR-5', zh: '本年度检查次数已满的企业不再抽取，由后续抽签值递补', en: 'enterprises that had their visit of the year left out of a draw',
    find: inSomeBatch(({ manifest: { planId, item: { excluded, strata } } }) =>
      excluded.count === 0 ? undefined : `${planId}：排除 ${excluded.count} 户，其余 ${strata.reduce((sum, { eligible }) => sum + eligible, 0)} 户可抽取`),
  },
];

const AFTER: readonly Kind[] = [
  ...afterTheDraw,
  {
    id: 'execution-repaired', clause: '', zh: '流程实例被误停，由管理员以接续实例继续', en: 'an execution stopped by mistake and carried on by a successor',
    find: ({ executions, journal: { stopped, repaired } }) =>
      executions.some(({ name, status }) => name === repaired?.execution && status === 'SUCCEEDED') ? `${stopped?.execution} 于 ${stopped?.at} 停止，${repaired?.at} 起由 ${repaired?.execution} 继续` : undefined,
  },
  {
    id: 'execution-succeeded', clause: '', zh: '流程实例期满，由接续实例继续', en: 'an execution that had lived its time, carried on by a successor',
    find: ({ executions, journal: { repaired } }) => {
      const successors = executions.filter(({ name, status }) => /-r\d+$/.test(name) && name !== repaired?.execution && status === 'SUCCEEDED');
      return successors.length === 0 ? undefined : successors.map(({ name }) => name).sort().join('、');
    },
  },
  {
    id: 'push-retried', clause: 'GY-20', zh: '公示渠道推送失败后重试成功', en: 'a channel push that failed and was retried',
    find: inSomeBatch(({ batch, pushes, reconciliation: { published, receipts } }) => {
      const failed = pushes.find(({ channel, failure }) => channel === FAILING_CHANNEL && failure !== undefined);
      return failed && receipts[FAILING_CHANNEL] === published ? `${batch.batchId} → ${failed.channel} ${failed.at} ${failed.failure}，重试后回执 ${published} 份` : undefined;
    }),
  },
];

/** Everything that had to happen in the year, in the order of the year, with its evidence. */
export const incidentsOf = (record: YearRecord): readonly Incident[] =>
  [...UNTIL_THE_DRAW, ...AFTER].map(({ find, ...kind }) => ({ ...kind, evidence: find(record) }));

const nameOf = (code: string): string => (DEPARTMENTS as Readonly<Record<string, { name: string }>>)[code]?.name ?? '';
