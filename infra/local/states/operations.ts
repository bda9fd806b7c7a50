import { ApiError } from './api/api-error.ts';
import { isJson } from './api/json-text.ts';
import { checkName } from './api/names.ts';
import { nameOfArn, stateMachineArn, type Place } from './arn.ts';
import { activeStates } from './run/active.ts';
import { fitsPayload } from './run/exit.ts';
import { notRedrivable } from './run/redrive.ts';
import { Runtime } from './run/runtime.ts';
import type { TaskOutcome } from './run/thread.ts';
import { Executions, type ExecutionFilter } from './store/executions.ts';
import { Machines, revisionOf } from './store/machines.ts';
import { Database } from './store/store.ts';
import { startExecution, type Start } from './start-execution.ts';
import type { ActiveState, ExecutionDescription, HistoryEvent, Json, StateMachineDescription, StatesOptions } from './types.ts';
import { acceptDefinition } from './validate/accept.ts';

const rethrow = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};

// Long because it is the one door to everything behind it; each method only checks and passes on.
/** What the local Step Functions service does. The methods trust their caller. */
export class Operations {
  protected readonly options: StatesOptions;
  private readonly place: Place;
  private readonly db: Database;
  private readonly machines: Machines;
  private readonly executions: Executions;
  private readonly runtime: Runtime;
  private closing: Promise<void> | null = null;

  /** Opens (or makes) the state below `dataDir`. What was running goes on at {@link Operations.resume}. */
  constructor(options: StatesOptions) {
    this.options = options;
    const { partition, region, accountId, clock, authorizer, lambda, integrations } = options;
    this.place = { partition, region, accountId };
    this.db = new Database(options.database ?? options.dataDir);
    this.machines = new Machines(this.db);
    this.executions = new Executions(this.db, this.machines);
    this.runtime = new Runtime({
      executions: this.executions,
      clock,
      place: this.place,
      callers: { lambda, authorizer, integrations, place: this.place, start: (input) => this.start(input) },
      onBug: options.onBug ?? rethrow,
    });
  }

  /** Creates or updates; running executions keep the definition they started with. Throws `InvalidDefinition` (listing the diagnostics) or `InvalidName`. Returns the ARN. */
  createStateMachine(input: { name: string; definition: string; roleArn: string; type?: 'STANDARD' | 'EXPRESS' }): string {
    const type = input.type ?? 'STANDARD';
    checkName(input.name);
    acceptDefinition(input.definition, type);
    const arn = stateMachineArn(this.place, input.name);
    this.machines.put({ stateMachineArn: arn, name: input.name, definition: input.definition, roleArn: input.roleArn, type }, this.options.clock.now());
    return arn;
  }

  /**
   * Starts an execution; a name that runs with the same input gives that execution again. Throws `StateMachineDoesNotExist`,
   * `ExecutionAlreadyExists`, `InvalidName`, `InvalidExecutionInput`.
   */
  start(input: { stateMachineArn: string } & Start): { executionArn: string; startMs: number } {
    const machine = this.describeStateMachine(input.stateMachineArn);
    const { machines, executions, place } = this;
    const { arn, startMs, created } = startExecution({ machines, executions, place, nowMs: this.options.clock.now() }, machine, input);
    if (created !== null) this.runtime.takeUp(created);
    return { executionArn: arn, startMs };
  }

  /**
   * Lets an execution that ended without success within the last 14 days go on from where it broke, on the definition it started with.
   * A `clientToken` seen in the last 15 minutes answers as it did then. Throws `ExecutionDoesNotExist`, `ExecutionNotRedrivable`.
   */
  async redrive(arn: string, clientToken?: string): Promise<{ redriveMs: number }> {
    const nowMs = this.options.clock.now();
    const before = clientToken === undefined ? null : this.executions.redriveBy(arn, clientToken, nowMs);
    if (before !== null) return { redriveMs: before };
    const why = this.whyNotRedrivable(arn);
    const execution = why === null ? this.executions.read(arn) : null;
    if (execution === null) throw new ApiError('ExecutionNotRedrivable', why ?? 'Execution cannot be redriven');
    await this.runtime.redrive(execution, clientToken ?? null);
    return { redriveMs: nowMs };
  }

  /** Why the execution cannot be redriven now, in the service's words; null if it can. Throws `ExecutionDoesNotExist`. */
  whyNotRedrivable(arn: string): string | null {
    const execution = this.describe(arn);
    if (this.machines.get(execution.stateMachineArn) === null) return 'State machine is in DELETING status';
    return notRedrivable(execution, this.executions.events(arn), this.options.clock.now());
  }

