import { performance } from 'node:perf_hooks';
import { AccessDenied, type Principal, type ServiceRequest, type ServiceResponse } from '../contract.ts';
import { authenticate, type RawRequest } from './authentication.ts';
import { unwrapChunks } from './aws-chunked.ts';
import type { Claim, Headers } from './claim.ts';
import { performWith, type BREAK_CONNECTION } from './fault.ts';
import type { Call, CallTarget, DescribingService, GatewayOptions } from './options.ts';
import { answer } from './refusal.ts';

type Outcome = ServiceResponse | typeof BREAK_CONNECTION;

/** Verifies and performs a signed request. Refusals are answers in the service's protocol; it rejects only for bugs of the gateway. */
export const answerCall = async (options: GatewayOptions, claim: Claim, raw: RawRequest): Promise<Outcome> => {
  const name = claim.scope.service;
  const service = options.services[name];
  if (service === undefined) return answer(name, { reason: 'unknown-service', message: `This machine has no service ${name}.` });
  if (raw.method === 'OPTIONS') return service.handle({ ...raw, principal: NOBODY });
  const verdict = authenticate(claim, raw, options.credentials(claim.accessKeyId), options.clock.now());
  if (!verdict.ok) return answer(name, verdict.refusal);
  const request = unwrap(raw, verdict.principal);
  if (typeof request === 'string') return answer(name, { reason: 'not-implemented', message: request });
  return perform(options, service, { principal: verdict.principal, service: name, request, ...targetOf(service, name, request) });
};

// A browser asks before it uses a pre-signed URL; that question cannot be signed.
const NOBODY: Principal = { arn: 'anonymous' };

const perform = async (options: GatewayOptions, service: DescribingService, call: Call): Promise<Outcome> => {
  const started = performance.now();
  const outcome = await performWith(options.intercept?.(call), call, async () => {
    try {
      return await service.handle(call.request);
    } catch (error) {
      if (error instanceof AccessDenied) return answer(call.service, { reason: 'access-denied', message: error.message });
      (options.onError ?? report)(error, call);
      return answer(call.service, { reason: 'internal', message: 'An internal error occurred.' });
    }
  }, options.letGo);
  const { request: _, ...known } = call;
  options.onCall?.({ ...known, status: typeof outcome === 'symbol' ? 0 : outcome.status, ms: performance.now() - started });
  return outcome;
};

const report = (error: unknown, call: Call): void => {
  process.stderr.write(`${call.action} ${call.resource}: ${error instanceof Error ? error.stack : String(error)}\n`);
};

const targetOf = (service: DescribingService, name: string, request: ServiceRequest): CallTarget =>
  service.describe?.(request) ?? { action: `${name}:${request.headers['x-amz-target']?.split('.').pop() ?? request.method}`, resource: '*' };

const unwrap = (raw: RawRequest, principal: Principal): ServiceRequest | string => {
  const stated = raw.headers['x-amz-content-sha256'] ?? '';
  if (!stated.startsWith('STREAMING-')) return { ...raw, principal };
  if (stated !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return `${stated} is not supported`;
  const unwrapped = unwrapChunks(Buffer.from(raw.body));
  if (unwrapped === undefined) return 'The chunks of the body cannot be read.';
  const { 'content-encoding': encoding, ...headers } = raw.headers;
  const inner = encoding?.split(',').map((part) => part.trim()).filter((part) => part !== 'aws-chunked').join(', ');
  const kept: Headers = inner ? { 'content-encoding': inner } : {};
  return { ...raw, headers: { ...headers, ...kept, ...unwrapped.trailers }, body: unwrapped.body, principal };
};
