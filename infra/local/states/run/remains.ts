import type { Execution } from './execution.ts';
import type { ChildrenPhase, Thread } from './thread.ts';

/** The lines below a state that has failed because of one of them, as they were. */
export type CutOff = { readonly phase: ChildrenPhase; readonly children: readonly Thread[] };

/**
 * What is left of an execution that has ended without success: the lines from which a redrive goes on. A line that failed because of lines
 * below it stands as it did before, since a redrive runs those again and not their finished neighbours.
 */
export const remainsOf = (execution: Execution, cutOff: ReadonlyMap<number, CutOff>): Thread[] => {
  const remains: Thread[] = [];
  const keep = (thread: Thread): void => {
    const cut = thread.phase.kind === 'failed' || thread.phase.kind === 'children' ? cutOff.get(thread.id) : undefined;
    remains.push(cut === undefined ? thread : { ...thread, phase: cut.phase });
    for (const child of cut?.children ?? childrenOf(execution, thread)) keep(child);
  };
  for (const thread of execution.threads.values()) if (thread.parent === null) keep(thread);
  return structuredClone(remains);
};

const childrenOf = ({ threads }: Execution, { phase }: Thread): Thread[] =>
  phase.kind !== 'children' ? [] : Array.from({ length: phase.count }, (_, index) => threads.get(phase.first + index)).filter((child) => child !== undefined);
