import { listWaits } from '../../../shared/api/executions.ts';
import { createInspectors } from '../../../shared/api/inspectors.ts';
import { castFor } from '../../../infra/rehearsal/cast.ts';
import { inspectors } from '../../../infra/rehearsal/city/inspectors.ts';
import { OFFICES, operatorOf } from '../../../infra/rehearsal/city/people.ts';
import { PLAN, type PlannedInspection } from '../../../infra/rehearsal/city/plan.ts';
import { contentOf } from '../../../infra/rehearsal/city/plan-content.ts';
import { inOrder } from '../../../infra/rehearsal/action.ts';
import { atTime, dateOf, epochMs } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { createBatch } from '../../../shared/plan/batch-store.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { Stores } from '../../../shared/store/record.ts';
import type { City } from './machine.ts';
import type { During } from './phases.ts';

export const BATCH = 'batch-2026-001';

/** A joint entry, which nothing befalls before its draw is published. */
const PLANNED = PLAN.find(({ id }) => id === 'pesticides') as PlannedInspection;

/** Enters more officers of its departments, so that a large draw does not lack them. */
export const strengthen = async ({ scene }: City, count: number): Promise<void> => {
  const city = inspectors(scene.city.seed);
  for (const department of [PLANNED.lead, ...PLANNED.participating]) {
    const model = city.find((one) => one.department === department && one.kind === 'officer' && one.certificate?.validTo.startsWith('2028'));
    if (model?.certificate === undefined) throw new Error(`department ${department} has no officer`);
    const { certificate } = model;
    const rows = Array.from({ length: count }, (_, n) => {
      const officerId = `${department}${50_001 + n}`;
      return { ...model, officerId, name: `增援${n + 1}`, regions: ['5108'], cap: 40, certificate: { ...certificate, number: `川H${officerId}` }, private: {} };
    });
    for (let at = 0; at < rows.length; at += 90) await scene.desk.ask(operatorOf(department), createInspectors, { body: { rows: rows.slice(at, at + 90) } });
  }
};

/** Lays the entry as its issued plan has it - drawn from every enterprise in business - and starts its workflow. */
export const startBatch = async ({ machine, scene }: City, stores: Stores, quantity: number): Promise<void> => {
  const content = contentOf(PLANNED, scene.city.targets);
  const entry = { ...content, targets: { description: '全市在业企业', frame: { status: ['001'] } }, quantity, ratio: '1/1000', proposalId: '2026-04-01', scope: 'joint' };
  const laid = await stores.transact([createBatch(stores.lifecycle, { stage: 'scheduled', batchId: BATCH, year: scene.city.year, entry, escalations: [], version: 1 } as unknown as Batch)]);
  if (!laid.ok) throw new Error('the batch was laid before');
  const { stateMachineArn } = machine.states.stateMachines().find(({ name }) => name.endsWith('-batch')) ?? {};
  if (stateMachineArn === undefined) throw new Error('there is no state machine of batches');
  await stores.executions.start(stateMachineArn, BATCH, { batchId: BATCH });
};

/** Lets everybody do what is theirs to do until the batch waits for `wait`; tells of each stretch of the clock. */
export const playUntil = async ({ machine, scene }: City, wait: string, during: During): Promise<void> => {
  const arn = () => machine.states.list().find(({ name }) => name === BATCH)?.executionArn ?? '';
  let events = 0;
  const entered = (): string => {
    const fresh = machine.states.history(arn()).slice(events);
    events += fresh.length;
    const names = fresh.flatMap(({ type, detail }) => (/^(Task|Map)StateEntered$/.test(type) ? [String(detail?.['name'])] : []));
    return names.filter((name) => !/^Await|: look$/.test(name)).join(' ') || 'waiting';
  };
  for (let to = scene.now(); ; ) {
    await during(() => entered(), async () => void (await machine.clock.advance(epochMs(to))));
    const { status, error, cause } = machine.states.describe(arn());
    if (status !== 'RUNNING') throw new Error(`${BATCH} ${status}: ${error ?? ''} ${cause ?? ''}`);
    const waits = (await scene.desk.ask(OFFICES.administrator, listWaits)).items.filter(({ subject }) => subject === `batch/${BATCH}`);
    if (waits.some((one) => one.wait === wait)) return;
    scene.truth.forget(`batch/${BATCH}`);
    const actions = [...(await castFor(scene, waits))].sort(inOrder);
    const due = actions.filter(({ at }) => at <= scene.now());
    for (const { run, key } of due) await during(`people: ${key.slice(BATCH.length + 1)}`, run);
    if (due.length === 0) to = actions[0]?.at ?? atTime(addDays(dateOf(scene.now()), 1), '09:00');
  }
};
