import { AccessDenied, type Service, type ServiceRequest, type ServiceResponse } from '../contract.ts';
import { ACTIONS } from './api/actions.ts';
import { ApiError } from './api/api-error.ts';
import { isJson } from './api/json-text.ts';
import { checkName } from './api/names.ts';
import { answer, refusal } from './api/wire.ts';
import { executionArn, nameOfArn, stateMachineArn, unqualifiedStateMachineArn, type Place } from './arn.ts';
import { activeStates } from './run/active.ts';
import type { Execution } from './run/execution.ts';
import { fitsPayload } from './run/exit.ts';
import { Runtime } from './run/runtime.ts';
import { stableId } from './run/stable-id.ts';
import type { TaskOutcome } from './run/thread.ts';
import { Executions, type ExecutionFilter } from './store/executions.ts';
import { Machines } from './store/machines.ts';
import { Database } from './store/store.ts';
import type { ActiveState, ExecutionDescription, HistoryEvent, Json, JsonObject, StateMachineDescription, StatesOptions } from './types.ts';
import { acceptDefinition } from './validate/accept.ts';

const rethrow = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};

// Long because it is the one door to everything behind it; each method only checks and passes on.
/** The local Step Functions service. Its methods trust their caller; {@link StatesService.handle} asks the authorizer. */
export class StatesService implements Service {
  private readonly options: StatesOptions;
  private readonly place: Place;
  private readonly db: Database;
  private readonly machines: Machines;
  private readonly executions: Executions;
  private readonly runtime: Runtime;
  private closing: Promise<void> | null = null;

  /** Opens (or makes) the state below `dataDir`. What was running goes on at {@link StatesService.resume}. */
  constructor(options: StatesOptions) {
    this.options = options;
    const { partition, region, accountId, clock, authorizer, lambda, integrations } = options;
    this.place = { partition, region, accountId };
    this.db = new Database(options.dataDir);
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
   * `ExecutionAlreadyExists`, `InvalidName`, `InvalidExecutionInput`. `parent` is set by tasks that start executions.
   */
  start(input: { stateMachineArn: string; name?: string; input?: string; parent?: NonNullable<Execution['parent']> }): { executionArn: string; startMs: number } {
    const machine = this.describeStateMachine(input.stateMachineArn);
    const nowMs = this.options.clock.now();
    const name = input.name ?? stableId(`${machine.stateMachineArn} ${nowMs} ${this.executions.count()}`);
    checkName(name);
    const text = input.input ?? '{}';
    if (!isJson(text)) throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${text.slice(0, 100)}'`);
    if (!fitsPayload(text)) throw new ApiError('InvalidExecutionInput', 'The input is larger than 262144 bytes');
    const arn = executionArn(this.place, machine.name, name);
    const existing = this.executions.describe(arn);
    if (existing !== null) {
      const known = input.parent === undefined ? null : this.executions.parentOf(arn);
      const mine = known !== null && known.arn === input.parent?.arn && known.thread === input.parent.thread && known.key === input.parent.key;
      if (mine || (existing.status === 'RUNNING' && existing.input === text)) return { executionArn: arn, startMs: existing.startMs };
      throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const execution = this.executions.create({
      arn, name, stateMachineArn: machine.stateMachineArn, roleArn: machine.roleArn, definitionHash: this.machines.definitionHash(machine.stateMachineArn),
      input: text, startMs: nowMs, parent: input.parent ?? null,
    });
    this.runtime.takeUp(execution);
    return { executionArn: arn, startMs: nowMs };
  }

  /** Aborts a running execution; one that has ended stays as it is. Throws `ExecutionDoesNotExist`. */
  async stop(arn: string, reason: { error?: string; cause?: string } = {}): Promise<{ stopMs: number }> {
    this.describe(arn);
    await this.runtime.stop(arn, { error: reason.error ?? null, cause: reason.cause ?? null });
    return { stopMs: this.describe(arn).stopMs ?? this.options.clock.now() };
  }

  /** Answers a task's token. Resolves when the answer and all that follows at once are on disk. Throws `InvalidOutput`, and as {@link StatesService.tokenOwner}. */
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

  /** Throws `StateMachineDoesNotExist`. A version or alias suffix is ignored. */
  describeStateMachine(arn: string): StateMachineDescription {
    const machine = this.machines.get(unqualifiedStateMachineArn(arn));
    if (machine === null) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  /** The machine as it was when the execution started. Throws `ExecutionDoesNotExist`. */
  describeStateMachineForExecution(arn: string): Pick<StateMachineDescription, 'stateMachineArn' | 'name' | 'definition' | 'roleArn' | 'updateMs'> {
    const execution = this.executions.read(arn);
    if (execution === null) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return {
      stateMachineArn: execution.stateMachineArn,
      name: nameOfArn(execution.stateMachineArn),
      definition: this.machines.definitionText(this.executions.definitionHash(arn)),
      roleArn: execution.roleArn,
      updateMs: this.machines.get(execution.stateMachineArn)?.updateMs ?? execution.startMs,
    };
  }

  /** Removes the machine; what runs goes on. */
  deleteStateMachine(arn: string): void {
    this.machines.delete(unqualifiedStateMachineArn(arn));
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
    return execution === null ? [] : activeStates(execution);
  }

  /** The service's API: AWS JSON 1.0, `X-Amz-Target: AWSStepFunctions.*`. */
  async handle(request: ServiceRequest): Promise<ServiceResponse> {
    const target = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? '';
    const action = ACTIONS[target.replace(/^AWSStepFunctions\./, '')];
    if (action === undefined) return refusal('UnknownOperationException', `The local service does not know ${target || 'a request without X-Amz-Target'}`);
    const text = Buffer.from(request.body).toString('utf8');
    const { authorizer } = this.options;
    try {
      const body = JSON.parse(text === '' ? '{}' : text) as JsonObject;
      return answer(await action({ service: this, body, require: (name, resource) => authorizer.require(request.principal, name, resource) }));
    } catch (error) {
      if (error instanceof ApiError) return refusal(error.code, error.message);
      if (error instanceof AccessDenied) return refusal('AccessDeniedException', error.message);
      if (error instanceof SyntaxError) return refusal('SerializationException', error.message);
      throw error;
    }
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
