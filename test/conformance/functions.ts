import type { InvokeResult, LambdaService } from '../../infra/local/contract.ts';
import type { StatesService } from '../../infra/local/states/service.ts';
import type { Json } from '../../infra/local/states/types.ts';
import type { TestClock } from '../support/virtual-clock.ts';
import type { Behaviour } from './case.ts';

type Event = Json | undefined;

const pythonRepr = (value: Json): string => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value === 'object') return `{${Object.entries(value).map(([key, member]) => `${pythonRepr(key)}: ${pythonRepr(member)}`).join(', ')}}`;
  return String(value);
};

const member = (event: Event, name: string): Event => {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return undefined;
  return event[name];
};

const findToken = (event: Event): string | null => {
  if (typeof event !== 'object' || event === null) return null;
  for (const [key, value] of Object.entries(event)) {
    if (/token/i.test(key) && typeof value === 'string') return value;
    const inner = findToken(value);
    if (inner !== null) return inner;
  }
  return null;
};

/** The functions of a case. Callbacks answer through `service`; those that sleep do it on `clock`. */
export const caseFunctions = (lambdas: Readonly<Record<string, Behaviour>>, clock: TestClock, service: () => StatesService): LambdaService => {
  const later = (seconds: number, work: () => Promise<void>): Promise<void> => {
    if (seconds <= 0) return work();
    clock.at(clock.now() + seconds * 1000, () => void clock.track(work()));
    return Promise.resolve();
  };
  const callback = async (how: Behaviour, event: Event): Promise<void> => {
    const token = findToken(event);
    if (token === null) return;
    if (how.behaviour === 'callback_failure') {
      await later(how.after_seconds ?? 0, () => service().sendTaskFailure(token, how.error ?? null, how.cause ?? null));
      return;
    }
    if (how.behaviour === 'callback_heartbeat_then_success') {
      for (let beat = 0; beat < (how.heartbeats ?? 1); beat += 1) await later(how.heartbeat_after_seconds ?? 0, () => service().sendTaskHeartbeat(token));
    }
    const output = how.output_is_payload === true || how.output_from_payload === undefined ? event : member(event, how.output_from_payload);
    await later(how.after_seconds ?? 0, () => service().sendTaskSuccess(token, JSON.stringify(output ?? null)));
  };
  const answer = async (how: Behaviour, event: Event): Promise<Json> => {
    switch (how.behaviour) {
      case 'echo':
        return event ?? null;
      case 'constant':
        return how.result ?? null;
      case 'sleep_then_echo':
        await clock.sleep((how.seconds ?? 0) * 1000);
        return event ?? null;
      case 'constant_string_repeat':
        return (how.char ?? 'a').repeat(how.length ?? 0);
      case 'python_fstring_of_input':
        return `input-event-${pythonRepr(event ?? null)}`;
      case 'callback_success':
      case 'callback_failure':
      case 'callback_heartbeat_then_success':
        await callback(how, event);
        return null;
      case 'callback_never':
        return null;
      default:
        throw new Error(`unsupported behaviour ${how.behaviour}`);
    }
  };
  return {
    invoke: async (name, payload): Promise<InvokeResult> => {
      const how = lambdas[name.split(':')[6] ?? name] ?? lambdas[name];
      if (how === undefined) throw Object.assign(new Error(`Function not found: ${name}`), { name: 'ResourceNotFoundException' });
      const event = JSON.parse(payload) as Json;
      if (how.behaviour === 'fail') {
        return { payload: JSON.stringify({ errorMessage: how.errorMessage ?? '', errorType: how.errorType ?? 'Error', requestId: '1', trace: [] }), functionError: 'Unhandled', requestId: '1' };
      }
      return { payload: JSON.stringify(await answer(how, event)), requestId: '1' };
    },
  };
};
