import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startMachine } from '../../../infra/local/machine.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { STATE_MACHINE, synthesizeSmallApp } from './small-assembly.ts';

const directory = scratchFolder('machine-');
let assembly: string;
beforeAll(() => {
  assembly = synthesizeSmallApp(directory);
}, 60_000);

describe('a machine with one statement fewer', { timeout: 60_000 }, () => {
  test('does not start if a schedule may not write to its dead-letter queue', async () => {
    const start = startMachine({
      assembly, dataDir: join(directory, 'unburied'), clock: 'virtual', startAt: '2025-11-01T08:00:00+08:00', onNotice: () => {},
      policies: (roles) => Object.fromEntries(Object.keys(roles).map((arn) => [arn, []])),
    });
    await expect(start).rejects.toThrow('sqs:SendMessage');
  });

  test('denies the call and names the action', async () => {
    const denied: string[] = [];
    const machine = await startMachine({
      assembly, dataDir: join(directory, 'denied'), clock: 'virtual', startAt: '2025-11-01T08:00:00+08:00',
      // A machine does not start with a schedule that could not bury its event; so that much is left.
      policies: (roles) => Object.fromEntries(Object.keys(roles).map((arn) => [arn, [{ Statement: [{ Effect: 'Allow' as const, Action: 'sqs:SendMessage', Resource: '*' }] }]])),
      onDenied: (_principal, action) => denied.push(action), onNotice: () => {},
    });
    const { executionArn } = machine.states.start({ stateMachineArn: STATE_MACHINE, name: 'one', input: '{"n":1}' });
    // The construct repeats such a call for two minutes before it gives up.
    await machine.clock.advance(Date.parse('2025-11-02T08:05:00+08:00'));
    expect(machine.states.describe(executionArn)).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('lambda:InvokeFunction') });
    expect(new Set(denied)).toEqual(new Set(['lambda:InvokeFunction']));
    await machine.stop();
  });
});
