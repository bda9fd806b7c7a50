import type { Clock } from '../../contract.ts';
import { ApiError } from '../api/api-error.ts';
import type { Place } from '../arn.ts';
import { taskAnswered } from '../states/task.ts';
import type { Executions } from '../store/executions.ts';
import type { Callers } from '../tasks/perform.ts';
import { advance } from './advance.ts';
import { due } from './due.ts';
import type { Execution } from './execution.ts';
import { makeCall, taskOf } from './make-call.ts';
import { outcomeOfChild } from './outcome-of-child.ts';
import { redriveExecution } from './redrive.ts';
import type { TaskOutcome, TaskPhase, Thread } from './thread.ts';
import { dueOf, Timers } from './timers.ts';
import { Turn } from './turn.ts';

type Actor = { execution: Execution; tail: Promise<void>; readonly calls: Set<string> };

/** What the runtime works with. */
export type RuntimeParts = {
  readonly executions: Executions;
  readonly clock: Clock;
  readonly place: Place;
  readonly callers: Callers;
  readonly onBug: (error: unknown, executionArn: string) => void;
};

// Long because queue, commit and what follows a commit only make sense together.
/**
 * Keeps the running executions moving. Each has a queue of happenings; each happening is one turn, committed as one transaction
 * before anything it asks for (a call, a timer, a stopped child) is done.
 */
export class Runtime {
  private readonly parts: RuntimeParts;
  private readonly actors = new Map<string, Actor>();
  private readonly timers: Timers;
  private closed = false;

  constructor(parts: RuntimeParts) {
    this.parts = parts;
    this.timers = new Timers(parts.clock);
  }

  /** Takes up an execution as it was last committed: steps that are due, calls that were out, timers. */
  takeUp(execution: Execution): void {
    if (this.actors.has(execution.arn)) return;
    this.actors.set(execution.arn, { execution, tail: Promise.resolve(), calls: new Set() });
    this.spawn(execution.arn, (turn) => {
      for (const thread of turn.execution.threads.values()) {
        if (thread.phase.kind === 'enter' || thread.phase.kind === 'again') turn.ready.push(thread.id);
      }
    }, true);
  }

  /** True while the execution runs here. */
  runs(arn: string): boolean {
    return this.actors.has(arn);
  }

  /** The execution as it is in memory, if it runs here. */
  get(arn: string): Execution | null {
    return this.actors.get(arn)?.execution ?? null;
  }

