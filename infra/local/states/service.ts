import type { Service, ServiceRequest, ServiceResponse } from '../contract.ts';
import type {
  ActiveState, ExecutionDescription, ExecutionStatus, HistoryEvent, StateMachineDescription, StatesOptions,
} from './types.ts';

/** The local Step Functions service. */
export declare class StatesService implements Service {
  /** Opens (or makes) the state below `dataDir`. Nothing moves before {@link StatesService.resume}. */
  constructor(options: StatesOptions);
  /** Creates or updates; running executions keep the definition they started with. Throws an `Error` named `InvalidDefinition` that lists the diagnostics. Returns the ARN. */
  createStateMachine(input: { name: string; definition: string; roleArn: string; type?: 'STANDARD' | 'EXPRESS' }): string;
  /** Starts; a name that runs with the same input gives that execution again. Throws errors named as the API's (`ExecutionAlreadyExists`, `StateMachineDoesNotExist`, …). */
  start(input: { stateMachineArn: string; name?: string; input?: string }): { executionArn: string; startMs: number };
  stop(executionArn: string, reason?: { error?: string; cause?: string }): Promise<{ stopMs: number }>;
  sendTaskSuccess(taskToken: string, output: string): Promise<void>;
  sendTaskFailure(taskToken: string, error: string | null, cause: string | null): Promise<void>;
  sendTaskHeartbeat(taskToken: string): Promise<void>;
  describe(executionArn: string): ExecutionDescription;
  describeStateMachine(stateMachineArn: string): StateMachineDescription;
  stateMachines(): readonly StateMachineDescription[];
  /** Newest first. */
  list(filter?: { stateMachineArn?: string; status?: ExecutionStatus }): readonly ExecutionDescription[];
  history(executionArn: string): readonly HistoryEvent[];
  /** What the execution is waiting for. */
  active(executionArn: string): readonly ActiveState[];
  /** The service's API: AWS JSON 1.0, `X-Amz-Target: AWSStepFunctions.*`. */
  handle(request: ServiceRequest): Promise<ServiceResponse>;
  /** After a start of the process: calls again what was in flight and re-arms the timers. Call once, when all services are up. */
  resume(): void;
  close(): Promise<void>;
}
