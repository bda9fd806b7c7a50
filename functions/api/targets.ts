import { changeTarget, createTargets, getTarget, getTargetVisits, listTargets } from '../../shared/api/targets.ts';
import { viewLedger } from '../../shared/draw/freezing/view-ledger.ts';
import { permits } from '../../shared/identity/permission.ts';
import * as change from '../../shared/registry/change-target.ts';
import { enterTargets } from '../../shared/registry/enter-targets.ts';
import { found } from '../../shared/registry/found.ts';
import * as list from '../../shared/registry/list-registry.ts';
import { targets } from '../../shared/registry/target-store.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listTargets, ({ query }, context) => list.listTargets(context, query)),
  on(getTarget, async ({ params }, { stores }) => found(await targets.find(stores.registry, params.targetId), params.targetId)),
  on(getTargetVisits, ({ params, query }, { stores, act }) => viewLedger(stores, query.year, params.targetId, permits(act.actor, 'draw.sealed.read'))),
  on(createTargets, ({ body }, context) => enterTargets(context, body.rows)),
  on(changeTarget, (input, context) => change.changeTarget(context, input)),
]);