  /**
   * Does `work` as one turn of the execution, after those already queued. Resolves when it is committed.
   * An {@link ApiError} from `work` refuses it and changes nothing.
   */
  post<T>(arn: string, work: (turn: Turn) => T | Promise<T>, all = false): Promise<T> {
    const actor = this.actors.get(arn);
    if (actor === undefined) return Promise.reject(new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`));
    const result = actor.tail.then(() => this.take(actor, work, all));
    actor.tail = result.then(() => undefined, () => undefined);
    return this.parts.clock.track(result);
  }

  /** Answers a token. Throws `TaskTimedOut` if its task waits no more. */
  async answer(arn: string, threadId: number, key: string, outcome: TaskOutcome): Promise<void> {
    await this.withTask(arn, threadId, key, async (turn, thread, phase) => {
      await taskAnswered(turn, thread, phase, outcome);
    });
  }

  /** Notes a heartbeat. Throws `TaskTimedOut` if its task waits no more. */
  async heartbeat(arn: string, threadId: number, key: string): Promise<void> {
    await this.withTask(arn, threadId, key, async (turn, thread, phase) => {
      if (phase.heartbeatSeconds !== null) turn.turnTo(thread, { ...phase, heartbeatMs: turn.nowMs + phase.heartbeatSeconds * 1000 });
    });
  }

  /** Ends the execution as ABORTED. */
  async stop(arn: string, reason: { error: string | null; cause: string | null }): Promise<void> {
    if (!this.reach(arn)) return;
    await this.post(arn, (turn) => {
      if (turn.execution.status === 'RUNNING') turn.endExecution('ABORTED', reason);
    });
  }

  /** Lets an execution that has ended without success go on. */
  async redrive(execution: Execution, clientToken: string | null): Promise<void> {
    this.actors.set(execution.arn, { execution, tail: Promise.resolve(), calls: new Set() });
    try {
      await this.post(execution.arn, (turn) => redriveExecution(turn, clientToken));
    } catch (error) {
      this.actors.delete(execution.arn);
      throw error;
    }
  }

  /** Stops all timers and waits for the turns under way; later answers are dropped. */
  async close(): Promise<void> {
    this.closed = true;
    this.timers.close();
    await Promise.all([...this.actors.values()].map((actor) => actor.tail));
  }

  // What comes from outside may come before resume has taken everything up.
  private reach(arn: string): boolean {
    const execution = this.actors.has(arn) ? null : this.parts.executions.read(arn);
    if (execution?.status === 'RUNNING') this.takeUp(execution);
    return this.actors.has(arn);
  }

  private withTask(arn: string, threadId: number, key: string, work: (turn: Turn, thread: Thread, phase: TaskPhase) => Promise<void>): Promise<void> {
    const late = (): ApiError => new ApiError('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
    if (!this.reach(arn)) return Promise.reject(late());
    return this.post(arn, async (turn) => {
      const found = taskOf(turn, threadId, key);
      if (found === null || found.phase.early !== null) throw late();
      await work(turn, found.thread, found.phase);
    });
  }

  private spawn(arn: string, work: (turn: Turn) => void | Promise<void>, all = false): void {
    if (!this.actors.has(arn)) return;
    this.post(arn, work, all).catch((error: unknown) => {
      if (!this.closed) this.parts.onBug(error, arn);
    });
  }

  private async take<T>(actor: Actor, work: (turn: Turn) => T | Promise<T>, all: boolean): Promise<T> {
    const { execution } = actor;
    const turn = new Turn(execution, this.parts.callers, this.parts.clock.now());
    const result: T[] = [];
    try {
      await advance(turn, async () => {
        result.push(await work(turn));
      });
      if (turn.events.length > 0 || turn.dirty.size > 0 || turn.removed.size > 0) {
        if (this.closed) throw new Error('the service is closed');
        this.parts.executions.commit(turn);
      }
    } catch (error) {
      if (!this.closed && (turn.events.length > 0 || turn.dirty.size > 0)) actor.execution = this.parts.executions.read(execution.arn) ?? execution;
      throw error;
    }
    if (!this.closed) this.follow(actor, turn, all);
    return result[0] as T;
  }

  // After the commit: what the turn asked for. Everything here can be derived from the stored threads, which is what a restart does.
  private follow(actor: Actor, turn: Turn, all: boolean): void {
    const { execution } = actor;
    for (const id of turn.removed) this.timers.set(`${execution.rowId}.${id}`, null, () => undefined);
    const running = execution.status === 'RUNNING';
    this.timers.set(`${execution.rowId}`, running ? execution.timeoutMs : null, () => {
      this.spawn(execution.arn, (later) => {
        if (later.execution.status === 'RUNNING') later.endExecution('TIMED_OUT', { error: 'States.Timeout' });
      });
    });
    for (const thread of all ? execution.threads.values() : turn.dirty) {
      if (!execution.threads.has(thread.id)) continue;
      this.timers.set(`${execution.rowId}.${thread.id}`, dueOf(thread), () => this.spawn(execution.arn, (later) => due(later, thread.id)));
      this.dispatch(actor, thread);
    }
    for (const arn of turn.abandoned) this.stop(arn, { error: null, cause: null }).catch((error: unknown) => this.parts.onBug(error, arn));
    if (running) return;
    this.actors.delete(execution.arn);
    this.tellParent(execution);
  }

  private tellParent(child: Execution): void {
    const { parent } = child;
    if (parent === null) return;
    this.spawn(parent.arn, async (turn) => {
      const found = taskOf(turn, parent.thread, parent.key);
      const outcome = found === null ? null : outcomeOfChild(this.parts.executions, found.phase, child.arn);
      if (found !== null && outcome !== null && found.phase.early === null) await taskAnswered(turn, found.thread, found.phase, outcome);
    });
  }

  private dispatch(actor: Actor, thread: Thread): void {
    const { phase } = thread;
    if (phase.kind === 'task' && phase.stage === 'child') this.rejoin(actor.execution.arn, thread.id, phase);
    const calls = (phase.kind === 'task' && phase.stage === 'calling') || phase.kind === 'reading' || phase.kind === 'writing';
    if (!calls || actor.calls.has(phase.key)) return;
    actor.calls.add(phase.key);
    const { execution } = actor;
    const done = makeCall(this.parts.callers, execution, thread.id, phase).then(
      (finish) => {
        actor.calls.delete(phase.key);
        this.spawn(execution.arn, finish);
      },
      (error: unknown) => this.parts.onBug(error, execution.arn),
    );
    void this.parts.clock.track(done);
  }

  // The child may have ended while nobody listened: before the wait was stored, or while the process was down.
  private rejoin(arn: string, threadId: number, phase: TaskPhase): void {
    const outcome = phase.childArn === null ? null : outcomeOfChild(this.parts.executions, phase, phase.childArn);
    if (outcome === null) return;
    this.spawn(arn, async (turn) => {
      const found = taskOf(turn, threadId, phase.key);
      if (found !== null) await taskAnswered(turn, found.thread, found.phase, outcome);
    });
  }
}
