import * as z from 'zod';
import { evidence, form, itemResult } from '../inspection/form.ts';
import { LOSS_CODE_LIST } from '../inspection/loss-code.ts';
import { METHODS } from '../inspection/method.ts';
import { visitSheet } from '../inspection/shared-visit.ts';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { endpoint } from './define.ts';

const date = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);
const one = z.object({ inspectionId: z.string().regex(/^[A-Za-z0-9-]+:[0-9A-Z]{18}$/) });
const path = '/v1/inspections/{inspectionId}' as const;
const reason = z.string().trim().min(5, 'at least five characters').max(2000);

export const listInspections = endpoint({
  name: 'listInspections',
  method: 'GET',
  path: '/v1/batches/{batchId}/inspections',
  action: 'inspection.read',
  summary: { zh: '列出一个批次的检查表', en: 'List the forms of a batch' },
  params: z.object({ batchId: z.string() }),
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).optional(), cursor: z.string().optional() }),
  answer: z.object({ items: z.array(form), cursor: z.string().optional() }),
});

export const getInspection = endpoint({
  name: 'getInspection',
  method: 'GET',
  path,
  action: 'inspection.read',
  summary: { zh: '读取一企一表', en: 'Read the one form of an enterprise' },
  params: one,
  answer: form,
});

export const getVisit = endpoint({
  name: 'getVisit',
  method: 'GET',
  path: `${path}/visit`,
  action: 'inspection.read',
  summary: { zh: '一次入企的全部检查表：合并检查的各批次、全部事项', en: 'One visit, whole: the forms of all batches that share it, with all items' },
  params: one,
  answer: visitSheet,
});

export const claimInspection = endpoint({
  name: 'claimInspection',
  method: 'POST',
  path: `${path}/claim`,
  action: 'inspection.claim',
  summary: { zh: '本部门认领任务', en: "Claim one's department's task" },
  params: one,
  answer: form,
});

export const organiseInspection = endpoint({
  name: 'organiseInspection',
  method: 'POST',
  path: `${path}/organise`,
  action: 'inspection.organise',
  summary: { zh: '组织检查：确定日期和方式', en: 'Organise the visit: day and method' },
  params: one,
  body: z.object({ visitOn: date, method: z.enum(METHODS), aids: z.array(z.enum(METHODS)).max(2).optional() }),
  answer: form,
});

export const completeInspection = endpoint({
  name: 'completeInspection',
  method: 'POST',
  path: `${path}/complete`,
  action: 'inspection.visit',
  summary: { zh: '登记检查已完成', en: 'Record that the visit was made' },
  params: one,
  body: z.object({ visitedOn: date, officersPresent: z.array(z.string()).min(1), assistantsPresent: z.array(z.string()).max(40).optional() }),
  answer: form,
});

export const recordItemResult = endpoint({
  name: 'recordItemResult',
  method: 'PUT',
  path: `${path}/results/{itemId}`,
  action: 'inspection.record',
  summary: { zh: '填写一个事项的检查结果', en: 'Record the result of one item' },
  params: one.extend({ itemId: z.string() }),
  body: itemResult.pick({ codes: true, note: true, followUp: true, evidence: true }),
  answer: form,
  ifMatch: 'optional',
});

export const uploadEvidence = endpoint({
  name: 'uploadEvidence',
  method: 'POST',
  path: `${path}/evidence`,
  action: 'inspection.record',
  summary: { zh: '取得证据文件的上传地址', en: 'Get an address to upload a piece of evidence to' },
  params: one,
  body: evidence,
  answer: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), evidence }),
  status: 201,
});

export const enterInspection = endpoint({
  name: 'enterInspection',
  method: 'POST',
  path: `${path}/enter`,
  action: 'inspection.enter',
  summary: { zh: '牵头部门录入结果', en: 'Enter the results (lead department)' },
  params: one,
  answer: form,
});

export const reportLostOfficer = endpoint({
  name: 'reportLostOfficer',
  method: 'POST',
  path: `${path}/replacement`,
  action: 'inspection.replace',
  summary: { zh: '检查人员不能到场，申请重新抽取', en: 'An officer cannot come: ask for a substitute to be drawn' },
  params: one,
  body: z.object({ department: z.string().length(2), officerId: z.string(), reason, evidence: z.array(evidence).default([]) }),
  answer: form,
});

export const reportLostTarget = endpoint({
  name: 'reportLostTarget',
  method: 'POST',
  path: `${path}/loss`,
  action: 'inspection.lose-target',
  summary: { zh: '主要负责人登记对象无法检查，由备用对象依次递补', en: 'The head records that a target cannot be inspected: the next ticket of the reserve takes its place' },
  params: one,
  body: z.object({ code: z.enum(LOSS_CODE_LIST).exclude(['not-made']), ground: reason, evidence: z.array(evidence).max(20).default([]) }),
  answer: form,
});

export const requestNonDisclosure = endpoint({
  name: 'requestNonDisclosure',
  method: 'POST',
  path: `${path}/non-disclosure`,
  action: 'non-disclosure.request',
  summary: { zh: '申请结果不予公示', en: 'Request that a result stay unpublished' },
  params: one,
  body: z.object({ reason }),
  answer: form,
});

export const decideNonDisclosure = endpoint({
  name: 'decideNonDisclosure',
  method: 'POST',
  path: `${path}/non-disclosure/decision`,
  action: 'non-disclosure.decide',
  summary: { zh: '主要负责人决定是否不予公示', en: 'The head decides on non-disclosure' },
  params: one,
  body: z.object({ approve: z.boolean(), reason }),
  answer: form,
});
