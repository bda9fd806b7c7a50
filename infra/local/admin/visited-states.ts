import type { HistoryEvent } from '../states/types.ts';
import { stepOf } from './graph/flow-graph.ts';
import type { Standing } from './graph/picture.ts';

/** A state that an execution has entered. */
export interface VisitedState {
  readonly name: string;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly times: number;
  /** Entered more often than left. */
  readonly isOpen: boolean;
}

/** The states in the order in which they were first entered. */
export const visitedStates = (history: readonly HistoryEvent[]): readonly VisitedState[] => {
  const visited = new Map<string, VisitedState & { readonly left: number }>();
  for (const { type, detail, timestampMs } of history) {
    const name = detail?.['name'];
    if (typeof name !== 'string') continue;
    const before = visited.get(name) ?? { name, firstMs: timestampMs, lastMs: timestampMs, times: 0, left: 0, isOpen: false };
    if (type.endsWith('StateEntered')) visited.set(name, { ...before, times: before.times + 1, lastMs: timestampMs, isOpen: before.times + 1 > before.left });
    if (type.endsWith('StateExited')) visited.set(name, { ...before, left: before.left + 1, isOpen: before.times > before.left + 1 });
  }
  return [...visited.values()].map(({ left: _left, ...state }) => state);
};

/** How the step `step` stands by those of its states that were visited: one that is open is current in a running execution, and where a failed one ended. */
export const standingIn =
  (visited: readonly VisitedState[], isRunning: boolean) =>
  (step: string): Standing => {
    const own = visited.filter(({ name }) => stepOf(name) === step);
    if (own.some(({ isOpen }) => isOpen)) return isRunning ? 'current' : 'failed';
    return own.length > 0 ? 'done' : 'unreached';
  };
