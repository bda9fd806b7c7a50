import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { handler as executionsApi } from '../../functions/api/executions.ts';
import { LIFESPAN } from '../../infra/constructs/lifespan.ts';
import { readTrail } from '../../shared/audit/trail.ts';
import { verifyTrail } from '../../shared/audit/verify.ts';
import { enterScheme } from '../../shared/draw/freezing/enter-scheme.ts';
import { instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { findAwait, openWaits } from '../../shared/lifecycle/await-store.ts';
import { signalIfDecided } from '../../shared/lifecycle/signal-if-decided.ts';
import { findYear } from '../../shared/plan/year-store.ts';
import { guangyuan } from '../../shared/profile/guangyuan.ts';
import { aScheme, anEntry, frameNo, layBatch, layDirectories, must, operator, setKey } from '../contract/draw/scene.ts';
import { callApi } from '../support/call-api.ts';
import { actOf, person } from '../support/people.ts';
import { BESIDE_THE_YEAR } from '../support/visited-states.ts';
import { openWorkflows, type TestWorkflows } from '../support/workflows.ts';

const DAY_MS = 86_400_000;

// Months pass in each: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000 });

let flows: TestWorkflows;
/** A batch that waits from the first day of this file to the last. */
let longest: string;

beforeAll(async () => {
  flows = await openWorkflows('2026-01-02T09:00:00+08:00');
  await layDirectories(flows.stores, 60);
  await setKey(flows.stores);
  longest = await begin('2026-10-20');
});
afterEach(async () => {
  flows.around.clear();
  flows.define();
  for (const { executionArn, name } of flows.service.list({ status: 'RUNNING' })) if (!name.startsWith(longest)) await flows.service.stop(executionArn);
});
afterAll(() => flows.close());

const days = (n: number) => flows.clock.advance(flows.clock.now() + n * DAY_MS);
const statusOf = (execution: string) => flows.service.describe(flows.arnOf(execution));
const linesOf = (thing: string) => flows.service.list().filter(({ name }) => name === thing || name.startsWith(`${thing}-r`)).toReversed();
const running = (thing: string) => linesOf(thing).filter(({ status }) => status === 'RUNNING').map(({ name }) => name);
const stateOf = (execution: string) => flows.service.active(flows.arnOf(execution)).map(({ state }) => state);
const successions = async (stream: string) => {
  const { entries } = await readTrail(flows.stores.lifecycle, stream, { limit: 1000 });
  expect(verifyTrail(entries).faults).toEqual([]);
  return entries.filter(({ action }) => action === 'execution.succeed');
};

/** A batch to be inspected from `from`, and its workflow. */
let batches = 0;
const begin = async (from: string): Promise<string> => {
  batches += 1;
  const batchId = `batch-2026-${String(batches).padStart(3, '0')}`;
  await layBatch(flows.stores, batchId, anEntry({ targets: frameNo(batches), inspectionDate: { from, to: '2026-11-20' } as never }));
  flows.start(batchId, { batchId });
  await flows.clock.idle();
  return batchId;
};

const schemeEntered = async (batchId: string): Promise<void> => {
  const context = { stores: flows.stores, profile: guangyuan, act: actOf(operator, { now: flows.now() }) };
  const scheme = aScheme({ visit: { from: '2026-11-01', to: '2026-11-20' } as never });
  const [commitBy, revealBy] = [3, 4].map((n) => instantOf(flows.clock.now() + n * DAY_MS));
  await must(enterScheme(context, { batchId, scheme: { ...scheme, ceremony: { ...scheme.ceremony, commitBy: commitBy!, revealBy: revealBy! } } }));
};
const signal = async (batchId: string): Promise<number> => {
  const context = { stores: flows.stores, profile: guangyuan, act: actOf(operator, { now: flows.now() }) };
  return signalIfDecided(context, `batch/${batchId}`);
};
const administrator = person('administrator');
const resume = (name: string, reason = '故障已排除', who = administrator, headers = {}) =>
  callApi(executionsApi, who, { method: 'POST', path: `/v1/executions/${name}/resume`, body: { reason }, headers, at: flows.now() });

/** The value a variable was last given before the execution ended. */
const lastAssigned = (execution: string, variable: string): number => {
  const assigned = flows.service.history(flows.arnOf(execution)).flatMap(({ detail }) => {
    const value = (detail?.assignedVariables as Record<string, string> | undefined)?.[variable];
    return value === undefined ? [] : [Number(value)];
  });
  return assigned.at(-1) ?? 0;
};

describe('an execution whose history has grown long', () => {
  test('[BY-8] is followed by its successor, and that by its own; each has counted its events, not one too few', async () => {
    flows.define({ days: 300, events: 120 });
    const batchId = await begin('2026-01-01');
    await days(20);
    const lines = linesOf(batchId);
    expect(lines.map(({ name }) => name).slice(0, 3)).toEqual([batchId, `${batchId}-r2`, `${batchId}-r3`]);
    expect(running(batchId)).toEqual([lines.at(-1)?.name]);
    for (const { name, status } of lines.slice(0, 2)) {
      const events = flows.service.history(flows.arnOf(name)).length;
      const counted = lastAssigned(name, 'events');
      expect(status).toBe('SUCCEEDED');
      expect(counted).toBeGreaterThanOrEqual(events);
      expect(counted).toBeLessThan(events * 1.6);
    }
    const noted = await successions(`batch/${batchId}`);
    expect(noted.map(({ after }) => after)).toMatchObject(lines.slice(1).map(({ name }, i) => ({ execution: name, predecessor: lines[i]?.name, because: 'events' })));
    expect((await openWaits(flows.stores.lifecycle)).filter(({ subject }) => subject === `batch/${batchId}`)).toMatchObject([{ wait: 'scheme', execution: lines.at(-1)?.name }]);
  });

  test('[BY-8] loses no decision that falls while it hands over', async () => {
    flows.define({ days: 300, events: 60 });
    const batchId = await begin('2026-01-01');
    flows.define();
    const woken: number[] = [];
    flows.around.set('shared/hand-over', async (_, run) => {
      // Between the predecessor's last look and the successor's first: nobody is there to be woken.
      flows.around.clear();
      await schemeEntered(batchId);
      woken.push(await signal(batchId));
      return run();
    });
    for (let day = 0; day < 6 && woken.length === 0; day += 1) await days(1);
    expect(woken).toEqual([0]);
    expect(linesOf(batchId).map(({ name, status }) => [name, status])).toEqual([[batchId, 'SUCCEEDED'], [`${batchId}-r2`, 'RUNNING']]);
    expect(stateOf(`${batchId}-r2`)).toEqual(['AwaitCommitments']);
  });

  test('[BY-8] hands over once, though the step runs twice and dies after it has started the successor', async () => {
    flows.define({ days: 300, events: 60 });
    const batchId = await begin('2026-01-01');
    flows.define();
    let runs = 0;
    flows.around.set('shared/hand-over', async (_, run) => {
      const answer = await run();
      runs += 1;
      if (runs === 1) throw Object.assign(new Error('killed'), { name: 'Lambda.Unknown' });
      return answer;
    });
    await days(6);
    expect(runs).toBe(2);
    expect(linesOf(batchId).map(({ status }) => status)).toEqual(['SUCCEEDED', 'RUNNING']);
    expect(await successions(`batch/${batchId}`)).toHaveLength(1);
  });

  test('[BY-8] a plan year hands over as well', async () => {
    flows.define({ days: 300, events: 60 });
    flows.start('plan-2028', { year: 2028 });
    await days(60);
    const lines = linesOf('plan-2028');
    expect(lines.map(({ status }) => status)).toEqual([...lines.slice(1).map(() => 'SUCCEEDED'), 'RUNNING']);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.at(-1)?.input).toBe('{"year":2028}');
    expect(await findYear(flows.stores.lifecycle, 2028)).toMatchObject({ stage: 'collecting' });
    expect(stateOf(lines.at(-1)?.name ?? '')).toEqual(['AwaitSubmissionsClosed']);
  });
});

