import { createHash } from 'node:crypto';

/** Replaces the scheduler's context attributes in `input`: the moment it was due, the schedule, the delivery's id (the same at each attempt). */
export const scheduledInput = (input: string, scheduleArn: string, dueMs: number, attempt: number): string =>
  input
    .replaceAll('<aws.scheduler.scheduled-time>', new Date(dueMs).toISOString().replace(/\.\d{3}Z$/, 'Z'))
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.execution-id>', executionId(scheduleArn, dueMs))
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));

const executionId = (scheduleArn: string, dueMs: number): string => createHash('sha256').update(`${scheduleArn} ${dueMs}`).digest('hex').slice(0, 16);
