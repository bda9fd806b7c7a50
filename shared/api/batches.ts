import * as z from 'zod';
import { attemptView, drawView, eventView } from '../draw/record/draw-view.ts';
import { rowView } from '../draw/views/view-row.ts';
import { signature, signedMessage, signedRound } from '../draw/record/fields.ts';
import { batch } from '../plan/batch.ts';
import { schemeAsSent } from '../plan/scheme.ts';
import { endpoint } from './define.ts';

const batchParams = z.object({ batchId: z.string() });
const eventParams = batchParams.extend({ seq: z.coerce.number().int().min(1) });
const reason = z.object({ reason: z.string().trim().min(5).max(2000) });

export const listBatches = endpoint({
  name: 'listBatches', method: 'GET', path: '/v1/batches', action: 'batch.read',
  summary: { zh: '查询年度各批次', en: 'The batches of a year' },
  query: z.object({ year: z.coerce.number().int() }),
  answer: z.object({ items: z.array(batch) }),
});

export const getBatch = endpoint({
  name: 'getBatch', method: 'GET', path: '/v1/batches/{batchId}', action: 'batch.read',
  summary: { zh: '查询批次', en: 'One batch' },
  params: batchParams, answer: batch,
});

export const putScheme = endpoint({
  name: 'putScheme', method: 'PUT', path: '/v1/batches/{batchId}/scheme', action: 'scheme.enter',
  summary: { zh: '录入检查方案', en: 'Enter the inspection scheme' },
  params: batchParams, body: schemeAsSent, answer: batch, ifMatch: 'optional',
});

export const getDraw = endpoint({
  name: 'getDraw', method: 'GET', path: '/v1/batches/{batchId}/draw', action: 'draw.read',
  summary: { zh: '查询抽取进程', en: 'The draw: attempts, what is awaited, events' },
  params: batchParams, answer: drawView,
});

export const sendCommitment = endpoint({
  name: 'sendCommitment', method: 'POST', path: '/v1/batches/{batchId}/commitments', action: 'ceremony.take-part',
  summary: { zh: '提交承诺', en: 'Send a signed commitment' },
  params: batchParams, body: signedMessage, answer: attemptView,
});

export const sendReveal = endpoint({
  name: 'sendReveal', method: 'POST', path: '/v1/batches/{batchId}/reveals', action: 'ceremony.take-part',
  summary: { zh: '揭示随机数', en: 'Send a signed reveal' },
  params: batchParams, body: signedMessage, answer: attemptView,
});

export const sendReceipt = endpoint({
  name: 'sendReceipt', method: 'POST', path: '/v1/batches/{batchId}/reveal-receipts', action: 'ceremony.take-part',
  summary: { zh: '签收全部揭示（M2）', en: 'Sign for all reveals (M2), before the beacon’s round exists' },
  params: batchParams, body: z.object({ id: z.string(), sig: signature }), answer: attemptView,
});

export const handInBeacon = endpoint({
  name: 'handInBeacon', method: 'POST', path: '/v1/batches/{batchId}/beacons', action: 'draw.hand-in-beacon',
  summary: { zh: '提交公共信标轮次', en: 'Hand in a round of public randomness; its signature is checked' },
  params: batchParams, body: signedRound, answer: attemptView,
});

export const recordAttendance = endpoint({
  name: 'recordAttendance', method: 'POST', path: '/v1/batches/{batchId}/attendance', action: 'draw.record-attendance',
  summary: { zh: '记录受邀见证人是否到场', en: 'Record whether an invited observer came to the draw' },
  params: batchParams, body: z.object({ id: z.string(), attended: z.boolean() }), answer: attemptView,
});

export const resolveShortage = endpoint({
  name: 'resolveShortage', method: 'POST', path: '/v1/batches/{batchId}/shortage', action: 'shortage.resolve',
  summary: { zh: '处理检查人员缺额：作废并重新抽取', en: 'Resolve a shortage of inspectors: void and draw again' },
  params: batchParams, body: reason, answer: attemptView,
});