describe('an execution that has failed', () => {
  /** A batch whose freeze fails, whatever is tried. */
  const failed = async (): Promise<string> => {
    const batchId = await begin('2026-01-01');
    flows.around.set('batch/freeze', async () => {
      throw Object.assign(new Error('the bucket is gone'), { name: 'Lambda.Unknown' });
    });
    await schemeEntered(batchId);
    await signal(batchId);
    await days(1);
    expect(statusOf(batchId)).toMatchObject({ status: 'FAILED', error: 'Lambda.Unknown' });
    return batchId;
  };

  test('[BY-8] is carried on by a successor where the record stands, also when the service redrives it no more', async () => {
    const batchId = await failed();
    await days(15);
    await expect(flows.service.redrive(flows.arnOf(batchId))).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
    flows.around.clear();
    const answer = await resume(batchId, '桶已恢复', administrator, { 'idempotency-key': 'once' });
    expect(answer).toMatchObject({ status: 202, body: { execution: `${batchId}-r2`, predecessor: batchId, because: 'repair', reason: '桶已恢复' } });
    await flows.clock.idle();
    expect(stateOf(`${batchId}-r2`)).toEqual(['AwaitCommitments']);
    expect(await successions(`batch/${batchId}`)).toMatchObject([{ actor: { kind: 'person', sub: administrator.sub }, after: { reason: '桶已恢复' } }]);
    // The same command again, by its key and without.
    expect(await resume(batchId, '桶已恢复', administrator, { 'idempotency-key': 'once' })).toEqual(answer);
    expect(await resume(batchId)).toMatchObject({ status: 409, body: { code: 'execution-not-latest' } });
    expect(running(batchId)).toEqual([`${batchId}-r2`]);
  });

  test('[BY-8] is carried on though the service has forgotten it, and the successor of a successor as well', async () => {
    const batchId = await failed();
    const forgotten = flows.service.describe(flows.arnOf(batchId));
    await days(91);
    // Its name may be used again; what is asked for is not that, but to go on.
    expect(forgotten.status).toBe('FAILED');
    expect(await resume(batchId)).toMatchObject({ status: 202 });
    await days(1);
    expect(statusOf(`${batchId}-r2`)).toMatchObject({ status: 'FAILED' });
    flows.around.clear();
    expect(await resume(`${batchId}-r2`)).toMatchObject({ status: 202, body: { execution: `${batchId}-r3`, predecessor: `${batchId}-r2` } });
    await flows.clock.idle();
    expect(running(batchId)).toEqual([`${batchId}-r3`]);
    // A batch whose executions the service does not know any more is known by its record.
    const other = `batch-2026-9${String(batches).padStart(2, '0')}`;
    await layBatch(flows.stores, other, anEntry({ inspectionDate: { from: '2026-11-01', to: '2026-11-20' } as never }));
    expect(await resume(other)).toMatchObject({ status: 202, body: { execution: `${other}-r2` } });
    expect(await resume('batch-2026-999')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test('[BY-8] is carried on once, though two administrators repair it at the same moment', async () => {
    const batchId = await failed();
    flows.around.clear();
    const answers = await Promise.all([resume(batchId, '甲'), resume(batchId, '乙')]);
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(1);
    await flows.clock.idle();
    expect(linesOf(batchId).map(({ name }) => name)).toEqual([batchId, `${batchId}-r2`]);
    expect(await successions(`batch/${batchId}`)).toHaveLength(1);
  });

  test('[BY-8] and is redriven all the same, gives way to its successor', async () => {
    const batchId = await failed();
    flows.around.clear();
    await resume(batchId);
    await flows.clock.idle();
    const before = await findAwait(flows.stores.lifecycle, `batch/${batchId}`, 'commitments');
    await flows.service.redrive(flows.arnOf(batchId));
    await flows.clock.idle();
    expect(statusOf(batchId)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    expect(flows.service.history(flows.arnOf(batchId)).at(-3)?.detail).toMatchObject({ name: 'HandedOver' });
    expect(running(batchId)).toEqual([`${batchId}-r2`]);
    expect(await findAwait(flows.stores.lifecycle, `batch/${batchId}`, 'commitments')).toEqual(before);
  });

  test('[GY-24] is repaired by an administrator only, and only if there is something to repair', async () => {
    const batchId = await failed();
    for (const role of ['operator', 'head', 'conference', 'government', 'supervisor', 'witness'] as const) {
      expect(await resume(batchId, '试', person(role, '01'))).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    }
    expect(await resume(batchId, ' ')).toMatchObject({ status: 422, body: { code: 'input-invalid' } });
    expect(linesOf(batchId)).toHaveLength(1);
    flows.around.clear();
    const other = await begin('2026-11-01');
    expect(await resume(other)).toMatchObject({ status: 409, body: { code: 'execution-running' } });
    expect(linesOf(other)).toHaveLength(1);
  });
});

describe('an execution that has lived for 300 days', () => {
  test('[BY-8] is followed by its successor, which waits on for the same, and what is decided then wakes it', { timeout: 180_000 }, async () => {
    const batchId = longest;
    const startedMs = statusOf(batchId).startMs;
    let waitedSince: Instant | undefined;
    const almostMs = startedMs + 298 * DAY_MS;
    while (flows.clock.now() < almostMs) {
      await flows.clock.advance(Math.min(almostMs, flows.clock.now() + 10 * DAY_MS));
      // One carries the batch at any time.
      expect(running(batchId)).toHaveLength(1);
      waitedSince ??= (await findAwait(flows.stores.lifecycle, `batch/${batchId}`, 'scheme'))?.since;
    }
    expect(waitedSince).toBeDefined();
    await days(10);
    const [first, second] = linesOf(batchId);
    expect(first).toMatchObject({ name: batchId, status: 'SUCCEEDED' });
    expect(first!.stopMs! - startedMs).toBeGreaterThanOrEqual(LIFESPAN.days * DAY_MS);
    expect(first!.stopMs! - startedMs).toBeLessThan((LIFESPAN.days + 8) * DAY_MS);
    expect(second).toMatchObject({ name: `${batchId}-r2`, status: 'RUNNING', startMs: first!.stopMs });
    expect(stateOf(`${batchId}-r2`)).toEqual(['AwaitScheme']);

    const wait = await findAwait(flows.stores.lifecycle, `batch/${batchId}`, 'scheme');
    expect(wait).toMatchObject({ execution: `${batchId}-r2`, since: waitedSince });
    // The reminders and the escalation went out in the first life and are not sent again in the second.
    expect(Object.keys(wait?.told ?? {})).toContain('escalate');
    expect(await successions(`batch/${batchId}`)).toMatchObject([{ actor: { kind: 'step', execution: batchId, step: 'hand-over' }, after: { execution: `${batchId}-r2`, predecessor: batchId, because: 'age' } }]);

    await schemeEntered(batchId);
    expect(await signal(batchId)).toBe(1);
    await flows.clock.idle();
    expect(stateOf(`${batchId}-r2`)).toEqual(['AwaitCommitments']);
  });
});

test('[BY-8] every state of a workflow’s succession has been entered above', () => {
  expect([...flows.seen().states]).toEqual(expect.arrayContaining([...BESIDE_THE_YEAR.succession]));
  expect(flows.seen().errors).toContain('superseded');
});
