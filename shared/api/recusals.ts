import * as z from 'zod';
import { recusal, recusalApplication, recusalDecision } from '../registry/recusal.ts';
import { endpoint } from './define.ts';
import { pageOf, pageQuery } from './page.ts';

/** What the caller may see: officers their own, departments theirs, witnesses and overseers all. */
export const listRecusals = endpoint({
  name: 'listRecusals', method: 'GET', path: '/v1/recusals', action: 'recusal.read',
  summary: { zh: '回避申请列表', en: 'List recusals' },
  query: pageQuery, answer: pageOf(recusal),
});

export const applyForRecusal = endpoint({
  name: 'applyForRecusal', method: 'POST', path: '/v1/recusals', action: 'recusal.apply',
  summary: { zh: '申请回避', en: 'Apply for a recusal' },
  body: recusalApplication, answer: recusal, status: 201,
});

export const decideRecusal = endpoint({
  name: 'decideRecusal', method: 'POST', path: '/v1/recusals/{recusalId}/decision', action: 'recusal.decide',
  summary: { zh: '决定回避申请', en: 'Decide a recusal' },
  params: z.object({ recusalId: z.string() }), body: recusalDecision, answer: recusal, ifMatch: 'optional',
});
