import type { RefusalCatalogue } from '../../kernel/refusal.ts';

/** What the draw refuses, from the scheme to the published transcript. */
export const drawRefusals = {
  'scheme-closed': { status: 409, clause: 'GY-11', zh: '抽取已经开始，检查方案不能再更改。', en: 'The draw has begun; the scheme can no longer be changed.' },
  'scheme-missing': { status: 409, clause: 'GY-11', zh: '牵头部门尚未录入检查方案，不能抽取。', en: 'The lead department has not entered the inspection scheme; nothing can be drawn.' },
  'scheme-invalid': { status: 422, clause: 'GY-11', zh: '检查方案与计划或规定不符，请按列出的各项改正。', en: 'The scheme contradicts the plan or the rules; correct the members listed.' },
  'blinding-key-missing': { status: 409, clause: 'BY-1', zh: '系统管理员尚未设置盲化密钥，不能冻结名录。', en: 'The administrator has not set the blinding key; the directories cannot be frozen.' },
  'blinding-key-set': { status: 409, clause: 'BY-1', zh: '盲化密钥已设置，不能更改。', en: 'The blinding key is set and cannot be changed.' },
  'quota-impossible': { status: 422, clause: 'GY-13', zh: '按方案和上限无法确定抽取数量（{reason}；上限 {cap}，下限 {floor}）。', en: 'The quota contradicts its limits ({reason}; cap {cap}, floor {floor}).' },
  'nothing-to-draw': { status: 422, clause: 'GY-13', zh: '名录中可抽取 {eligible} 户，上限余额 {cap} 户，没有可抽取的对象。', en: 'Nothing to draw: {eligible} eligible, {cap} left under the cap.' },
  'directory-invalid': { status: 422, clause: 'BY-1', zh: '名录中有不合规的记录，不能冻结：{what}。', en: 'The directory cannot be frozen: {what}.' },

  'draw-not-open': { status: 409, clause: 'GY-12', zh: '该批次目前没有进行中的抽取（{stage}）。', en: 'No draw of this batch is open for this ({stage}).' },
  'participant-unknown': { status: 422, clause: 'GY-12', zh: '{id} 不是本次抽取的参与方。', en: '{id} takes no part in this draw.' },
  'not-participant-side': { status: 403, clause: 'GY-12', zh: '您不能代 {id} 发送，只能由其本方发送。', en: 'You do not act for {id}; only its own side may send this.' },
  'message-too-early': { status: 409, clause: 'BY-1', zh: '请在 {from} 起发送：各步骤的时间必须先后分明。', en: 'Accepted from {from} on: the steps must be strictly in order of time.' },
  'commitment-late': { status: 409, clause: 'BY-1', zh: '承诺的截止时间 {by} 已过。', en: 'The time for commitments ended at {by}.' },
  'commitment-twice': { status: 409, clause: 'BY-1', zh: '{id} 已提交承诺，不能更换。', en: '{id} has committed already; a commitment cannot be exchanged.' },
  'observer-unknown': { status: 422, clause: 'GS-3', zh: '{id} 不在本次抽取受邀见证人之列。', en: '{id} was not invited to watch this draw.' },
  'attendance-recorded': { status: 409, clause: 'GS-3', zh: '{id} 的到场情况已经记录，不能更改。', en: 'Whether {id} came is recorded already and cannot be changed.' },
  'signature-wrong': { status: 422, clause: 'BY-1', zh: '签名与 {id} 公布的公钥不符。', en: 'The signature is not that of {id}’s published key.' },
  'reveal-before-close': { status: 409, clause: 'BY-1', zh: '承诺尚未收齐，不能揭示。', en: 'Not all commitments are in; nothing may be revealed yet.' },
  'reveal-late': { status: 409, clause: 'BY-1', zh: '揭示的截止时间 {by} 已过。', en: 'The time for reveals ended at {by}.' },
  'reveal-twice': { status: 409, clause: 'BY-1', zh: '{id} 已揭示，不能更换。', en: '{id} has revealed already; a reveal cannot be exchanged.' },
  'reveal-does-not-open': { status: 422, clause: 'BY-1', zh: '揭示值与 {id} 的承诺不符。', en: 'The reveal does not open the commitment of {id}.' },
  'commitments-open': { status: 409, clause: 'GY-12', zh: '承诺尚未收齐，也未到截止时间。', en: 'Commitments are neither complete nor overdue.' },
  'receipts-open': { status: 409, clause: 'GY-12', zh: '签收尚未收齐，信标轮次也未到。', en: 'Receipts are neither complete nor is the round of the beacon there.' },
  'receipt-late': { status: 409, clause: 'BY-1', zh: '信标轮次已于 {by} 产生，不再接受签收。', en: 'The round of the beacon came into being at {by}; no receipt counts any more.' },
  'receipt-twice': { status: 409, clause: 'BY-1', zh: '{id} 已签收。', en: '{id} has signed for the reveals already.' },
  'receipt-without-reveal': { status: 422, clause: 'BY-1', zh: '{id} 未揭示，不需签收。', en: '{id} has not revealed and has nothing to sign for.' },
  'beacon-unknown': { status: 422, clause: 'BY-1', zh: '第 {round} 轮不是本次抽取清单中的信标轮次。', en: 'Round {round} is not one of this draw’s manifest.' },
  'beacon-too-early': { status: 409, clause: 'BY-1', zh: '第 {round} 轮在 {from} 才产生。', en: 'Round {round} comes into being only at {from}.' },
  'beacon-false': { status: 422, clause: 'BY-1', zh: '该签名不是信标网络对第 {round} 轮的签名。', en: 'This is not the network’s signature of round {round}.' },
  'reveals-open': { status: 409, clause: 'GY-12', zh: '揭示尚未收齐，也未到截止时间。', en: 'Reveals are neither complete nor overdue.' },

  'shortage-none': { status: 409, clause: 'BY-4', zh: '本批次没有待处理的检查人员缺额。', en: 'This batch has no shortage of inspectors to resolve.' },
  'directory-unchanged': { status: 409, clause: 'BY-2', zh: '缺额部门 {department} 的检查人员名录没有变化，重新抽取不会有不同的条件。', en: 'The inspector directory of department {department} has not changed; there is no ground to draw again.' },
  'void-none': { status: 409, clause: 'BY-2', zh: '本批次没有待作废的抽取。', en: 'This batch has no attempt to void.' },
  'void-approved': { status: 409, clause: 'BY-2', zh: '该次抽取的作废已经批准。', en: 'The void of this attempt is approved already.' },
  'void-not-approved': { status: 409, clause: 'BY-2', zh: '作废尚未经联席会议办公室批准。', en: 'The conference office has not approved the void.' },
  'void-not-composed': { status: 409, clause: 'BY-2', zh: '作废记录尚未生成，不能签署。', en: 'The void record is not composed yet; there is nothing to sign.' },
  'void-signer-failed': { status: 422, clause: 'BY-2', zh: '{id} 是未按时发送的一方，不参与签署。', en: '{id} is one who failed and does not sign.' },
  'void-signed-twice': { status: 409, clause: 'BY-2', zh: '{id} 已签署。', en: '{id} has signed already.' },
  'void-unsigned': { status: 409, clause: 'BY-2', zh: '作废记录尚缺签署：{missing}。', en: 'Signatures under the void record are missing: {missing}.' },
  'draw-incomplete': { status: 409, clause: 'GY-12', zh: '该次抽取尚未到这一步（{stage}）。', en: 'The attempt is not ready for this ({stage}).' },

  'draw-unpublished': { status: 409, clause: 'BY-3', zh: '抽取结果尚未公布，不能更换。', en: 'The draw is not published; nothing can be replaced.' },
  'replacement-under-way': { status: 409, clause: 'BY-3', zh: '第 {seq} 号事件的补抽尚未完成。', en: 'The replacement of event {seq} is not finished.' },
  'task-unknown': { status: 422, clause: 'BY-3', zh: '本批次没有任务 {taskId}。', en: 'This batch has no task {taskId}.' },
  'officer-not-on-task': { status: 422, clause: 'BY-3', zh: '{officer} 不在任务 {taskId} 的检查人员中。', en: '{officer} is not assigned to task {taskId}.' },
  'target-not-drawn': { status: 422, clause: 'BY-3', zh: '{target} 现在不是本批次的检查对象。', en: '{target} is not a target of this batch now.' },
  'event-not-overdue': { status: 409, clause: 'BY-3', zh: '第 {seq} 号事件的补抽仍在进行：承诺期限 {commitBy}，公开期限 {revealBy}。', en: 'The ceremony of event {seq} is still under way: commitments by {commitBy}, reveals by {revealBy}.' },
  'event-not-failing': { status: 409, clause: 'BY-3', zh: '第 {seq} 号事件的补抽没有被认定为未成，无可签署。', en: 'The ceremony of event {seq} is not declared failed; there is nothing to sign.' },
  'event-closed': { status: 409, clause: 'BY-3', zh: '第 {seq} 号事件没有进行中的补抽。', en: 'Event {seq} has no open ceremony.' },
} as const satisfies RefusalCatalogue;

/** Codes of the draw's refusals. */
export type DrawRefusal = keyof typeof drawRefusals;
