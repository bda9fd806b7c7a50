import type { Program } from '../definition.ts';
import type { Execution } from '../run/execution.ts';
import type { Thread } from '../run/thread.ts';
import type { ExecutionDescription, ExecutionStatus, HistoryEvent, Json } from '../types.ts';
import { detailField } from './detail-field.ts';
import type { Row } from './store.ts';

const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** A row as DescribeExecution shows it. */
export const descriptionIn = (row: Row): ExecutionDescription => ({
  executionArn: String(row.arn),
  stateMachineArn: String(row.machine_arn),
  name: String(row.name),
  status: row.status as ExecutionStatus,
  startMs: Number(row.start_ms),
  stopMs: numberOrNull(row.stop_ms),
  input: String(row.input),
  output: textOrNull(row.output),
  error: textOrNull(row.error),
  cause: textOrNull(row.cause),
  redriveCount: Number(row.redrive_count),
  redriveMs: numberOrNull(row.redrive_ms),
});

/** The thread of another execution that waits for this one, or null. */
export const parentIn = (row: Row): Execution['parent'] =>
  row.parent_arn === null || row.parent_arn === undefined
    ? null
    : { arn: String(row.parent_arn), thread: Number(row.parent_thread), key: String(row.parent_key) };

/** A row as an event of a history. */
export const eventIn = (row: Row): HistoryEvent => ({
  id: Number(row.id),
  previousEventId: Number(row.previous),
  timestampMs: Number(row.at_ms),
  type: String(row.type),
  detailField: row.detail === null ? null : detailField(String(row.type)),
  detail: row.detail === null ? null : JSON.parse(String(row.detail)),
});

/** A row with its program and its threads, ready to run on. */
export const executionIn = (row: Row, program: Program, threads: readonly Thread[]): Execution => ({
  rowId: Number(row.id),
  arn: String(row.arn),
  name: String(row.name),
  stateMachineArn: String(row.machine_arn),
  stateMachineName: String(row.machine_name),
  roleArn: String(row.role_arn),
  program,
  input: JSON.parse(String(row.input)) as Json,
  startMs: Number(row.start_ms),
  timeoutMs: numberOrNull(row.timeout_ms),
  parent: parentIn(row),
  redriveCount: Number(row.redrive_count),
  status: row.status as ExecutionStatus,
  output: row.output === null ? null : (JSON.parse(String(row.output)) as Json),
  error: textOrNull(row.error),
  cause: textOrNull(row.cause),
  stopMs: numberOrNull(row.stop_ms),
  nextEvent: Number(row.next_event),
  nextThread: Number(row.next_thread),
  threads: new Map(threads.map((thread) => [thread.id, thread])),
});
