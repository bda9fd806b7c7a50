import { instant, instantOf, type Instant } from '../../shared/kernel/instant.ts';

/** The moment an API request arrived, by the event that carries it. */
export const nowOfRequest = (event: { readonly requestContext: { readonly timeEpoch: number } }): Instant => instantOf(event.requestContext.timeEpoch);

/** The moment a workflow entered the state that called, or a schedule fired, as its input carries it. Throws if it is missing. */
export const nowOfTask = (event: { readonly now?: unknown }): Instant => {
  if (typeof event.now !== 'string') throw new TypeError('the task carries no time: `now` is missing');
  return instant(event.now);
};
