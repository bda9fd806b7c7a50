/** Where a call leaves a function, or where a function is called. */
export interface CallSite {
  /** The function that calls, as its entry file below `functions/`: `api/proposals`, `steps/batch/freeze`. For an invocation the one that is called. */
  readonly function: string;
  /** `dynamodb`, `s3`, `states`, `channel` (publication over HTTP); `lambda` for the invocation itself. */
  readonly service: 'dynamodb' | 's3' | 'states' | 'channel' | 'lambda';
  /** `dynamodb:TransactWriteItems`, `s3:PutObject`, `states:SendTaskSuccess`, `channel:Push`, `lambda:Invoke`. */
  readonly action: string;
  /** Table, bucket, state machine or channel by its name in `Stores` or the plan (`lifecycle`, `published`, `batch`); for an invocation the caller: `api`, `schedule`, or the execution's workflow. */
  readonly resource: string;
  /** How many calls of the same function, action and resource there were before it, and this one: from 1. */
  readonly nth: number;
}

/** What goes wrong with a call to a service. With `persistent` every attempt of the SDK meets it, else only the first. */
export type CallFaultKind =
  /** Refused for too many requests; nothing is done. */
  | 'throttle'
  /** The connection breaks before the request arrives; nothing is done. */
  | 'timeout'
  /** An error of the service (500) before the effect. */
  | 'error-before'
  /** An error of the service (500) after the effect. */
  | 'error-after'
  /** The answer is lost after the effect. */
  | 'answer-lost'
  /** The caller gives up; the request is carried out once the function has ended. */
  | 'late'
  /** `TransactWriteItems`: another transaction is in flight on the same items. `PutObject` with a condition: 409 for the same reason. */
  | 'conflict'
  /** `BatchGetItem`: half of the keys (at least one) come back unread. With `persistent` every time. */
  | 'partial'
  /** A second copy of the request arrives right after the first. */
  | 'duplicate'
  /** The calling function dies right before the call. */
  | 'crash-before'
  /** The calling function dies right after the call's effect. */
  | 'crash-after'
  /** The engine of the state machines dies while the call is on its way, and starts again from its store. */
  | 'engine-crash';

/** What goes wrong with an invocation of a function. */
export type InvocationFaultKind =
  /** The function dies before it does anything. */
  | 'crash-before'
  /** It does all, and dies before it answers. */
  | 'crash-after'
  /** It does all, and is cut off by its time limit before it answers. */
  | 'function-timeout'
  /** The invocation is throttled: the function is not called (`TooManyRequestsException`; a person sees 503). */
  | 'throttle'
  /** It is called twice, one after the other; the second's answer counts. */
  | 'doubled'
  /** It is called twice at once; the second's answer counts. */
  | 'doubled-at-once'
  | 'engine-crash';

/** A fault at a site. */
export interface Fault {
  readonly kind: CallFaultKind | InvocationFaultKind;
  readonly persistent?: boolean;
}

/** Asked once for each call and each invocation, before it happens. A fault that does not apply to the site throws. */
export type Faults = (site: CallSite) => Fault | undefined;

/** What can go wrong at a site. */
export const faultsAt = ({ service, action }: Pick<CallSite, 'service' | 'action'>): readonly Fault['kind'][] => {
  if (service === 'lambda') return ['crash-before', 'crash-after', 'function-timeout', 'throttle', 'doubled', 'doubled-at-once', 'engine-crash'];
  const always = ['throttle', 'timeout', 'error-before', 'error-after', 'answer-lost', 'late', 'duplicate', 'crash-before', 'crash-after', 'engine-crash'] as const;
  if (action === 'dynamodb:TransactWriteItems' || action === 's3:PutObject') return [...always, 'conflict'];
  return action === 'dynamodb:BatchGetItem' ? [...always, 'partial'] : always;
};
