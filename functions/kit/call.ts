import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { findReceipt } from '../../shared/audit/idempotency.ts';
import type { AnyEndpoint, CallInput } from '../../shared/api/endpoint.ts';
import type { Person } from '../../shared/identity/actor.ts';
import { permits } from '../../shared/identity/permission.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import { refuse } from '../../shared/kernel/refusal.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { signalIfDecided } from '../../shared/lifecycle/signal-if-decided.ts';
import type { Bound } from './bound.ts';
import { profile, stores, type PersonContext } from './context.ts';
import { log } from './log.ts';
import { nowOfRequest } from './now.ts';
import { claimNames, personOf } from './person.ts';
import { languageOf, problemAnswer } from './problem.ts';

type Event = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'body'> & { body?: unknown };

/** Identifies the caller, asks the matrix, parses, runs, recognises a repetition, answers, and wakes who waits. */
export const answerCall = async (bound: Bound, event: Event): Promise<APIGatewayProxyStructuredResultV2> => {
  const language = languageOf(event.headers['accept-language']);
  const person = personOf(event.requestContext.authorizer.jwt.claims, claimNames());
  if (person === undefined) return problemAnswer({ code: 'not-authenticated' }, language);
  if (!permits(person, bound.endpoint.action)) {
    return problemAnswer({ code: 'not-permitted', facts: { action: bound.endpoint.action } }, language);
  }
  const input = parseInput(bound.endpoint, event);
  if (!input.ok) return problemAnswer(input.error, language);

  const context = contextOf(bound.endpoint, event, person);
  const result = await bound.run(input.value, context);
  const answer = result.ok ? result : ((await repetition(bound.endpoint, context)) ?? result);
  if (!answer.ok) return problemAnswer(answer.error, language);
  // A repetition wakes as well: the first may have ended between its write and its signal, which is why there is a second.
  await wake(bound.wakes?.(input.value, answer.value), context);
  return success(bound.endpoint, answer.value);
};

const parseInput = (endpoint: AnyEndpoint, event: Event): Result<CallInput<AnyEndpoint>, Refusal> => {
  const parts = { params: event.pathParameters ?? {}, query: event.queryStringParameters ?? {}, body: event.body ?? {} };
  const errors: { pointer: string; detail: string }[] = [];
  const parsed: Record<string, unknown> = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const result = endpoint[part].safeParse(parts[part]);
    if (result.success) parsed[part] = result.data;
    else errors.push(...result.error.issues.map((issue) => ({ pointer: `/${issue.path.map(String).join('/')}`, detail: issue.message })));
  }
  if (errors.length > 0) return refuse('input-invalid', { errors });
  const ifMatch = /^"?(\d+)"?$/.exec(event.headers['if-match'] ?? '')?.[1];
  if (endpoint.ifMatch === 'required' && ifMatch === undefined) return refuse('if-match-required');
  return ok({ ...(parsed as unknown as CallInput<AnyEndpoint>), ...(ifMatch === undefined ? {} : { ifMatch: Number(ifMatch) }) });
};

const contextOf = (endpoint: AnyEndpoint, event: Event, person: Person): PersonContext => {
  const key = endpoint.method === 'GET' ? undefined : event.headers['idempotency-key'];
  const { id, version } = profile();
  return {
    stores: stores(),
    profile: profile(),
    act: {
      now: nowOfRequest(event),
      actor: person,
      profile: { id, version },
      ...(key === undefined ? {} : { idempotency: { key, request: requestHash(event) } }),
    },
  };
};

const requestHash = (event: Event): string =>
  createHash('sha256').update(`${event.requestContext.http.method} ${event.rawPath}?${event.rawQueryString}\n${JSON.stringify(event.body ?? null)}`).digest('hex');

// A repetition never gets as far as a write: its receipt, or the stage it left behind, stands in the way. So the receipt is asked for only then.
const repetition = async (endpoint: AnyEndpoint, { stores: { lifecycle }, act }: PersonContext): Promise<Result<unknown, Refusal> | undefined> => {
  if (act.idempotency === undefined) return undefined;
  const receipt = await findReceipt(lifecycle, act.actor.sub, act.idempotency.key);
  if (receipt === undefined) return undefined;
  return receipt.request === act.idempotency.request ? ok(endpoint.answer.parse(receipt.after)) : refuse('idempotency-key-reused');
};

// The truth is written; a signal that does not get through is made up for by the await's own look, at most a day later.
// A missing grant is no lost signal but a wrong deployment, and must not hide behind that.
const wake = async (subject: string | undefined, context: PersonContext): Promise<void> => {
  if (subject === undefined) return;
  try {
    await signalIfDecided(context, subject);
  } catch (error) {
    if ((error as Error).name === 'AccessDeniedException') throw error;
    log.warn('a signal did not get through; the await will look by itself', { error, subject });
  }
};

const success = (endpoint: AnyEndpoint, value: unknown): APIGatewayProxyStructuredResultV2 => {
  const version = (value as { version?: unknown } | null)?.version;
  return {
    statusCode: endpoint.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(typeof version === 'number' ? { etag: `"${version}"` } : {}),
    },
    body: JSON.stringify(value),
  };
};
