import type { Authorizer } from '../../contract.ts';
import type { Place } from '../arn.ts';
import { stateOf, type StateNode } from '../definition.ts';
import { runtimeFailure } from '../failure.ts';
import type { ExecutionStatus, Json, JsonObject } from '../types.ts';
import type { Execution } from './execution.ts';
import { remainsOf, type CutOff } from './remains.ts';
import { newThread, type Phase, type Thread } from './thread.ts';

/** A history holds no more events than this, the last being the one that ends the execution. */
export const HISTORY_LIMIT = 25_000;

/** The cause of the failure of an execution whose history is full. */
export const HISTORY_FULL = `The execution reached the maximum number of history events (${HISTORY_LIMIT}).`;

/** An event not yet written. `detail` is JSON-ready, or null for events that have none. */
export type NewEvent = { readonly id: number; readonly previous: number; readonly type: string; readonly detail: JsonObject | null };

/** Thrown by {@link Turn.emit} when only the last place in the history is left. */
export class HistoryFull extends Error {}

/**
 * One burst of transitions of one execution: everything that follows from one happening until every thread waits.
 * It changes the execution in memory and collects what the store must write in one transaction.
 */
export class Turn {
  readonly execution: Execution;
  readonly place: Place;
  readonly authorizer: Authorizer;
  readonly nowMs: number;
  readonly events: NewEvent[] = [];
  readonly dirty = new Set<Thread>();
  readonly removed = new Set<number>();
  readonly tokens: { token: string; threadId: number; key: string }[] = [];
  /** Child executions nobody waits for any more; they are stopped. */
  readonly abandoned: string[] = [];
  /** What was cut off below a state that failed because of it, by the state's thread; forgotten if the failure is retried or caught. */
  readonly cutOff = new Map<number, CutOff>();
  /** Threads that stay in the store though the execution has ended, for a redrive. */
  remains: readonly Thread[] = [];
  /** Set by a redrive, to be noted beside the execution. */
  redrive: { readonly count: number; readonly clientToken: string | null } | null = null;
  /** Threads that can take a step. */
  readonly ready: number[] = [];
  /** Threads that have ended and whose parent has not heard of it. */
  readonly ended: Thread[] = [];

  constructor(execution: Execution, { place, authorizer }: { readonly place: Place; readonly authorizer: Authorizer }, nowMs: number) {
    this.execution = execution;
    this.place = place;
    this.authorizer = authorizer;
    this.nowMs = nowMs;
  }

  /**
   * Adds an event to the line of `thread` and returns its id. `previous` overrides its predecessor; with `aside`, the line does not
   * continue from it. Lines inside a distributed Map write no history: 0.
   */
  emit(thread: Thread, type: string, detail: JsonObject | null = null, options: { previous?: number; aside?: boolean } = {}): number {
    const own = this.ownOf(thread);
    if (own !== null) {
      own.events += 1;
      if (own.events > HISTORY_LIMIT) throw runtimeFailure(HISTORY_FULL);
      return 0;
    }
    const id = this.execution.nextEvent;
    if (id >= HISTORY_LIMIT && !type.startsWith('Execution')) throw new HistoryFull();
    this.execution.nextEvent += 1;
    this.events.push({ id, previous: options.previous ?? thread.previous, type, detail });
    if (options.aside !== true) thread.previous = id;
    this.dirty.add(thread);
    return id;
  }

  /** Puts `thread` into another phase; `enter` and `again` make it take a step. */
  turnTo(thread: Thread, phase: Phase): void {
    thread.phase = phase;
    this.dirty.add(thread);
    if (phase.kind === 'enter' || phase.kind === 'again') this.ready.push(thread.id);
    if (phase.kind === 'done' || phase.kind === 'failed') this.ended.push(thread);
  }

  /** Adds a thread; it does nothing before it is turned to a phase. */
  addThread(place: Omit<Parameters<typeof newThread>[0], 'id' | 'phase'>): Thread {
    const thread = newThread({ ...place, id: this.execution.nextThread, phase: { kind: 'pending' } });
    this.execution.nextThread += 1;
    this.execution.threads.set(thread.id, thread);
    this.dirty.add(thread);
    return thread;
  }

  /** Forgets a thread, and the child execution it may be waiting for. */
  remove(thread: Thread): void {
    this.abandon(thread);
    this.execution.threads.delete(thread.id);
    this.dirty.delete(thread);
    this.removed.add(thread.id);
  }

  /** Stops waiting for a child execution. */
  abandon(thread: Thread): void {
    if (thread.phase.kind === 'task' && thread.phase.childArn !== null) this.abandoned.push(thread.phase.childArn);
  }

  /** The state `thread` is in. */
  stateOf(thread: Thread): StateNode {
    return stateOf(this.execution.program, thread.block, thread.state);
  }

  /** The threads one level below `thread`. */
  childrenOf(thread: Thread): Thread[] {
    if (thread.phase.kind !== 'children') return [];
    const { first, count } = thread.phase;
    return Array.from({ length: count }, (_, index) => this.execution.threads.get(first + index)).filter((child) => child !== undefined);
  }

  /** The thread above `thread`, or null at the top. */
  parentOf(thread: Thread): Thread | null {
    return thread.parent === null ? null : (this.execution.threads.get(thread.parent) ?? null);
  }

  /** Ends the execution: last event, status, and nothing left to walk. */
  endExecution(status: Exclude<ExecutionStatus, 'RUNNING'>, outcome: { output?: Json; error?: string | null; cause?: string | null }): void {
    const { execution } = this;
    const root = [...execution.threads.values()].find((thread) => thread.parent === null);
    if (root === undefined) throw runtimeFailure('The execution has no thread left.');
    const detail: JsonObject = {};
    if (outcome.output !== undefined) Object.assign(detail, { output: JSON.stringify(outcome.output), outputDetails: { truncated: false } });
    if (outcome.error != null) detail.error = outcome.error;
    if (outcome.cause != null) detail.cause = outcome.cause;
    this.emit(root, EVENT_OF_STATUS[status], detail);
    execution.status = status;
    execution.output = outcome.output ?? null;
    execution.error = outcome.error ?? null;
    execution.cause = outcome.cause ?? null;
    execution.stopMs = this.nowMs;
    if (status !== 'SUCCEEDED') this.remains = remainsOf(execution, this.cutOff);
    for (const thread of execution.threads.values()) this.remove(thread);
  }

  /** The child execution of a distributed Map that `thread` is part of; null if it belongs to this execution itself. */
  ownOf(thread: Thread): Thread['own'] {
    for (let line: Thread | null = thread; line !== null; line = this.parentOf(line)) if (line.own !== null) return line.own;
    return null;
  }
}

const EVENT_OF_STATUS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const satisfies Record<Exclude<ExecutionStatus, 'RUNNING'>, string>;
