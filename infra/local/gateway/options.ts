import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Principal, Service, ServiceRequest } from '../contract.ts';

/** Who stands behind an access key. Return the same answer after a restart, or pre-signed URLs die with the process. */
export interface Credential {
  readonly secret: string;
  /** When set, each request must carry it (`X-Amz-Security-Token`). */
  readonly sessionToken?: string;
  readonly principal: Principal;
}

/** What a request asks for, in the words of IAM. Where it touches several resources, the first. */
export interface CallTarget {
  /** `dynamodb:PutItem`, `states:SendTaskSuccess`, `s3:GetObject`. */
  readonly action: string;
  /** ARN, or `*` if the service does not tell. */
  readonly resource: string;
}

/** A service that can tell what a request is about before handling it; without `describe` the action comes from `X-Amz-Target`. */
export interface DescribingService extends Service {
  describe?(request: ServiceRequest): CallTarget;
}

/** A call about to be made. `request` lets a fault choose by content (a certain task token, a certain key). */
export interface Call extends CallTarget {
  readonly principal: Principal;
  /** Name in the credential scope: `dynamodb`, `s3`, `states`. */
  readonly service: string;
  readonly request: ServiceRequest;
}

/** A call that was answered. `ms` is real time. */
export interface FinishedCall extends Omit<Call, 'request'> {
  readonly status: number;
  readonly ms: number;
}

/**
 * What may go wrong with a call:
 * - `throttle`: not performed, the service asks to come back later;
 * - `timeout`: not performed, the connection breaks without an answer;
 * - `error500-before`, `error500-after`: 500, not performed or performed;
 * - `drop-but-acknowledge`: not performed, yet answered 200 with an empty result;
 * - `hold`: performed, but not before it is let go.
 */
export type Fault = 'throttle' | 'timeout' | 'error500-before' | 'error500-after' | 'drop-but-acknowledge' | 'hold';

export interface GatewayOptions {
  /** 0 takes any free port. Binds to 127.0.0.1 only. */
  readonly port: number;
  /** By name in the credential scope. */
  readonly services: Readonly<Record<string, DescribingService>>;
  /** `undefined` for an unknown access key. */
  readonly credentials: (accessKeyId: string) => Credential | undefined;
  /** Each request, those to `fallback` included, counts as work in flight; expiry of pre-signed URLs is told by it. */
  readonly clock: Clock;
  /** Answers whatever is not a signed AWS call; resolves when it has answered. If it throws, the answer is a plain 500. */
  readonly fallback: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  readonly onCall?: (call: FinishedCall) => void;
  readonly intercept?: (call: Call) => Fault | undefined;
  /** Resolves when the calls held at this moment are let go; at once if not given. */
  readonly letGo?: () => Promise<void>;
  /** Told of bugs in services (what they throw apart from `AccessDenied`); the caller gets a 500. Default: written to stderr. */
  readonly onError?: (error: unknown, call: Call) => void;
}

/** A running gateway. */
export interface Gateway {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops listening, ends idle connections, waits up to five seconds for what is in flight. Leaves the services open. */
  close(): Promise<void>;
}
