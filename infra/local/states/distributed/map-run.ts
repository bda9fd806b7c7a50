import { StateFailure } from '../failure.ts';
import type { StateNode } from '../definition.ts';
import type { Json, JsonObject } from '../types.ts';
import { exitWithResult } from '../run/exit.ts';
import { attempt } from '../run/fail.ts';
import type { ChildrenPhase, Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';

/** The failure of a distributed Map once more iterations have failed than it tolerates; null before. */
export const mapRunOver = (phase: ChildrenPhase): StateFailure | null => {
  const { toleratedCount, toleratedPercentage } = phase.distributed ?? {};
  const overCount = toleratedCount != null && phase.failed > toleratedCount;
  const overPercentage = toleratedPercentage != null && (phase.failed / phase.count) * 100 > toleratedPercentage;
  const strict = toleratedCount == null && toleratedPercentage == null;
  return strict || overCount || overPercentage
    ? new StateFailure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded')
    : null;
};

/** The last path segment of a Map Run's ARN. */
const mapRunId = (arn: string): string => arn.split(':').at(-1) ?? arn;

/** All iterations of a distributed Map have ended: leaves the state, or first has the results written to S3. */
export const finishMapRun = async (turn: Turn, parent: Thread, state: StateNode, phase: ChildrenPhase, outputs: Json[]): Promise<void> => {
  const { distributed } = phase;
  if (distributed === null) throw new Error(`${state.name} is no distributed Map`);
  const results = turn.childrenOf(parent).map((child) => describeChild(turn, child));
  for (const child of turn.childrenOf(parent)) turn.remove(child);
  if (distributed.writer === null) {
    await leaveMapRun(turn, parent, state, outputs);
    return;
  }
  const prefix = typeof distributed.writer.Prefix === 'string' && distributed.writer.Prefix !== '' ? `${distributed.writer.Prefix}/` : '';
  const folder = `${prefix}${mapRunId(distributed.mapRunArn)}`;
  parent.calls += 1;
  turn.turnTo(parent, {
    kind: 'writing',
    key: `${parent.id}.${parent.calls}`,
    arguments: { Bucket: distributed.writer.Bucket ?? null, folder, mapRunArn: distributed.mapRunArn, results },
    output: { MapRunArn: distributed.mapRunArn, ResultWriterDetails: { Bucket: distributed.writer.Bucket ?? null, Key: `${folder}/manifest.json` } },
  });
};

const describeChild = (turn: Turn, child: Thread): JsonObject => {
  const base: JsonObject = {
    ExecutionArn: child.own?.id ?? '',
    Name: child.own?.name ?? '',
    Input: JSON.stringify(child.own?.input ?? null),
    InputDetails: { Included: true },
    StartDate: new Date(child.own?.startMs ?? turn.nowMs).toISOString(),
    StateMachineArn: turn.execution.stateMachineArn,
  };
  if (child.phase.kind === 'done') return { ...base, Status: 'SUCCEEDED', Output: JSON.stringify(child.phase.output), OutputDetails: { Included: true } };
  if (child.phase.kind === 'failed') return { ...base, Status: 'FAILED', Error: child.phase.error, Cause: child.phase.cause };
  return { ...base, Status: 'ABORTED' };
};

/** Leaves a distributed Map with `output`. */
export const leaveMapRun = async (turn: Turn, parent: Thread, state: StateNode, output: Json): Promise<void> => {
  turn.turnTo(parent, { kind: 'pending' });
  const succeeded = turn.emit(parent, 'MapRunSucceeded', null, { aside: true });
  turn.emit(parent, 'MapStateSucceeded', null, { previous: succeeded, aside: true });
  await attempt(turn, parent, state, () => exitWithResult(turn, parent, state, output));
};
