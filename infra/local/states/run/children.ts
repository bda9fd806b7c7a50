import { QueryFailure, StateFailure } from '../failure.ts';
import { processorPointer, type StateNode } from '../definition.ts';
import { evaluate } from '../query/evaluate.ts';
import type { Json } from '../types.ts';
import { finishMapRun, mapRunOver } from '../distributed/map-run.ts';
import { exitWithResult } from './exit.ts';
import { attempt, failState } from './fail.ts';
import { scopeOf } from './scope.ts';
import type { ChildrenPhase, Thread } from './thread.ts';
import type { Turn } from './turn.ts';

const ABORTABLE = new Set(['Task', 'Wait', 'Map', 'Parallel']);

/** Drops everything below `parent`, writing what was cut off. `failing` is the child because of which it happens. */
export const abortChildren = (turn: Turn, parent: Thread, failing: Thread | null): void => {
  const state = turn.stateOf(parent);
  if (parent.phase.kind === 'children') turn.cutOff.set(parent.id, { phase: parent.phase, children: structuredClone(turn.childrenOf(parent)) });
  for (const child of turn.childrenOf(parent)) {
    const { kind } = child.phase;
    const type = turn.stateOf(child).type;
    abortChildren(turn, child, null);
    if (child === failing) {
      if (state.type === 'Parallel' && type === 'Task') turn.emit(child, 'TaskStateAborted');
    } else if (kind !== 'pending' && kind !== 'done' && kind !== 'failed') {
      if (ABORTABLE.has(type) && kind !== 'enter') turn.emit(child, `${type}StateAborted`);
      if (state.type === 'Map') turn.emit(child, 'MapIterationAborted', { name: state.name, index: child.index });
    }
    turn.remove(child);
  }
};

/** Starts iterations as far as `MaxConcurrency` lets it; the first goes on from event `previous`. */
export const startIterations = async (turn: Turn, parent: Thread, phase: ChildrenPhase, previous: number): Promise<void> => {
  const state = turn.stateOf(parent);
  turn.dirty.add(parent);
  while (phase.started < phase.count && phase.running < phase.limit) {
    const child = turn.execution.threads.get(phase.first + phase.started);
    if (child === undefined) throw new Error(`iteration ${phase.started} of ${state.name} has no thread`);
    if (child.item !== null && state.fields.ItemSelector !== undefined) {
      child.input = await evaluate(state.fields.ItemSelector, 'ItemSelector', scopeOf(turn, parent, { item: child.item }));
    }
    phase.started += 1;
    phase.running += 1;
    child.previous = previous;
    if (child.own === null) turn.emit(child, 'MapIterationStarted', { name: state.name, index: child.index });
    else Object.assign(child, { item: null, own: { ...child.own, input: child.input, startMs: turn.nowMs } });
    turn.turnTo(child, { kind: 'enter' });
  }
};

/** Makes the threads of a Map's iterations, one per item, and starts the first ones. */
export const startMap = async (
  turn: Turn,
  parent: Thread,
  state: StateNode,
  iterations: readonly { item: Thread['item']; input: Json; own: Thread['own'] }[],
  options: Pick<ChildrenPhase, 'limit' | 'distributed'>,
): Promise<void> => {
  const block = processorPointer(state);
  const first = turn.execution.nextThread;
  for (const [index, { item, input, own }] of iterations.entries()) {
    turn.addThread({ parent: parent.id, index, block, state: startOf(turn, block), input, item, own, previous: 0 });
  }
  const phase: ChildrenPhase = { kind: 'children', first, count: iterations.length, started: 0, running: 0, failed: 0, ...options };
  turn.turnTo(parent, phase);
  await startIterations(turn, parent, phase, parent.previous);
  if (phase.count === 0) await joined(turn, parent, phase);
};

/** The first state of a block. */
export const startOf = (turn: Turn, block: string): string => {
  const startAt = turn.execution.program.blocks.get(block)?.startAt;
  if (startAt === undefined) throw new Error(`no block '${block}'`);
  return startAt;
};

const joined = async (turn: Turn, parent: Thread, phase: ChildrenPhase): Promise<void> => {
  const state = turn.stateOf(parent);
  const outputs = turn.childrenOf(parent).flatMap((child) => (child.phase.kind === 'done' ? [child.phase.output] : []));
  if (phase.distributed !== null) {
    await finishMapRun(turn, parent, state, phase, outputs);
    return;
  }
  for (const child of turn.childrenOf(parent)) turn.remove(child);
  turn.turnTo(parent, { kind: 'pending' });
  turn.emit(parent, `${state.type}StateSucceeded`, null, { aside: true });
  await attempt(turn, parent, state, () => exitWithResult(turn, parent, state, outputs));
};

const broken = async (turn: Turn, parent: Thread, child: Thread, failure: StateFailure | QueryFailure): Promise<void> => {
  const state = turn.stateOf(parent);
  if (state.type === 'Map' && failure instanceof StateFailure) turn.emit(child, 'MapIterationFailed', { name: state.name, index: child.index });
  abortChildren(turn, parent, child);
  parent.previous = Math.max(parent.previous, child.previous);
  turn.turnTo(parent, { kind: 'pending' });
  await failState(turn, parent, state, failure);
};

/** A branch or iteration has ended: starts the next one, ends the state, or fails it. */
export const childEnded = async (turn: Turn, child: Thread): Promise<void> => {
  const parent = turn.parentOf(child);
  if (parent === null || parent.phase.kind !== 'children') return;
  const phase = parent.phase;
  const state = turn.stateOf(parent);
  phase.running -= 1;
  turn.dirty.add(parent);
  if (child.phase.kind === 'failed') {
    phase.failed += 1;
    if (phase.distributed === null) {
      await broken(turn, parent, child, new StateFailure(child.phase.error, child.phase.cause));
      return;
    }
    const over = mapRunOver(phase);
    if (over !== null) {
      abortChildren(turn, parent, child);
      turn.emit(parent, 'MapRunFailed', { error: over.error, cause: over.cause_ });
      await failState(turn, parent, state, over);
      return;
    }
  }
  const last = child.previous;
  if (state.type === 'Map' && child.own === null) parent.previous = turn.emit(child, 'MapIterationSucceeded', { name: state.name, index: child.index }) || parent.previous;
  else if (child.own === null) parent.previous = Math.max(parent.previous, last);
  try {
    if (state.type === 'Map') await startIterations(turn, parent, phase, last);
  } catch (error) {
    if (!(error instanceof QueryFailure || error instanceof StateFailure)) throw error;
    await broken(turn, parent, child, error);
    return;
  }
  if (phase.started === phase.count && phase.running === 0) await joined(turn, parent, phase);
};
