import * as z from 'zod';
import { planDraft } from '../plan/draft.ts';
import { proposal } from '../plan/proposal.ts';
import { forecast } from '../plan/forecast.ts';
import { endpoint } from './define.ts';
import { pageOf, pageQuery } from './page.ts';

const params = z.object({ proposalId: z.string().regex(/^\d{4}-[0-9A-Za-z]{2}-\d{2,4}$/) });
const year = z.coerce.number().int().min(2000).max(2999);

export const draftProposal = endpoint({
  name: 'draftProposal',
  method: 'POST',
  path: '/v1/proposals',
  action: 'proposal.draft',
  summary: { zh: '起草联合抽查计划', en: 'Draft a proposal for the year’s plan' },
  body: z.object({ year: z.int().min(2000).max(2999), content: planDraft }),
  answer: proposal,
  status: 201,
});

export const listProposals = endpoint({
  name: 'listProposals',
  method: 'GET',
  path: '/v1/proposals',
  action: 'proposal.read',
  summary: { zh: '列出某年度的申报', en: 'The proposals of a year' },
  query: pageQuery.extend({ year }),
  answer: pageOf(proposal),
});

export const getProposal = endpoint({
  name: 'getProposal',
  method: 'GET',
  path: '/v1/proposals/{proposalId}',
  action: 'proposal.read',
  summary: { zh: '查看申报', en: 'One proposal' },
  params,
  answer: proposal,
});

export const forecastProposal = endpoint({
  name: 'forecastProposal',
  method: 'GET',
  path: '/v1/proposals/{proposalId}/forecast',
  action: 'plan.forecast',
  summary: { zh: '预测该申报所需检查力量及缺额（只提示，不决定）', en: 'Forecast of one proposal: what it needs and what may be short; it warns and decides nothing' },
  params,
  answer: forecast,
});

export const changeProposal = endpoint({
  name: 'changeProposal',
  method: 'PUT',
  path: '/v1/proposals/{proposalId}',
  action: 'proposal.draft',
  summary: { zh: '修改草稿或被退回的申报', en: 'Change a draft or a returned proposal' },
  params,
  body: z.object({ content: planDraft }),
  answer: proposal,
  ifMatch: 'required',
});

export const discardProposal = endpoint({
  name: 'discardProposal',
  method: 'DELETE',
  path: '/v1/proposals/{proposalId}',
  action: 'proposal.draft',
  summary: { zh: '撤下草稿（留痕，不删除记录）', en: 'Discard a draft; its record remains, as withdrawn' },
  params,
  answer: proposal,
  ifMatch: 'optional',
});

export const submitProposal = endpoint({
  name: 'submitProposal',
  method: 'POST',
  path: '/v1/proposals/{proposalId}/submit',
  action: 'proposal.submit',
  summary: { zh: '向联席会议提交申报', en: 'Submit a proposal to the joint conference' },
  params,
  answer: proposal,
  ifMatch: 'optional',
});

export const withdrawProposal = endpoint({
  name: 'withdrawProposal',
  method: 'POST',
  path: '/v1/proposals/{proposalId}/withdraw',
  action: 'proposal.submit',
  summary: { zh: '撤回尚未审议通过的申报', en: 'Withdraw a proposal that is not approved yet' },
  params,
  answer: proposal,
  ifMatch: 'optional',
});

export const reviewProposal = endpoint({
  name: 'reviewProposal',
  method: 'POST',
  path: '/v1/proposals/{proposalId}/review',
  action: 'proposal.review',
  summary: { zh: '联席会议审议：通过、退回（附理由）、并入另一申报', en: 'The conference decides: approve, return with reasons, merge into another' },
  params,
  body: z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('approve') }),
    z.object({ decision: z.literal('return'), reasons: z.string().optional() }),
    z.object({ decision: z.literal('merge'), into: z.string() }),
  ]),
  answer: proposal,
  ifMatch: 'optional',
});
