import type { Action } from './call.ts';
import { EXECUTION_ACTIONS } from './execution-actions.ts';
import { MACHINE_ACTIONS } from './machine-actions.ts';
import { TASK_ACTIONS } from './task-actions.ts';

/** The API's actions by name. Each asks for the right it needs, on the resource form that IAM uses for it. */
export const ACTIONS: Readonly<Record<string, Action | undefined>> = { ...MACHINE_ACTIONS, ...EXECUTION_ACTIONS, ...TASK_ACTIONS };

/** What the service on AWS also does and this one refuses, with the reason. */
const NOT_OFFERED: readonly (readonly [names: RegExp, why: string])[] = [
  [/Activity$|Activities$/, 'activities are not offered: a state that waits for people uses a task token'],
  [/StateMachineVersion|StateMachineAlias/, 'versions and aliases are not offered: an execution keeps the definition it started with'],
  [/MapRun/, 'Map Runs are shown in the history of their execution only'],
  [/^StartSyncExecution$/, 'Express executions that are waited for are not offered: the workflows of the year are Standard'],
  [/^TestState$/, 'single states are not tested here: start an execution'],
  [/Tag|Untag/, 'tags are not kept'],
];

/** Why the action `name` is refused. */
export const refusedAction = (name: string): string =>
  `The local service does not do ${name === '' ? 'anything without X-Amz-Target' : name}: ${NOT_OFFERED.find(([names]) => names.test(name))?.[1] ?? 'no such action is known'}`;
