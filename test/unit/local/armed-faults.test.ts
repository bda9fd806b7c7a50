import { describe, expect, test } from 'vitest';
import { performWith } from '../../../infra/local/gateway/fault.ts';
import type { Call } from '../../../infra/local/gateway/options.ts';
import { armedFaults } from '../../../infra/local/machine/armed-faults.ts';

const call = (body: string): Call => ({
  service: 'dynamodb', action: 'dynamodb:TransactWriteItems', resource: '*', principal: { arn: 'arn:aws:iam::000000000000:role/waits' },
  request: { method: 'POST', url: '/', headers: {}, body: Buffer.from(body), principal: { arn: 'arn:aws:iam::000000000000:role/waits' } },
});

describe('an armed fault', () => {
  test('hits only calls of its action that hold its text, as often as it counts.', () => {
    const faults = armedFaults();
    faults.arm({ service: 'dynamodb', action: 'TransactWriteItems', match: '"token"', fault: 'throttle', count: 1 });
    expect(faults.intercept(call('{"subject":"year/2026"}'))).toBeUndefined();
    expect(faults.intercept(call('{"token":{"S":"x"}}'))).toBe('throttle');
    expect(faults.intercept(call('{"token":{"S":"x"}}'))).toBeUndefined();
  });

  test('that holds a call lets it be performed only when the faults are taken away.', async () => {
    const faults = armedFaults();
    faults.arm({ fault: 'hold', count: 1 });
    const log: string[] = [];
    void faults.untilHeld().then(() => log.push('seen'));
    const held = call('{}');
    const done = performWith(faults.intercept(held), held, async () => {
      log.push('performed');
      return { status: 200, headers: {}, body: '' };
    }, faults.letGo);
    await new Promise((resolve) => setImmediate(resolve));
    expect(faults.held()).toBe(1);
    expect(faults.pending()).toEqual([]);
    log.push('let go');
    faults.disarmAll();
    expect(await done).toMatchObject({ status: 200 });
    expect(log).toEqual(['seen', 'let go', 'performed']);
    expect(faults.held()).toBe(0);
  });
});
