import { AccessDenied } from '../../contract.ts';
import { executionArn, mapRunArn, unqualifiedStateMachineArn } from '../arn.ts';
import { isObject, type StateNode } from '../definition.ts';
import { StateFailure } from '../failure.ts';
import { evaluate } from '../query/evaluate.ts';
import { startMap } from '../run/children.ts';
import { attempt, failState } from '../run/fail.ts';
import { scopeOf } from '../run/scope.ts';
import { stableId } from '../run/stable-id.ts';
import type { MapRunSettings, Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';
import { parseResource } from '../tasks/resource.ts';
import type { Json, JsonObject } from '../types.ts';
import { batchItems } from './batch.ts';

const labelOf = (state: StateNode): string => (typeof state.fields.Label === 'string' ? state.fields.Label : state.name.slice(0, 40));

/** Starts a Map Run over `items`, or has them read from S3 first. */
export const startMapRun = async (
  turn: Turn,
  thread: Thread,
  state: StateNode,
  options: Omit<MapRunSettings, 'mapRunArn'> & { items: Json[]; reader: JsonObject | null },
): Promise<void> => {
  const { items, reader, ...limits } = options;
  const { execution, place } = turn;
  requirePermission(turn);
  const scope = scopeOf(turn, thread);
  const config = reader !== null && isObject(reader.ReaderConfig) ? await evaluate(reader.ReaderConfig, 'ItemReader/ReaderConfig', scope) : {};
  const args = reader === null ? null : await evaluate(reader.Arguments ?? {}, 'ItemReader/Arguments', scope);
  const id = stableId(`map run ${execution.arn} ${execution.startMs} ${thread.id} ${thread.enteredMs} ${thread.enteredId} ${thread.retryCount}`);
  const settings: MapRunSettings = { mapRunArn: mapRunArn(place, execution.stateMachineName, labelOf(state), id), ...limits };
  turn.emit(thread, 'MapStateStarted', { length: items.length });
  turn.emit(thread, 'MapRunStarted', { mapRunArn: settings.mapRunArn });
  if (reader === null) {
    await startChildExecutions(turn, thread, settings, items);
    return;
  }
  const resource = parseResource(String(reader.Resource));
  if (resource?.kind !== 'service' || !isObject(config)) throw new StateFailure('States.ItemReaderFailed', 'The ItemReader names no resource that can be read');
  if (typeof config.MaxItems === 'number' && config.MaxItems < 0) {
    await readingFailed(turn, thread, new StateFailure('States.ItemReaderFailed', 'field MaxItems must be positive'));
    return;
  }
  thread.calls += 1;
  turn.turnTo(thread, { kind: 'reading', key: `${thread.id}.${thread.calls}`, reader: { action: resource.action, arguments: args, config }, settings });
};

/** A Map Run starts executions of its own machine and follows them, by the machine's own role. */
const requirePermission = ({ execution, place, authorizer }: Turn): void => {
  const principal = { arn: execution.roleArn };
  try {
    authorizer.require(principal, 'states:StartExecution', unqualifiedStateMachineArn(execution.stateMachineArn));
    authorizer.require(principal, 'states:DescribeExecution', executionArn(place, execution.stateMachineName, execution.name));
  } catch (error) {
    if (error instanceof AccessDenied) throw new StateFailure('States.Permissions', error.message);
    throw error;
  }
};

/** The items could not be read. */
export const readingFailed = async (turn: Turn, thread: Thread, failure: StateFailure): Promise<void> => {
  turn.emit(thread, 'MapRunFailed', { error: failure.error, cause: failure.cause_ });
  await failState(turn, thread, turn.stateOf(thread), failure);
};

/** The items are there: starts the child executions. */
export const startChildExecutions = async (turn: Turn, thread: Thread, settings: MapRunSettings, items: readonly Json[]): Promise<void> => {
  const state = turn.stateOf(thread);
  const { limit, ...distributed } = settings;
  const [, label = '', runId = ''] = /mapRun:[^/]+\/([^:]+):(.+)$/.exec(settings.mapRunArn) ?? [];
  const own = (index: number, input: Json): NonNullable<Thread['own']> => {
    const name = stableId(`child ${runId} ${index}`);
    return { id: executionArn(turn.place, `${turn.execution.stateMachineName}/${label}`, name), name, input, startMs: turn.nowMs, events: 0 };
  };
  await attempt(turn, thread, state, async () => {
    const batches = isObject(state.fields.ItemBatcher) ? await batchItems(turn, thread, state, state.fields.ItemBatcher, items) : null;
    const iterations = batches === null
      ? items.map((value, index) => ({ item: { index, value }, input: value, own: own(index, value) }))
      : batches.map((input, index) => ({ item: null, input, own: own(index, input) }));
    await startMap(turn, thread, state, iterations, { limit, distributed });
  });
};
