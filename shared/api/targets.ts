import * as z from 'zod';
import { ledgerView } from '../draw/freezing/view-ledger.ts';
import { bulkAnswer, bulkOf } from '../registry/bulk.ts';
import { target, targetChange, targetEntry, targetId } from '../registry/target.ts';
import { endpoint } from './define.ts';
import { pageOf, pageQuery } from './page.ts';

const params = z.object({ targetId });

/** One of the directory's 256 buckets, `00` to `ff`, by the hash of the id. */
export const listTargets = endpoint({
  name: 'listTargets', method: 'GET', path: '/v1/targets', action: 'target.read',
  summary: { zh: '检查对象名录库（按分桶）', en: 'List targets of a bucket' },
  query: pageQuery.extend({ bucket: z.string().regex(/^[0-9a-f]{2}$/) }), answer: pageOf(target),
});

export const getTarget = endpoint({
  name: 'getTarget', method: 'GET', path: '/v1/targets/{targetId}', action: 'target.read',
  summary: { zh: '查看检查对象', en: 'Get a target' },
  params, answer: target,
});

export const getTargetVisits = endpoint({
  name: 'getTargetVisits', method: 'GET', path: '/v1/targets/{targetId}/visits', action: 'visits.read',
  summary: { zh: '企业年度检查台账：各部门已安排和已完成的检查、频次上限和余额', en: 'An enterprise’s inspections of a year, of all departments: planned and made, the yearly cap and what is left of it' },
  params, query: z.object({ year: z.coerce.number().int().min(2000).max(2999) }), answer: ledgerView,
});

/** Up to 97 targets; sent again, it changes nothing. */
export const createTargets = endpoint({
  name: 'createTargets', method: 'POST', path: '/v1/targets/bulk', action: 'target.change',
  summary: { zh: '批量录入检查对象', en: 'Enter targets in bulk' },
  body: bulkOf(targetEntry), answer: bulkAnswer, status: 201,
});

export const changeTarget = endpoint({
  name: 'changeTarget', method: 'PUT', path: '/v1/targets/{targetId}', action: 'target.change',
  summary: { zh: '变更检查对象', en: 'Change a target' },
  params, body: targetChange, answer: target, ifMatch: 'required',
});
