import type { Language } from './words.ts';

const zh = {
  title: '协助人员',
  note: '专家、专业技术人员、第三方机构人员由同一种子随机抽取，只作协助，不计入执法人员人数。名单在种子产生之前公布，其哈希记入留痕。',
  listHash: '名单哈希',
  drawnHash: '结果哈希',
  wanted: '每次检查',
  caption: '每次检查抽取的协助人员',
  enterprise: '检查对象',
  field: '专业领域',
  drawn: '协助人员编号',
  open: '空缺 {n}',
  reserve: '备用',
  none: '暂无',
};

type ExpertWords = typeof zh;

const en: ExpertWords = {
  title: 'Assistants',
  note: 'Experts, technicians and third parties are drawn by the same seed; they help and are never counted as officers. Their list is published before the seed exists, and its hash is on record.',
  listHash: 'Hash of the list',
  drawnHash: 'Hash of the result',
  wanted: 'At each visit',
  caption: 'Assistants drawn for each visit',
  enterprise: 'Target',
  field: 'Field',
  drawn: 'Assistants, by code',
  open: '{n} open',
  reserve: 'reserve',
  none: 'None',
};

/** The words of the experts' draw. */
export const EXPERT_WORDS: Readonly<Record<Language, ExpertWords>> = { zh, en };
