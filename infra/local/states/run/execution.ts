import type { Program } from '../definition.ts';
import type { ExecutionStatus, Json } from '../types.ts';
import type { Thread } from './thread.ts';

/** An execution in memory: its row, its pinned program, and its threads while it runs. */
export type Execution = {
  readonly rowId: number;
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly program: Program;
  readonly input: Json;
  readonly startMs: number;
  /** When the whole execution times out. */
  timeoutMs: number | null;
  /** The thread of another execution that waits for this one. */
  readonly parent: { readonly arn: string; readonly thread: number; readonly key: string } | null;
  redriveCount: number;
  status: ExecutionStatus;
  output: Json | null;
  error: string | null;
  cause: string | null;
  stopMs: number | null;
  nextEvent: number;
  nextThread: number;
  readonly threads: Map<number, Thread>;
};
