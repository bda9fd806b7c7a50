import * as z from 'zod';
import { bulkAnswer, bulkOf } from '../registry/bulk.ts';
import { departmentCode } from '../registry/department.ts';
import { expert, expertChange, expertEntry, expertId, expertWithPrivate } from '../registry/expert.ts';
import { endpoint } from './define.ts';
import { pageOf, pageQuery } from './page.ts';

const params = z.object({ expertId });

/** The expert library, without what is private (NR-11). */
export const listExperts = endpoint({
  name: 'listExperts', method: 'GET', path: '/v1/experts', action: 'expert.read',
  summary: { zh: '专家、专业技术人员、第三方机构人员库（只作协助，不计入执法人员）', en: 'List experts, technicians and third parties; they assist and never count as officers' },
  query: pageQuery.extend({ department: departmentCode.optional(), field: z.string().min(2).max(60).optional() }), answer: pageOf(expert),
});

/** `private` is there for the department that keeps the entry only (NR-11). */
export const getExpert = endpoint({
  name: 'getExpert', method: 'GET', path: '/v1/experts/{expertId}', action: 'expert.read',
  summary: { zh: '查看专家', en: 'Get an expert' },
  params, answer: expertWithPrivate,
});

/** Up to 97 experts; sent again, it changes nothing. */
export const createExperts = endpoint({
  name: 'createExperts', method: 'POST', path: '/v1/experts/bulk', action: 'expert.change',
  summary: { zh: '批量录入专家', en: 'Enter experts in bulk' },
  body: bulkOf(expertEntry), answer: bulkAnswer, status: 201,
});

export const changeExpert = endpoint({
  name: 'changeExpert', method: 'PUT', path: '/v1/experts/{expertId}', action: 'expert.change',
  summary: { zh: '变更专家', en: 'Change an expert' },
  params, body: expertChange, answer: expert, ifMatch: 'required',
});
