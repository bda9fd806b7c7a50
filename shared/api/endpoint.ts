import type * as z from 'zod';
import type { Action } from '../identity/matrix.ts';

/** One endpoint of the API: the one source of its validation, its types, its permission, its document and its client. */
export interface Endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
  /** `operationId`, unique: `submitProposal`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/v1/proposals/{proposalId}/submit`. */
  readonly path: `/v1/${string}`;
  readonly action: Action;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** Status of success: 200 unless something is created (201) or long work begins (202). */
  readonly status: 200 | 201 | 202;
  /** Whether a change must name the version it was decided on (`If-Match`). */
  readonly ifMatch: 'required' | 'optional' | 'none';
}

/** Any endpoint. */
export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** What a call of `E` carries. */
export interface CallInput<E extends AnyEndpoint> {
  readonly params: z.output<E['params']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
  /** The version named in `If-Match`. */
  readonly ifMatch?: number;
}

/** What a call of `E` answers. */
export type CallAnswer<E extends AnyEndpoint> = z.output<E['answer']>;
