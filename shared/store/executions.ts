import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  GetExecutionHistoryCommand,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  type ExecutionListItem,
  type ExecutionStatus,
  type HistoryEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** The workflows' executions, named after the thing they carry: `plan-2026`, `batch-2026-003`. */
export interface Executions {
  /** Starts `name`; false if one of that name was started before. */
  start(stateMachineArn: string, name: string, input: object): Promise<boolean>;
  /** Wakes an await. False if its token is spent: the await has moved on by itself, which is no fault. */
  wake(token: string): Promise<boolean>;
  list(stateMachineArn: string, options?: { readonly status?: ExecutionStatus; readonly cursor?: string }): Promise<{ readonly executions: readonly ExecutionListItem[]; readonly cursor?: string }>;
  describe(executionArn: string): Promise<{ readonly status: string; readonly input?: string; readonly output?: string; readonly error?: string; readonly cause?: string; readonly startDate?: Date; readonly stopDate?: Date } | undefined>;
  history(executionArn: string, cursor?: string): Promise<{ readonly events: readonly HistoryEvent[]; readonly cursor?: string }>;
}

/** The executions that `client` reaches. */
export const openExecutions = (client: SFNClient): Executions => ({
  start: async (stateMachineArn, name, input) => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return true;
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return false;
      throw error;
    }
  },
  wake: async (token) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
      return true;
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) return false;
      throw error;
    }
  },
  list: async (stateMachineArn, { status, cursor } = {}) => {
    const answer = await client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 100, ...(status ? { statusFilter: status } : {}), ...(cursor ? { nextToken: cursor } : {}) }),
    );
    return { executions: answer.executions ?? [], ...(answer.nextToken ? { cursor: answer.nextToken } : {}) };
  },
  describe: async (executionArn) => {
    try {
      const answer = await client.send(new DescribeExecutionCommand({ executionArn }));
      const { status = 'RUNNING', input, output, error, cause, startDate, stopDate } = answer;
      return {
        status,
        ...(input ? { input } : {}), ...(output ? { output } : {}), ...(error ? { error } : {}), ...(cause ? { cause } : {}),
        ...(startDate ? { startDate } : {}), ...(stopDate ? { stopDate } : {}),
      };
    } catch (error) {
      if ((error as { name?: string }).name === 'ExecutionDoesNotExist') return undefined;
      throw error;
    }
  },
  history: async (executionArn, cursor) => {
    const answer = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 200, includeExecutionData: true, ...(cursor ? { nextToken: cursor } : {}) }),
    );
    return { events: answer.events ?? [], ...(answer.nextToken ? { cursor: answer.nextToken } : {}) };
  },
});
