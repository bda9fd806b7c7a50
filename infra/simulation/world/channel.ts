import { hash } from 'node:crypto';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { settled, type Gate } from './clients/sdk.ts';
import type { WorldOptions } from './world.ts';
import { CHANNEL_HOST } from './deployment.ts';
import type { Grown } from './grown.ts';
import { running, type Invocation } from './invocation.ts';

interface Push {
  readonly channel: string;
  readonly batchId: string;
  readonly results: readonly { readonly key: string; readonly content: unknown }[];
}

/** The channels of publication: each answers one receipt per key, the same whenever that key is pushed again. */
export const channels = (gate: Gate, grown: Grown, now: () => Instant, isDown: NonNullable<WorldOptions['channelDown']>): Invocation['push'] => {
  const take = (push: Push): Response => {
    if (isDown({ channel: push.channel, batchId: push.batchId, at: now() })) return failure(503);
    const receipts = push.results.map(({ key, content }) => {
      const receiptNo = `R${hash('sha256', key, 'hex').slice(0, 16).toUpperCase()}`;
      grown.received({ at: now(), channel: push.channel, batchId: push.batchId, key, receiptNo, content });
      return { key, receiptNo };
    });
    return Response.json({ receipts });
  };

  return async (url, { body }) => {
    const from = running.getStore();
    if (from === undefined || !url.startsWith(`${CHANNEL_HOST}/`)) throw new TypeError('fetch failed');
    if (from.dead()) return never();
    const push = JSON.parse(String(body)) as Push;
    const { fault, turns } = gate.ask({ function: from.function, service: 'channel', action: 'channel:Push', resource: push.channel });
    for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    switch (fault?.kind) {
      case undefined:
        return take(push);
      case 'throttle':
        return failure(429);
      case 'error-before':
        return failure(500);
      case 'error-after':
        take(push);
        return failure(500);
      case 'timeout':
        throw new TypeError('fetch failed');
      case 'answer-lost':
        take(push);
        throw new TypeError('terminated');
      case 'late':
        from.late.push(() => take(push));
        throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      case 'duplicate':
        await settled(() => take(push));
        return take(push);
      case 'crash-before':
        from.die();
        return never();
      case 'crash-after':
        take(push);
        from.die();
        return never();
      case 'engine-crash':
        gate.crashEngine();
        return take(push);
      default:
        throw new Error(`${fault?.kind} cannot happen to a push`);
    }
  };
};

const failure = (status: number): Response => Response.json({ message: 'service temporarily unavailable' }, { status });
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
