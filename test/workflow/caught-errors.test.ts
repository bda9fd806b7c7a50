import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { claimTask } from '../../shared/inspection/claim-task.ts';
import { completeVisit } from '../../shared/inspection/complete-visit.ts';
import { enterResults } from '../../shared/inspection/enter-results.ts';
import { inspectionIdOf } from '../../shared/inspection/form.ts';
import { organiseVisit } from '../../shared/inspection/organise-visit.ts';
import { recordResult } from '../../shared/inspection/record-result.ts';
import { askNonDisclosure } from '../../shared/inspection/request-non-disclosure.ts';
import { ruleNonDisclosure } from '../../shared/inspection/rule-non-disclosure.ts';
import type { Person } from '../../shared/identity/actor.ts';
import { dateOf } from '../../shared/kernel/instant.ts';
import { signalIfDecided } from '../../shared/lifecycle/signal-if-decided.ts';
import { findBatch } from '../../shared/plan/batch-store.ts';
import { guangyuan } from '../../shared/profile/guangyuan.ts';
import { must } from '../contract/draw/scene.ts';
import { BATCH, ITEMS, LEAD, layDrawnBatch, OFFICERS, OTHER, TARGETS } from '../support/drawn-batch.ts';
import { actOf, person } from '../support/people.ts';
import { BESIDE_THE_YEAR } from '../support/visited-states.ts';
import { workflowDefinition } from '../support/workflow-definition.ts';
import { openWorkflows, type TestWorkflows } from '../support/workflows.ts';

const DAY_MS = 86_400_000;

// Months pass in each: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000 });

const lead = person('operator', LEAD);
const other = person('operator', OTHER);
const forms = TARGETS.map((target) => inspectionIdOf(BATCH, target));
let flows: TestWorkflows;
let channel: Server;
let pushes = 0;

beforeAll(async () => {
  flows = await openWorkflows('2026-04-01T09:00:00+08:00');
  await layDrawnBatch(flows.stores);
  channel = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      pushes += 1;
      if (pushes === 1) return void response.writeHead(503).end();
      const { results } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { results: { key: string }[] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts: results.map(({ key }, i) => ({ key, receiptNo: `R-${i + 1}` })) }));
    });
  });
  await new Promise<void>((resolve) => channel.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(channel.address() as AddressInfo).port}/push`;
  Object.assign(process.env, { CHANNEL_PUBLICITY_SYSTEM_URL: url, CHANNEL_CREDIT_PLATFORM_URL: url });
});
afterAll(async () => {
  channel.close();
  await flows.close();
});

const by = (actor: Person) => ({ stores: flows.stores, profile: guangyuan, act: actOf(actor, { now: flows.now() }) }) as never;
const wake = async (): Promise<void> => {
  await signalIfDecided({ stores: flows.stores, profile: guangyuan, act: actOf(lead, { now: flows.now() }) }, `batch/${BATCH}`);
  await flows.clock.idle();
};
const days = (n: number) => flows.clock.advance(flows.clock.now() + n * DAY_MS);
const stateOf = () => flows.service.active(flows.arnOf(BATCH)).map(({ state }) => state);
const entered = (execution: string): string[] =>
  flows.service.history(flows.arnOf(execution)).flatMap(({ type, detail }) => (type.endsWith('StateEntered') ? [String(detail?.name)] : []));
const today = () => dateOf(flows.now());

describe('what the workflows catch', () => {
  test('[GY-22] non-disclosure asked for between the last look and the closing leads back to the wait; the head decides, and the batch goes on to its archive', { timeout: 120_000 }, async () => {
    flows.start(BATCH, { batchId: BATCH });
    await flows.clock.idle();
    expect(stateOf()).toEqual(['AwaitOrganised']);
    for (const id of forms) {
      for (const who of [lead, other]) await must(claimTask(by(who), id));
      await must(organiseVisit(by(lead), id, { visitOn: '2026-04-07' as never, method: 'on-site' }));
    }
    await wake();
    await days(7);
    for (const id of forms) await must(completeVisit(by(lead), id, { visitedOn: today(), officersPresent: [...OFFICERS[LEAD], ...OFFICERS[OTHER]] }));
    await wake();
    expect(stateOf()).toEqual(['AwaitResults']);
    const found = { codes: ['01' as const], note: '资料齐全', followUp: 'none' as const, evidence: [] };
    for (const id of forms) {
      await must(recordResult(by(lead), { inspectionId: id, itemId: ITEMS.lead, content: found }));
      await must(recordResult(by(other), { inspectionId: id, itemId: ITEMS.other, content: found }));
      await must(enterResults(by(lead), id));
    }

    flows.around.set('batch/close-stage', async (_, run) => {
      flows.around.clear();
      await must(askNonDisclosure(by(lead), forms[0] ?? '', '涉及商业秘密'));
      return run();
    });
    await wake();
    expect(stateOf()).toEqual(['AwaitResults']);
    expect(await findBatch(flows.stores.lifecycle, BATCH)).toMatchObject({ stage: 'inspected' });
    await days(2);
    // Nothing is decided by time.
    expect(stateOf()).toEqual(['AwaitResults']);

    await must(ruleNonDisclosure(by(person('head', LEAD)), forms[0] ?? '', { approve: true, reason: '属于商业秘密' }));
    await wake();
    await days(1);
    expect(flows.service.describe(flows.arnOf(BATCH))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await findBatch(flows.stores.lifecycle, BATCH)).toMatchObject({ stage: 'archived' });
    expect(entered(BATCH).filter((state) => state === 'CloseEntered')).toHaveLength(2);
    expect(flows.seen().errors).toContain('non-disclosure-undecided');
    expect(flows.seen().errors).toContain('channel-unavailable');
  });
});

describe('a plan year', () => {
  test('[GY-9] whose batch was started before starts the others and ends', async () => {
    // The state that starts the batches, as it is, behind a beginning that says how many there are.
    const definition = JSON.parse(workflowDefinition('plan-year')) as { StartAt: string; States: Record<string, object> };
    const { StartBatches, PlanUnderWay } = definition.States;
    const entries = { Type: 'Pass', Assign: { year: 2031 }, Output: { entries: 2 }, Next: 'StartBatches' };
    const machine = flows.service.createStateMachine({ name: 'starts', roleArn: 'arn:aws:iam::000000000000:role/workflow', definition: JSON.stringify({ ...definition, StartAt: 'Entries', States: { Entries: entries, StartBatches, PlanUnderWay } }) });
    flows.start('batch-2031-001', { batchId: 'batch-2031-001', before: true });
    const { executionArn } = flows.service.start({ stateMachineArn: machine, name: 'starts' });
    await days(1);
    expect(flows.service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    const states = flows.service.history(executionArn).flatMap(({ type, detail }) => (type.endsWith('StateEntered') ? [String(detail?.name)] : []));
    expect(states.filter((state) => state === 'StartedBefore')).toHaveLength(1);
    expect(states).toEqual(expect.arrayContaining([...BESIDE_THE_YEAR['caught-errors']]));
    expect(flows.service.list().map(({ name }) => name)).toContain('batch-2031-002');
    expect(flows.seen().errors).toContain('StepFunctions.ExecutionAlreadyExistsException');
  });
});
