import type { Language } from './words.ts';

const zh = {
  title: '留痕存证',
  intro: '系统里的每一次操作都按先后串成哈希链。每天把全部链的末端合成一个默克尔根（RFC 6962）在此公布，各存证点首尾相连。存证点公布之后，任何记录都不能悄悄修改、删除、调换或截断。',
  table: '最近的存证点',
  number: '序号',
  date: '日期',
  size: '链数',
  root: '默克尔根',
  hash: '存证点哈希',
  file: '存证点',
  list: '叶子清单',
  none: '还没有存证点。',
  quiet: '没有新记录的日子不另设存证点，上一个继续有效。',
  keep: '请记下一个存证点的哈希。日后只要它还在，此前的全部记录就没有被改写过。',
  how: '怎样核对',
  check: '在本仓库中核对存证点与清单：',
  full: '有查阅权限的人（监督、联席会议、政府、管理员）还可以取出并核对全部记录；加 --save 存成文件夹后，任何人都能再核对：',
  limits: '不能从外部看出的',
  limitList: ['最近一个存证点之后被截去的末尾，要到下一个存证点才能发现。', '如果全部存证点和记录一起重做，只有事先记下的哈希才能发现。', '记录的内容本身是否属实。'],
  private: '叶子是哈希，不含名称：留痕涉及尚未公开的检查安排和个人关系，这里不公布其内容。',
} as const;

type AuditWords = { readonly [Key in keyof typeof zh]: (typeof zh)[Key] extends string ? string : readonly string[] };

const en: AuditWords = {
  title: 'Audit checkpoints',
  intro: 'Whatever is done in the system becomes a link of a hash chain. Each day the ends of all chains are made into one Merkle root (RFC 6962) and published here; every checkpoint names the one before. What a checkpoint attests can no longer be changed, removed, moved or cut off unseen.',
  table: 'The latest checkpoints',
  number: 'No.',
  date: 'Day',
  size: 'Chains',
  root: 'Merkle root',
  hash: 'Hash of the checkpoint',
  file: 'checkpoint',
  list: 'leaves',
  none: 'There is no checkpoint yet.',
  quiet: 'A day on which nothing was entered has none of its own; the one before still holds.',
  keep: 'Keep the hash of a checkpoint. As long as it is still among these, nothing before it has been rewritten.',
  how: 'How to check',
  check: 'Check the checkpoints and their lists, from a copy of the repository:',
  full: 'Who may read the trail (supervisors, conference, government, administrators) fetches and checks all of it; saved with --save, the folder can be checked again by anybody:',
  limits: 'What cannot be seen from outside',
  limitList: ['An end that was cut off after the latest checkpoint shows only with the next one.', 'If all checkpoints and records were made anew together, only a hash that somebody kept would tell.', 'Whether what was entered is true.'],
  private: 'The leaves are hashes and hold no names: the trail tells of visits still to come and of private relations, so its content is not published.',
};

/** What the page of the checkpoints says. */
export const AUDIT_WORDS: Readonly<Record<Language, AuditWords>> = { zh, en };
