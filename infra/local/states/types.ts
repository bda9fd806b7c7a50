import type { DatabaseSync } from 'node:sqlite';
import type { Authorizer, Clock, LambdaService, TaskIntegration } from '../contract.ts';

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** How an execution stands. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What the States service needs from the machine around it. */
export interface StatesOptions {
  /** Folder for `states.sqlite`; made if missing. */
  readonly dataDir: string;
  /** Works in this database instead, which outlives the service: for a service that is ended and started again within one process. */
  readonly database?: DatabaseSync;
  readonly clock: Clock;
  readonly authorizer: Authorizer;
  readonly lambda: LambdaService;
  /**
   * What a Task's `Resource` resolves to, keyed by what follows `arn:<partition>:states:::`, without its pattern suffix:
   * `dynamodb:putItem`, `aws-sdk:dynamodb:putItem`, `aws-sdk:s3:getObject`, `s3:getObject` and `s3:putObject` (for `ItemReader` and `ResultWriter`), …
   * `lambda:invoke` and `states:startExecution` are built in.
   */
  readonly integrations: Readonly<Record<string, TaskIntegration>>;
  readonly region: string;
  readonly accountId: string;
  /** `aws` or `aws-cn`. */
  readonly partition: string;
  /** Called when a transition dies of a bug; the execution stays as it was. Default: rethrows on the next tick. */
  readonly onBug?: (error: unknown, executionArn: string) => void;
}

/** A state machine as DescribeStateMachine shows it; times in milliseconds. */
export interface StateMachineDescription {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly revisionId: string;
  readonly creationMs: number;
  readonly updateMs: number;
}

/** An execution as DescribeExecution shows it; `input`, `output` are JSON text, times in milliseconds. */
export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startMs: number;
  readonly stopMs: number | null;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly redriveCount: number;
  readonly redriveMs: number | null;
}

/** One event of a history. `detail` holds the members of the event's own detail field (`stateEnteredEventDetails`, …), named `detailField`. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestampMs: number;
  readonly type: string;
  readonly detailField: string | null;
  readonly detail: JsonObject | null;
}

/** Where an execution stands right now, for pages that show waits. One entry per state that is being worked on. */
export interface ActiveState {
  readonly state: string;
  readonly type: string;
  readonly enteredMs: number;
  /** The task token handed out, if the state waits for one. */
  readonly taskToken: string | null;
  /** The next moment at which something happens by itself (wait over, timeout, retry). */
  readonly dueMs: number | null;
}
