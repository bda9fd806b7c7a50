import type { RealClock, RehearsalClock } from '../clock/started-clock.ts';
import type { Fault } from '../gateway/options.ts';
import { messageAnswer, type HttpAnswer } from '../http-api/api-answer.ts';
import type { HttpRequest } from '../http-api/http-request.ts';
import type { DeadLetters } from '../scheduler/dead-letters.ts';
import type { StatesService } from '../states/service.ts';
import type { ArmedFault, ArmedFaults } from './armed-faults.ts';
import type { CallCounts } from './call-counts.ts';

/** What the control endpoints act on. */
export interface ControlParts {
  readonly clock: RealClock | RehearsalClock;
  readonly faults: ArmedFaults;
  readonly counts: CallCounts;
  readonly deadLetters: DeadLetters;
  readonly states: Pick<StatesService, 'list' | 'stop'>;
}

const FAULTS = ['throttle', 'timeout', 'error500-before', 'error500-after', 'drop-but-acknowledge', 'hold'] as const satisfies readonly Fault[];

/** Serves `/_local/clock`, `/_local/faults`, `/_local/faults/held`, `/_local/calls`, `/_local/dead-letters` and `/_local/executions/stop`; `undefined` for any other path. */
export const control = async (request: HttpRequest, parts: ControlParts): Promise<HttpAnswer | undefined> => {
  switch (`${request.method} ${request.path}`) {
    case 'GET /_local/clock':
      return json(200, clockView(parts.clock));
    case 'POST /_local/clock/advance':
      return advance(bodyOf(request), parts.clock);
    case 'GET /_local/faults':
      return json(200, { faults: parts.faults.pending(), held: parts.faults.held() });
    case 'POST /_local/faults':
      return arm(bodyOf(request), parts.faults);
    case 'DELETE /_local/faults':
      parts.faults.disarmAll();
      return json(200, { faults: [] });
    case 'GET /_local/faults/held':
      return json(200, { held: await heldOrIdle(parts) });
    case 'GET /_local/calls':
      return json(200, parts.counts.read());
    case 'GET /_local/dead-letters':
      return json(200, { deadLetters: parts.deadLetters.list() });
    case 'POST /_local/executions/stop':
      return stopExecution(bodyOf(request), parts.states);
    default:
      return undefined;
  }
};

const clockView = (clock: RealClock | RehearsalClock): object => ({
  kind: clock.kind,
  now: iso(clock.now()),
  nextTimer: clock.kind === 'virtual' ? isoOrNull(clock.nextDue()) : null,
});

const advance = async (body: Readonly<Record<string, unknown>>, clock: RealClock | RehearsalClock): Promise<HttpAnswer> => {
  if (clock.kind === 'real') return messageAnswer(409, 'this machine runs on the real clock');
  const until = typeof body['until'] === 'string' ? Date.parse(body['until']) : Number.NaN;
  if (!Number.isFinite(until)) return messageAnswer(400, 'until must be an ISO 8601 time');
  const now = await clock.aside(() => clock.advance(until, { stopAtTimer: body['stopAtTimer'] === true }));
  return json(200, { ...clockView(clock), now: iso(now) });
};

const arm = (body: Readonly<Record<string, unknown>>, faults: ArmedFaults): HttpAnswer => {
  const { service, action, match, fault, count = 1 } = body;
  const kind = FAULTS.find((one) => one === fault);
  if (kind === undefined) return messageAnswer(400, `fault must be one of ${FAULTS.join(', ')}`);
  if (typeof count !== 'number' || !(count >= 1)) return messageAnswer(400, 'count must be a positive number');
  const armed: ArmedFault = {
    fault: kind, count,
    ...(typeof service === 'string' && { service }), ...(typeof action === 'string' && { action }), ...(typeof match === 'string' && { match }),
  };
  faults.arm(armed);
  return json(200, { faults: faults.pending() });
};

const stopExecution = async ({ name, cause }: Readonly<Record<string, unknown>>, states: ControlParts['states']): Promise<HttpAnswer> => {
  const execution = states.list().find((one) => one.name === name);
  if (execution === undefined) return messageAnswer(404, `no execution is called ${String(name)}`);
  await states.stop(execution.executionArn, typeof cause === 'string' ? { cause } : {});
  return json(200, { name });
};

/** How many calls are held, as soon as one is; 0 if a virtual clock's machine comes to rest without. */
const heldOrIdle = async ({ clock, faults }: ControlParts): Promise<number> => {
  if (clock.kind === 'virtual') await clock.aside(() => Promise.race([faults.untilHeld(), clock.idle()]));
  return faults.held();
};

const bodyOf = ({ body }: HttpRequest): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8') || '{}');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

const json = (status: number, body: unknown): HttpAnswer => ({ status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify(body) });

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : iso(ms));
