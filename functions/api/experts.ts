import { changeExpert, createExperts, getExpert, listExperts } from '../../shared/api/experts.ts';
import * as change from '../../shared/registry/change-expert.ts';
import { enterExperts } from '../../shared/registry/enter-experts.ts';
import * as list from '../../shared/registry/list-experts.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listExperts, ({ query }, context) => list.listExperts(context, query)),
  on(getExpert, ({ params }, context) => list.lookUpExpert(context, params.expertId)),
  on(createExperts, ({ body }, context) => enterExperts(context, body.rows)),
  on(changeExpert, (input, context) => change.changeExpert(context, input)),
]);
