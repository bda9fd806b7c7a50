import { branchPointer, type StateNode } from '../definition.ts';
import { evaluate } from '../query/evaluate.ts';
import { startOf } from '../run/children.ts';
import { scopeOf } from '../run/scope.ts';
import type { Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';

/** Parallel: all branches at once, each with the same input. */
export const runParallel = async (turn: Turn, thread: Thread, state: StateNode): Promise<void> => {
  const { Arguments, Branches } = state.fields;
  const input = Arguments === undefined ? thread.input : await evaluate(Arguments, 'Arguments', scopeOf(turn, thread));
  const count = Array.isArray(Branches) ? Branches.length : 0;
  const started = turn.emit(thread, 'ParallelStateStarted');
  const first = turn.execution.nextThread;
  turn.turnTo(thread, { kind: 'children', first, count, started: count, running: count, failed: 0, limit: count, distributed: null });
  for (let index = 0; index < count; index += 1) {
    const block = branchPointer(state, index);
    const branch = turn.addThread({ parent: thread.id, index, block, state: startOf(turn, block), input, item: null, own: null, previous: started });
    turn.turnTo(branch, { kind: 'enter' });
  }
};