  /** Aborts a running execution; one that has ended stays as it is. Throws `ExecutionDoesNotExist`. */
  async stop(arn: string, reason: { error?: string; cause?: string } = {}): Promise<{ stopMs: number }> {
    this.describe(arn);
    await this.runtime.stop(arn, { error: reason.error ?? null, cause: reason.cause ?? null });
    return { stopMs: this.describe(arn).stopMs ?? this.options.clock.now() };
  }

  /** Answers a task's token. Resolves when the answer and all that follows at once are on disk. Throws `InvalidOutput`, and as {@link Operations.tokenOwner}. */
  async sendTaskSuccess(taskToken: string, output: string): Promise<void> {
    if (!isJson(output) || !fitsPayload(output)) throw new ApiError('InvalidOutput', `Invalid Output: 'the output is not JSON of at most 262144 bytes'`);
    await this.answer(taskToken, { ok: true, result: JSON.parse(output) as Json });
  }

  /** Fails the task that a token stands for. */
  async sendTaskFailure(taskToken: string, error: string | null, cause: string | null): Promise<void> {
    await this.answer(taskToken, { ok: false, error, cause });
  }

  /** Puts the task's heartbeat off. */
  async sendTaskHeartbeat(taskToken: string): Promise<void> {
    const { executionArn: arn, threadId, key } = this.tokenOwner(taskToken);
    await this.runtime.heartbeat(arn, threadId, key);
  }

  /** Where a token belongs. Throws `InvalidToken` for what cannot be one, `TaskDoesNotExist` for one never given out. */
  tokenOwner(taskToken: string): { executionArn: string; stateMachineArn: string; threadId: number; key: string } {
    if (!/^[A-Za-z0-9+/]{86}==$/.test(taskToken)) throw new ApiError('InvalidToken', `Invalid Token: 'Invalid token'`);
    const owner = this.executions.token(taskToken);
    if (owner === null) throw new ApiError('TaskDoesNotExist', `Task Does Not Exist: 'Provided task does not exist'`);
    return owner;
  }

  /** Throws `ExecutionDoesNotExist`. */
  describe(arn: string): ExecutionDescription {
    const execution = this.executions.describe(arn);
    if (execution === null) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /** Throws `StateMachineDoesNotExist`, also for a version or an alias: none is ever published here. */
  describeStateMachine(arn: string): StateMachineDescription {
    const machine = this.machines.get(arn);
    if (machine === null) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  /** The machine as it was when the execution started. Throws `ExecutionDoesNotExist`. */
  describeStateMachineForExecution(arn: string): Pick<StateMachineDescription, 'stateMachineArn' | 'name' | 'definition' | 'roleArn' | 'revisionId' | 'updateMs'> {
    const execution = this.executions.read(arn);
    if (execution === null) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    const hash = this.executions.definitionHash(arn);
    return {
      stateMachineArn: execution.stateMachineArn,
      name: nameOfArn(execution.stateMachineArn),
      definition: this.machines.definitionText(hash),
      roleArn: execution.roleArn,
      revisionId: revisionOf(hash, execution.roleArn),
      updateMs: this.machines.get(execution.stateMachineArn)?.updateMs ?? execution.startMs,
    };
  }

  /** Removes the machine; what runs goes on. */
  deleteStateMachine(arn: string): void {
    this.machines.delete(arn);
  }

  /** All state machines, newest first. */
  stateMachines(): readonly StateMachineDescription[] {
    return this.machines.list();
  }

  /** Executions, newest first. */
  list(filter: ExecutionFilter = {}): readonly ExecutionDescription[] {
    return this.executions.list(filter);
  }

  /** The events so far. Throws `ExecutionDoesNotExist`. */
  history(arn: string, page: { reverse?: boolean; limit?: number; offset?: number } = {}): readonly HistoryEvent[] {
    this.describe(arn);
    return this.executions.history(arn, page);
  }

  /** What the execution is working on or waiting for; empty once it has ended. */
  active(arn: string): readonly ActiveState[] {
    const execution = this.runtime.get(arn) ?? this.executions.read(arn);
    return execution?.status === 'RUNNING' ? activeStates(execution) : [];
  }

  /** After a start of the process: calls again what was in flight and re-arms the timers. Call once, when all services are up. */
  resume(): void {
    for (const arn of this.executions.running()) {
      const execution = this.runtime.runs(arn) ? null : this.executions.read(arn);
      if (execution !== null) this.runtime.takeUp(execution);
    }
  }

  /** Lets what is being written finish and closes the files. What is in flight is called again by the next process. May be called twice. */
  close(): Promise<void> {
    this.closing ??= this.runtime.close().then(() => this.db.close());
    return this.closing;
  }

  private async answer(taskToken: string, outcome: TaskOutcome): Promise<void> {
    const { executionArn: arn, threadId, key } = this.tokenOwner(taskToken);
    await this.runtime.answer(arn, threadId, key, outcome);
  }
}
