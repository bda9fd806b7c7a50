import { resumeExecution } from '../../../shared/api/executions.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import type { Action } from '../action.ts';
import { OFFICES } from '../city/people.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import { weekdaysAfter } from '../weekdays.ts';
import { plannedOf } from './planned-of.ts';

/** Somebody stops the execution of one batch in the console while its visits are made; the next weekday an administrator has it carried on. The work itself goes on meanwhile: the record holds it, not the execution. */
export const administratorRepairs = async (scene: Scene, batchId: string, since: Instant): Promise<readonly Action[]> => {
  const { journal, machine, desk, now, truth } = scene;
  if (!befalls('stopped', plannedOf(await truth.batch(batchId)))) return [];
  const { stopped, repaired } = journal.read();
  if (repaired !== undefined) return [];
  const onTheNextDay = (day: Instant, hour: string): Instant => atTime(weekdaysAfter(dateOf(day), 1), hour);
  if (stopped === undefined) {
    const stop = async (): Promise<void> => {
      await machine.stopExecution(batchId, '误操作：在控制台停止了流程实例');
      journal.note('stopped', { at: now(), execution: batchId });
    };
    return [{ at: onTheNextDay(since, '11:00'), key: `${batchId}/stop`, subject: `batch/${batchId}`, run: stop }];
  }
  const repair = async (): Promise<void> => {
    const { execution } = await desk.ask(OFFICES.administrator, resumeExecution, {
      params: { name: stopped.execution }, body: { reason: '流程实例被误停，由接续实例继续' }, idempotencyKey: `${stopped.execution}/resume`,
    });
    journal.note('repaired', { at: now(), execution });
  };
  return [{ at: onTheNextDay(stopped.at, '10:00'), key: `${batchId}/repair`, subject: `batch/${batchId}`, run: repair }];
};
