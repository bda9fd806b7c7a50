import type { ExecutionStatus } from '../states/types.ts';

/** Chinese unless English is asked for. */
export type Language = 'zh' | 'en';

const ZH = {
  title: '流程执行',
  machines: '流程',
  executions: '执行',
  waits: '正在等待',
  noWaits: '没有等待中的步骤。',
  noExecutions: '没有符合条件的执行。',
  name: '名称',
  status: '状态',
  started: '开始',
  ended: '结束',
  running: '执行中',
  succeeded: '成功',
  failed: '失败',
  total: '共',
  all: '全部',
  filter: '筛选',
  machine: '流程',
  step: '步骤',
  since: '自',
  next: '下次自动动作',
  waitsForAnswer: '等待答复',
  input: '输入',
  output: '输出',
  error: '错误',
  cause: '原因',
  picture: '流程图',
  pictureHint: '✓ 已完成　● 当前　✗ 失败　○ 未到达',
  path: '经过的步骤',
  visits: '次数',
  firstEntered: '首次进入',
  history: '历史',
  event: '事件',
  time: '时间',
  details: '详情',
  older: '更早',
  newer: '更新',
  clockVirtual: '演练时钟',
  clockReal: '实时时钟',
  back: '返回列表',
  notFound: '没有这个执行。',
  skip: '跳到正文',
  otherLanguage: 'English',
  now: '现在',
  showing: '显示',
} as const;

/** The texts of the administrator's pages. */
export type Texts = { readonly [key in keyof typeof ZH]: string };

const EN: Texts = {
  title: 'Executions',
  machines: 'State machines',
  executions: 'Executions',
  waits: 'Waiting now',
  noWaits: 'No step is waiting.',
  noExecutions: 'No execution matches.',
  name: 'Name',
  status: 'Status',
  started: 'Started',
  ended: 'Ended',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  total: 'Total',
  all: 'All',
  filter: 'Filter',
  machine: 'State machine',
  step: 'State',
  since: 'Since',
  next: 'Moves by itself at',
  waitsForAnswer: 'Waits for an answer',
  input: 'Input',
  output: 'Output',
  error: 'Error',
  cause: 'Cause',
  picture: 'Picture',
  pictureHint: '✓ done  ● current  ✗ failed  ○ not reached',
  path: 'States visited',
  visits: 'Times',
  firstEntered: 'First entered',
  history: 'History',
  event: 'Event',
  time: 'Time',
  details: 'Details',
  older: 'Older',
  newer: 'Newer',
  clockVirtual: 'Rehearsal clock',
  clockReal: 'Real clock',
  back: 'Back to the list',
  notFound: 'There is no such execution.',
  skip: 'Skip to content',
  otherLanguage: '中文',
  now: 'Now',
  showing: 'Showing',
};

/** The texts in a language. */
export const textsIn = (language: Language): Texts => (language === 'en' ? EN : ZH);

const STATUS_ZH: Readonly<Record<ExecutionStatus, string>> = { RUNNING: '执行中', SUCCEEDED: '成功', FAILED: '失败', TIMED_OUT: '超时', ABORTED: '已中止' };
const STATUS_EN: Readonly<Record<ExecutionStatus, string>> = { RUNNING: 'Running', SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'Timed out', ABORTED: 'Aborted' };

/** A sign and a word, so that the status does not rest on colour. */
export const statusText = (status: ExecutionStatus, language: Language): string => {
  const sign = status === 'RUNNING' ? '●' : status === 'SUCCEEDED' ? '✓' : '✗';
  return `${sign} ${(language === 'en' ? STATUS_EN : STATUS_ZH)[status]}`;
};
