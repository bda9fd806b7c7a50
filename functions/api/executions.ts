import { getExecution, listExecutions, listWaits, resumeExecution } from '../../shared/api/executions.ts';
import * as waits from '../../shared/lifecycle/list-waits.ts';
import { repairExecution } from '../../shared/lifecycle/repair-execution.ts';
import * as executions from '../../shared/lifecycle/view-executions.ts';
import { watcherEnv } from '../../shared/lifecycle/workflow-arns.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listExecutions, ({ query }, { stores }) => executions.listExecutions(stores, watcherEnv.parse(process.env), query)),
  on(getExecution, ({ params, query }, { stores }) => executions.viewExecution(stores, watcherEnv.parse(process.env), params.name, query.cursor)),
  on(resumeExecution, ({ params, body }, context) => repairExecution(context, watcherEnv.parse(process.env), { name: params.name, ...body })),
  on(listWaits, (_, { stores }) => waits.listWaits(stores)),
]);
