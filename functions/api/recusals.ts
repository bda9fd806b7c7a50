import { applyForRecusal, decideRecusal, listRecusals } from '../../shared/api/recusals.ts';
import * as apply from '../../shared/registry/apply-recusal.ts';
import * as decide from '../../shared/registry/decide-recusal.ts';
import * as list from '../../shared/registry/list-registry.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listRecusals, ({ query }, context) => list.listRecusals(context, query)),
  on(applyForRecusal, ({ body }, context) => apply.applyForRecusal(context, body)),
  on(decideRecusal, (input, context) => decide.decideRecusal(context, input)),
]);
