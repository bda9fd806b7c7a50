import { readTranscript } from '../draw/record/draw-files.ts';
import type { Stores } from '../store/record.ts';
import type { DrawnTask } from './form-of.ts';

/** The drawn targets of an attempt and every department's tasks, as the transcript that will be published has them. Throws for one short of inspectors: it is never published. */
export const readDrawnTasks = async (
  stores: Pick<Stores, 'snapshots'>,
  batchId: string,
  drawNo: number,
): Promise<{ readonly drawn: readonly string[]; readonly tasks: readonly DrawnTask[] }> => {
  const { drawn, assignments } = await readTranscript(stores, { batchId, drawNo });
  const tasks = assignments.flatMap((assignment) => {
    if (!('tasks' in assignment)) throw new Error(`${batchId}#${drawNo} has no assignment for department ${assignment.department}`);
    const { department } = assignment;
    return assignment.tasks.map(({ taskId, officers }) => ({ targetId: taskId.slice(0, -department.length), department, officers }));
  });
  return { drawn, tasks };
};