export const approveVoid = endpoint({
  name: 'approveVoid', method: 'POST', path: '/v1/batches/{batchId}/void-approval', action: 'draw.void',
  summary: { zh: '批准作废', en: 'Approve the void of an attempt, with the reason' },
  params: batchParams, body: reason, answer: attemptView,
});

export const signVoid = endpoint({
  name: 'signVoid', method: 'POST', path: '/v1/batches/{batchId}/void-signatures', action: 'ceremony.take-part',
  summary: { zh: '签署作废记录', en: 'Sign the void record' },
  params: batchParams, body: z.object({ id: z.string(), sig: signature }), answer: attemptView,
});

export const readWitnessFile = endpoint({
  name: 'readWitnessFile', method: 'GET', path: '/v1/batches/{batchId}/witness/{file}', action: 'draw.witness',
  summary: { zh: '读取见证文件', en: 'A witness file of the draw; over 4 MB a short-lived address of it' },
  params: batchParams.extend({ file: z.string().regex(/^(?:recusals\.txt|expert-recusals\.txt|seats\.json|secret\.txt|exclusions\.json|losses\.json|transcript\.json|(?:rows|salts)-\d{4}\.txt)$/) }),
  query: z.object({ drawNo: z.coerce.number().int().min(1).optional() }),
  answer: z.object({ file: z.string(), drawNo: z.int(), content: z.string().optional(), url: z.string().optional() }),
});

export const readRow = endpoint({
  name: 'readRow', method: 'GET', path: '/v1/batches/{batchId}/rows/{targetId}', action: 'draw.row.read',
  summary: { zh: '读取某一对象冻结时的行及其证明（加盐名录含盐值）', en: 'One target’s frozen row with its proof, and its salt where the directory is blinded' },
  params: batchParams.extend({ targetId: z.string().length(18) }),
  query: z.object({ drawNo: z.coerce.number().int().min(1).optional() }),
  answer: rowView,
});

export const listDrawEvents = endpoint({
  name: 'listDrawEvents', method: 'GET', path: '/v1/batches/{batchId}/events', action: 'draw.read',
  summary: { zh: '查询抽取后的事件', en: 'What happened after the draw' },
  params: batchParams, answer: z.object({ items: z.array(eventView) }),
});

export const sendEventCommitment = endpoint({
  name: 'sendEventCommitment', method: 'POST', path: '/v1/batches/{batchId}/events/{seq}/commitments', action: 'ceremony.take-part',
  summary: { zh: '补抽：提交承诺', en: 'Replacement: send a signed commitment' },
  params: eventParams, body: signedMessage, answer: eventView,
});

export const sendEventReveal = endpoint({
  name: 'sendEventReveal', method: 'POST', path: '/v1/batches/{batchId}/events/{seq}/reveals', action: 'ceremony.take-part',
  summary: { zh: '补抽：揭示随机数', en: 'Replacement: send a signed reveal' },
  params: eventParams, body: signedMessage, answer: eventView,
});

export const declareEventFailure = endpoint({
  name: 'declareEventFailure', method: 'POST', path: '/v1/batches/{batchId}/events/{seq}/failure', action: 'draw.void',
  summary: { zh: '补抽逾期：认定未成，交各方签署', en: 'Replacement overdue: declare the ceremony failed, for the others to sign' },
  params: eventParams, answer: eventView,
});

export const signEventFailure = endpoint({
  name: 'signEventFailure', method: 'POST', path: '/v1/batches/{batchId}/events/{seq}/failure-signatures', action: 'ceremony.take-part',
  summary: { zh: '补抽未成：签署记录', en: 'Replacement failed: sign its line' },
  params: eventParams, body: z.object({ id: z.string(), sig: signature }), answer: eventView,
});
