/**
 * What the services of the local machine know of each other. Each service keeps its own durable state
 * below `dataDir`, re-arms its timers from it when it starts, and reports its work to the clock, so that virtual time stands still
 * while anything is being done.
 */

/** Time and timers. Real in service, virtual in a rehearsal. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Runs `fire` when the clock reaches `dueMs` (soon, if that is past). Returns a function that cancels. Not durable: the owner re-arms. */
  at(dueMs: number, fire: () => void): () => void;
  /** Counts `work` as in flight until it settles; a virtual clock does not advance before. Returns `work`. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** A clock that a rehearsal moves. */
export interface VirtualClock extends Clock {
  /**
   * Moves to `untilMs`, stopping at each due timer on the way and waiting until all its work is done.
   * With `stopAtTimer`, returns after the first moment at which a timer fired. Resolves with the new time.
   */
  advance(untilMs: number, options?: { stopAtTimer?: boolean }): Promise<number>;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
}

/** One who calls a service: a function, a state machine, the scheduler, or the machine's administrator. */
export interface Principal {
  /** Role ARN, or `arn:aws:iam::000000000000:root` for the administrator. */
  readonly arn: string;
}

/** Thrown by `Authorizer.require` and turned by each protocol into its own AccessDenied answer. */
export class AccessDenied extends Error {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  constructor(principal: string, action: string, resource: string) {
    super(`User: ${principal} is not authorized to perform: ${action} on resource: ${resource}`);
    this.name = 'AccessDenied';
    this.principal = principal;
    this.action = action;
    this.resource = resource;
  }
}

/** Decides by the policies of the template's roles. */
export interface Authorizer {
  /** Throws {@link AccessDenied} unless `principal` may do `action` (`states:SendTaskSuccess`) on `resource` (an ARN, or `*`). */
  require(principal: Principal, action: string, resource: string, context?: Readonly<Record<string, string | readonly string[]>>): void;
}

/** What a function answered. `functionError` is set if the handler threw, timed out or died; `payload` then is `{errorType, errorMessage, trace}` as JSON. */
export interface InvokeResult {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly requestId: string;
}

/** Runs the functions of the template. */
export interface LambdaService {
  /** `functionName`: a name or an ARN. `payload`: raw JSON text. Throws an `Error` named `ResourceNotFoundException` for an unknown function. */
  invoke(functionName: string, payload: string): Promise<InvokeResult>;
}

/** What a Task's `Resource` resolves to (`arn:aws:states:::lambda:invoke` and so on); one entry per supported action. */
export interface TaskIntegration {
  /**
   * Performs the call as `principal` (the state machine's role) with the evaluated `Arguments`; resolves with the task's result.
   * Throws {@link TaskError} for what the service reports.
   */
  call(input: { readonly arguments: unknown; readonly principal: Principal; readonly executionArn: string }): Promise<unknown>;
}

/** A failure that a state machine can catch by `error`. */
export class TaskError extends Error {
  readonly error: string | null;
  readonly cause_: string | null;
  constructor(error: string | null, cause: string | null) {
    super(`${error}: ${cause}`);
    this.name = 'TaskError';
    this.error = error;
    this.cause_ = cause;
  }
}

/** One HTTP request to an AWS-protocol service, authenticated by the gateway. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query as sent, e.g. `/bucket/key?versionId=…`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly principal: Principal;
}

/** Its answer. */
export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A service behind the gateway: `dynamodb`, `s3`, `states`. */
export interface Service {
  handle(request: ServiceRequest): Promise<ServiceResponse>;
  /** Flushes and closes. State already acknowledged must survive without it. */
  close(): Promise<void>;
}
