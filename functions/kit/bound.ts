import type { AnyEndpoint, CallAnswer, CallInput } from '../../shared/api/endpoint.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { PersonContext } from './context.ts';

/** What carries an endpoint out: an operation of `shared`, given the call's input. */
export type Run<E extends AnyEndpoint> = (input: CallInput<E>, context: PersonContext) => Promise<Result<CallAnswer<E>, Refusal>>;

/** An endpoint bound to its operation. `wakes` names the thing whose open waits may be decided by it: `year/2026`, `batch/batch-2026-003`. */
export interface Bound {
  readonly endpoint: AnyEndpoint;
  readonly run: Run<AnyEndpoint>;
  readonly wakes?: (input: CallInput<AnyEndpoint>, answer: unknown) => string | undefined;
}

/** Binds `endpoint` to its operation. */
export const on = <E extends AnyEndpoint>(
  endpoint: E,
  run: Run<E>,
  wakes?: (input: CallInput<E>, answer: CallAnswer<E>) => string | undefined,
): Bound => ({ endpoint, run: run as Run<AnyEndpoint>, ...(wakes === undefined ? {} : { wakes: wakes as NonNullable<Bound['wakes']> }) });
