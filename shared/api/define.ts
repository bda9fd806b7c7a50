import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';

const nothing = z.object({}).strip();
type Nothing = typeof nothing;

/** Declares an endpoint; what is not given is empty, answers 200 and takes no `If-Match`. */
export const endpoint = <
  Answer extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(
  given: Pick<Endpoint<Params, Query, Body, Answer>, 'name' | 'method' | 'path' | 'action' | 'summary' | 'answer'> &
    Partial<Endpoint<Params, Query, Body, Answer>>,
): Endpoint<Params, Query, Body, Answer> => ({
  params: nothing as unknown as Params,
  query: nothing as unknown as Query,
  body: nothing as unknown as Body,
  status: 200,
  ifMatch: 'none',
  ...given,
});
