import type { CallSite, Fault } from '../fault.ts';
import type { Invocation } from '../invocation.ts';

/** How the gate to the services knows the world. */
export interface Gate {
  /** Counts the call, and asks what goes wrong with it. */
  ask(site: Omit<CallSite, 'nth'>): { readonly fault: Fault | undefined; readonly turns: number };
  crashEngine(): void;
}

/** One call of a service: its effect, and the errors by which the service refuses it. */
export interface Request<Answer> {
  readonly service: CallSite['service'];
  readonly action: string;
  readonly resource: string;
  /** Carries it out; throws the service's own refusals. */
  readonly perform: () => Answer | Promise<Answer>;
  readonly throttled: () => Error;
  readonly broken: () => Error;
  readonly conflict?: (() => Error) | undefined;
  readonly partial?: (() => Answer) | undefined;
}

/** As many times the SDK tries what may pass. */
const ATTEMPTS = 3;

const passing = new WeakSet<Error>();

/** Marks an error as one after which the SDK tries again. */
export const transient = (error: Error): Error => {
  passing.add(error);
  return error;
};

/** No answer came. */
export const noAnswer = (): Error => transient(Object.assign(new Error('Connection timed out'), { name: 'TimeoutError' }));

/** Sends `request` as the SDK does, through whatever fault the gate has for it. Never settles once the function is dead. */
export const send = async <Answer>(request: Request<Answer>, from: Invocation, gate: Gate): Promise<Answer> => {
  if (from.dead()) return never();
  const { fault: fresh, turns } = gate.ask({ function: from.function, service: request.service, action: request.action, resource: request.resource });
  for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  if (from.dead()) return never();
  const name = `${request.action} ${request.resource}`;
  if (fresh?.persistent === true) from.lasting.set(name, fresh);
  const fault = from.lasting.get(name) ?? fresh;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await tried(request, attempt === 1 || fault?.persistent === true ? fault : undefined, from, gate);
      return from.dead() ? await never() : answer;
    } catch (error) {
      if (from.dead()) return never();
      if (!(error instanceof Error) || !passing.has(error) || attempt === ATTEMPTS) throw error;
    }
  }
};

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

const tried = async <Answer>(request: Request<Answer>, fault: Fault | undefined, from: Invocation, gate: Gate): Promise<Answer> => {
  if (fault === undefined) return request.perform();
  switch (fault.kind) {
    case 'throttle':
      throw transient(request.throttled());
    case 'timeout':
      throw noAnswer();
    case 'error-before':
      throw transient(request.broken());
    case 'error-after':
      await request.perform();
      throw transient(request.broken());
    case 'answer-lost':
      await request.perform();
      throw noAnswer();
    case 'late':
      from.late.push(request.perform);
      throw noAnswer();
    case 'duplicate':
      return twice(request.perform);
    case 'crash-before':
      from.die();
      return never();
    case 'crash-after':
      await settled(request.perform);
      from.die();
      return never();
    case 'engine-crash':
      gate.crashEngine();
      return request.perform();
    case 'conflict':
      if (request.conflict === undefined) break;
      throw request.conflict();
    case 'partial':
      if (request.partial === undefined) break;
      return request.partial();
    default:
  }
  throw new Error(`${fault.kind} cannot happen to ${request.action}`);
};

const twice = async <Answer>(perform: () => Answer | Promise<Answer>): Promise<Answer> => {
  const answer = await perform();
  // Whatever the copy meets, nobody is told.
  await settled(perform);
  return answer;
};

/** Runs to its end, whatever that is. */
export const settled = async (perform: () => unknown): Promise<void> => {
  try {
    await perform();
  } catch {
    // A refusal has no effect, and there is nobody to tell.
  }
};
