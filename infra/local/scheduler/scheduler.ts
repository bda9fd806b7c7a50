import type { Clock } from '../contract.ts';
import { momentsOf, type NextMoment } from './expression.ts';
import type { ScheduleDefinition } from './schedule-definition.ts';
import type { ScheduleLedger, ScheduleRecord } from './schedule-ledger.ts';

/** What the scheduler needs. `deliver` resolves when nothing more will happen for that moment. */
export interface SchedulerOptions {
  readonly clock: Clock;
  readonly schedules: readonly ScheduleDefinition[];
  readonly ledger: ScheduleLedger;
  readonly deliver: (schedule: ScheduleDefinition, dueMs: number) => Promise<void>;
  /** Told what a restart repeats or leaves out, so that neither happens silently. */
  readonly onNotice: (notice: string) => void;
}

/**
 * Arms all schedules. A moment is written down before it is delivered and again when it has ended; after a restart those that were begun and not seen to end are
 * delivered once more, those that came while no process ran are delivered if they are not older than the schedule allows.
 */
export const startScheduler = (options: SchedulerOptions): void => {
  for (const schedule of options.schedules) if (schedule.enabled) startSchedule(schedule, options);
};

const startSchedule = (schedule: ScheduleDefinition, { clock, ledger, deliver, onNotice }: SchedulerOptions): void => {
  const record = (): ScheduleRecord => ledger.read(schedule.arn) ?? { originMs: clock.now(), begunMs: clock.now(), openMs: [] };
  ledger.write(schedule.arn, record());
  const next = withinDates(schedule, momentsOf(schedule.expression, schedule.timeZone, schedule.startMs ?? record().originMs));

  const close = (dueMs: number): void => {
    const { openMs, ...rest } = record();
    ledger.write(schedule.arn, { ...rest, openMs: openMs.filter((ms) => ms !== dueMs) });
  };
  // Not tracked as a whole: a delivery may wait for a repetition, and the clock must move for that. Its calls are tracked one by one.
  const perform = (dueMs: number): void => {
    const failed = (error: unknown): void => onNotice(`${schedule.arn} lost ${iso(dueMs)}: ${error instanceof Error ? error.message : String(error)}`);
    void deliver(schedule, dueMs).catch(failed).then(() => close(dueMs));
  };

  const fire = (dueMs: number): void => {
    ledger.write(schedule.arn, { ...record(), begunMs: dueMs, openMs: [...record().openMs, dueMs] });
    if (clock.now() - dueMs > schedule.maximumAgeMs) {
      onNotice(`${schedule.arn} missed ${iso(dueMs)}, which is now too old to deliver`);
      close(dueMs);
    } else perform(dueMs);
    arm();
  };
  const arm = (): void => {
    const dueMs = next(record().begunMs);
    if (dueMs !== undefined) clock.at(dueMs, () => fire(dueMs));
  };

  for (const dueMs of record().openMs) {
    onNotice(`${schedule.arn} delivers ${iso(dueMs)} once more, since its first delivery was not seen to end`);
    clock.at(dueMs, () => perform(dueMs));
  }
  arm();
};

const withinDates =
  ({ startMs, endMs }: ScheduleDefinition, next: NextMoment): NextMoment =>
  (afterMs) => {
    const moment = next(Math.max(afterMs, (startMs ?? 0) - 1));
    return moment !== undefined && (endMs === null || moment <= endMs) ? moment : undefined;
  };

const iso = (ms: number): string => new Date(ms).toISOString();
