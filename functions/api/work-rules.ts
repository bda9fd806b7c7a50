import { listWorkRules, putWorkRules } from '../../shared/api/work-rules.ts';
import { ok } from '../../shared/kernel/result.ts';
import * as put from '../../shared/registry/put-work-rules.ts';
import { readWorkRules } from '../../shared/registry/work-rules-store.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listWorkRules, async (_, { stores }) => ok({ items: await readWorkRules(stores.registry) })),
  on(putWorkRules, (input, context) => put.putWorkRules(context, input)),
]);
