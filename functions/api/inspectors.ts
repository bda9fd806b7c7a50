import { changeInspector, createInspectors, getInspector, listInspectors } from '../../shared/api/inspectors.ts';
import * as change from '../../shared/registry/change-inspector.ts';
import { enterInspectors } from '../../shared/registry/enter-inspectors.ts';
import * as list from '../../shared/registry/list-registry.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listInspectors, ({ query }, context) => list.listInspectors(context, query)),
  on(getInspector, ({ params }, context) => list.lookUpInspector(context, params.officerId)),
  on(createInspectors, ({ body }, context) => enterInspectors(context, body.rows)),
  on(changeInspector, (input, context) => change.changeInspector(context, input)),
]);
