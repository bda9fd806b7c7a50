import { nameOfArn } from '../arn.ts';
import type { Execution } from '../run/execution.ts';
import { MAX_OPEN_MS } from '../run/redrive.ts';
import { newThread, type Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';
import type { ExecutionDescription, ExecutionStatus, HistoryEvent, Json } from '../types.ts';
import { descriptionIn, eventIn, executionIn, parentIn } from './rows.ts';
import type { Machines } from './machines.ts';
import type { Database, Row } from './store.ts';

/** What a new execution is made from. */
export type NewExecution = {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly roleArn: string;
  readonly definitionHash: string;
  readonly input: string;
  readonly startMs: number;
  readonly parent: Execution['parent'];
};

/** Which executions to list; newest first. */
export type ExecutionFilter = { readonly stateMachineArn?: string; readonly status?: ExecutionStatus; readonly redriven?: boolean; readonly limit?: number; readonly offset?: number };

// A redrive is dated beside the execution: few are ever redriven.
const SELECT = 'select *, (select max(at_ms) from redrive where redrive.execution = execution.id) as redrive_ms from execution';

const CLIENT_TOKEN_MS = 15 * 60_000;

/** Executions, their threads and their histories. */
export class Executions {
  private readonly db: Database;
  private readonly machines: Machines;
  constructor(db: Database, machines: Machines) {
    this.db = db;
    this.machines = machines;
  }

  /** Stores a new execution with its first event and its first thread. Throws if the ARN exists. */
  create(input: NewExecution): Execution {
    const program = this.machines.program(input.definitionHash);
    const timeoutMs = input.startMs + Math.min(MAX_OPEN_MS, program.timeoutSeconds === null ? Number.POSITIVE_INFINITY : program.timeoutSeconds * 1000);
    const block = program.blocks.get('');
    if (block === undefined) throw new Error('a program without a start');
    const thread = newThread({
      id: 1, parent: null, index: 0, block: '', state: block.startAt, input: JSON.parse(input.input) as Json, item: null, own: null, previous: 0, phase: { kind: 'enter' },
    });
    return this.db.transaction(() => {
      const id = this.db.insert(
        `insert into execution (arn, name, machine_arn, machine_name, definition, role_arn, status, input, start_ms, timeout_ms, next_event, next_thread,
           parent_arn, parent_thread, parent_key) values (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?, 2, 2, ?, ?, ?)`,
        input.arn, input.name, input.stateMachineArn, nameOfArn(input.stateMachineArn), input.definitionHash, input.roleArn, input.input, input.startMs,
        timeoutMs, input.parent?.arn ?? null, input.parent?.thread ?? null, input.parent?.key ?? null,
      );
      this.writeEvent(id, input.startMs, {
        id: 1, previous: 0, type: 'ExecutionStarted',
        detail: { input: input.input, inputDetails: { truncated: false }, roleArn: input.roleArn },
      });
      this.writeThread(id, thread);
      const row = this.db.one('select * from execution where id = ?', id);
      if (row === null) throw new Error('the row just inserted is gone');
      return this.load(row);
    });
  }

  /** Writes what a turn has done, all of it or nothing. */
  commit(turn: Turn): void {
    const { execution } = turn;
    this.db.transaction(() => {
      for (const event of turn.events) this.writeEvent(execution.rowId, turn.nowMs, event);
      for (const thread of turn.dirty) this.writeThread(execution.rowId, thread);
      for (const id of turn.removed) this.db.run('delete from thread where execution = ? and id = ?', execution.rowId, id);
      for (const thread of turn.remains) this.writeThread(execution.rowId, thread);
      for (const { token, threadId, key } of turn.tokens) {
        this.db.run('insert or replace into token (token, execution, thread, key) values (?, ?, ?, ?)', token, execution.rowId, threadId, key);
      }
      if (turn.redrive !== null) {
        const { count, clientToken } = turn.redrive;
        this.db.run('insert into redrive (execution, count, at_ms, client_token) values (?, ?, ?, ?)', execution.rowId, count, turn.nowMs, clientToken);
      }
      this.db.run(
        'update execution set status = ?, output = ?, error = ?, cause = ?, stop_ms = ?, next_event = ?, next_thread = ?, redrive_count = ?, timeout_ms = ? where id = ?',
        execution.status, execution.status === 'SUCCEEDED' ? JSON.stringify(execution.output) : null, execution.error, execution.cause, execution.stopMs,
        execution.nextEvent, execution.nextThread, execution.redriveCount, execution.timeoutMs, execution.rowId,
      );
    });
  }

  /** The execution as it was last committed, or null. */
  read(arn: string): Execution | null {
    const row = this.db.one('select * from execution where arn = ?', arn);
    return row === null ? null : this.load(row);
  }

  /** The ARNs of all executions that run, oldest first. */
  running(): string[] {
    return this.db.all(`select arn from execution where status = 'RUNNING' order by id`).map((row) => String(row.arn));
  }

  /** How many executions have ever been. */
  count(): number {
    return Number(this.db.one('select coalesce(max(id), 0) as n from execution')?.n ?? 0);
  }

  describe(arn: string): ExecutionDescription | null {
    const row = this.db.one(`${SELECT} where arn = ?`, arn);
    return row === null ? null : descriptionIn(row);
  }

  /** The thread and call of another execution that waits for `arn`; null if none does. */
  parentOf(arn: string): Execution['parent'] {
    const row = this.db.one('select parent_arn, parent_thread, parent_key from execution where arn = ?', arn);
    return row === null ? null : parentIn(row);
  }

  list(filter: ExecutionFilter): ExecutionDescription[] {
    return this.db.all(
      `${SELECT} where machine_arn glob ? and status glob ? and redrive_count between ? and ? order by start_ms desc, id desc limit ? offset ?`,
      filter.stateMachineArn ?? '*', filter.status ?? '*', filter.redriven === true ? 1 : 0, filter.redriven === false ? 0 : Number.MAX_SAFE_INTEGER, filter.limit ?? -1, filter.offset ?? 0,
    ).map(descriptionIn);
  }

  /** When `clientToken` redrove the execution, if that was in the last 15 minutes. */
  redriveBy(arn: string, clientToken: string, nowMs: number): number | null {
    const row = this.db.one(
      'select at_ms from redrive join execution on execution.id = redrive.execution where arn = ? and client_token = ? and at_ms > ?',
      arn, clientToken, nowMs - CLIENT_TOKEN_MS,
    );
    return row === null ? null : Number(row.at_ms);
  }

  /** How many events the history holds. */
  events(arn: string): number {
    return Number(this.db.one('select next_event from execution where arn = ?', arn)?.next_event ?? 1) - 1;
  }

  /** Takes an execution out of the record with all that belongs to it. */
  forget(arn: string): void {
    const id = Number(this.db.one('select id from execution where arn = ?', arn)?.id ?? 0);
    this.db.transaction(() => {
      for (const table of ['thread', 'event', 'token', 'redrive']) this.db.run(`delete from ${table} where execution = ?`, id);
      this.db.run('delete from execution where id = ?', id);
    });
  }

  /** The events of an execution, in order; `after` and `limit` page through them. */
  history(arn: string, page: { reverse?: boolean; limit?: number; offset?: number } = {}): HistoryEvent[] {
    const order = page.reverse === true ? 'desc' : 'asc';
    return this.db.all(
      `select event.* from event join execution on execution.id = event.execution where arn = ? order by event.id ${order} limit ? offset ?`,
      arn, page.limit ?? -1, page.offset ?? 0,
    ).map(eventIn);
  }

  /** The execution, thread and call that a token belongs to, whether or not they are still waiting; null for a token never given out. */
  token(token: string): { executionArn: string; stateMachineArn: string; threadId: number; key: string } | null {
    const row = this.db.one(
      'select execution.arn, execution.machine_arn, token.thread, token.key from token join execution on execution.id = token.execution where token = ?',
      token,
    );
    return row === null ? null : { executionArn: String(row.arn), stateMachineArn: String(row.machine_arn), threadId: Number(row.thread), key: String(row.key) };
  }

  /** The hash of the definition that an execution is pinned to. */
  definitionHash(arn: string): string {
    return String(this.db.one('select definition from execution where arn = ?', arn)?.definition ?? '');
  }

  private load(row: Row): Execution {
    const threads = this.db.all('select body from thread where execution = ? order by id', Number(row.id)).map(({ body }) => JSON.parse(String(body)) as Thread);
    return executionIn(row, this.machines.program(String(row.definition)), threads);
  }

  private writeEvent(execution: number, atMs: number, event: Turn['events'][number]): void {
    this.db.run(
      'insert into event (execution, id, previous, at_ms, type, detail) values (?, ?, ?, ?, ?, ?)',
      execution, event.id, event.previous, atMs, event.type, event.detail === null ? null : JSON.stringify(event.detail),
    );
  }

  private writeThread(execution: number, thread: Thread): void {
    this.db.run('insert or replace into thread (execution, id, body) values (?, ?, ?)', execution, thread.id, JSON.stringify(thread));
  }
}
