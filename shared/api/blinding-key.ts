import * as z from 'zod';
import { hash } from '../draw/record/fields.ts';
import { endpoint } from './define.ts';

export const putBlindingKey = endpoint({
  name: 'putBlindingKey', method: 'PUT', path: '/v1/blinding-key', action: 'blinding-key.set',
  summary: { zh: '设置盲化密钥（仅一次）', en: 'Set the blinding key, once' },
  body: z.object({ key: hash }), answer: z.object({ set: z.literal(true) }),
});
