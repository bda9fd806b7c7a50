import type { RefusalCatalogue } from '../kernel/refusal.ts';

/** What is refused around publication. */
export const publicationRefusals = {
  'channel-unavailable': { status: 500, clause: 'GY-20', zh: '公示渠道 {channel} 没有回执：{failure}。', en: 'The channel {channel} gave no receipt: {failure}.' },
  'channel-unknown': { status: 422, clause: 'GY-20', zh: '本地规则没有公示渠道 {channel}。', en: 'The profile has no channel {channel}.' },
  'batch-not-entered': { status: 409, clause: 'GY-19', zh: '本批次的结果还没有全部录入（{stage}）。', en: 'The results of this batch are not all entered ({stage}).' },
  'draw-sealed': { status: 409, clause: 'NR-9', zh: '本批次的抽取密封至 {openOn}，此前不公示结果。', en: 'The draw of this batch is sealed until {openOn}; no result is published before.' },
  'batch-not-reconciled': { status: 409, clause: 'GY-21', zh: '抽取 {drawn} = 公示 {published} + 免公示 {exempt} + 未完 {open}，尚未完成。', en: 'drawn {drawn} = published {published} + exempt {exempt} + open {open}: not complete.' },
  'receipts-missing': { status: 409, clause: 'GY-20', zh: '渠道 {channel} 缺 {count} 份回执。', en: 'Channel {channel} lacks {count} receipts.' },
  'receipt-already-confirmed': { status: 409, clause: 'GY-20', zh: '该回执已经确认。', en: 'This receipt is confirmed already.' },
} as const satisfies RefusalCatalogue;
