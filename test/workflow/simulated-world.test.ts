import { afterEach, expect, test } from 'vitest';
import { OFFICES } from '../../infra/rehearsal/city/people.ts';
import { createWorld } from '../../infra/simulation/world/create-world.ts';
import type { CallSite, Fault } from '../../infra/simulation/world/fault.ts';
import type { World } from '../../infra/simulation/world/world.ts';
import { getYear, openYear } from '../../shared/api/years.ts';
import { instant } from '../../shared/kernel/instant.ts';

let world: World;
afterEach(() => world.close());

const open = () => world.call(OFFICES.administrator, openYear, { params: { year: 2026 } });
const look = () => world.call(OFFICES.administrator, getYear, { params: { year: 2026 } });
const only = (wanted: Partial<CallSite>, fault: Fault) => (site: CallSite): Fault | undefined =>
  Object.entries(wanted).every(([name, value]) => site[name as keyof CallSite] === value) ? fault : undefined;
const until = async (at: string): Promise<void> => {
  while (world.now() < instant(at)) await world.advance(instant(at));
};

test('the schedule opens the year at its hour, and the workflow waits', async () => {
  world = await createWorld();
  expect(await look()).toMatchObject({ lost: false, ok: false, status: 404 });
  await until('2025-11-01T09:00:00+08:00');
  expect(await look()).toMatchObject({ lost: false, ok: true });
  expect(world.record.executions()).toMatchObject([{ name: 'plan-2026', status: 'RUNNING', active: [{ type: 'Task' }] }]);
});

test('[BY-10] a step that no service answers for an hour is run again until one does', async () => {
  world = await createWorld();
  const back = instant('2025-11-01T10:00:00+08:00');
  world.faults = (site) => (site.function === 'steps/plan-year/open-record' && site.action === 'dynamodb:TransactWriteItems' && world.now() < back ? { kind: 'timeout', persistent: true } : undefined);
  await until('2025-11-01T09:59:59+08:00');
  expect(await look()).toMatchObject({ status: 404 });
  expect(world.record.executions()).toMatchObject([{ status: 'RUNNING' }]);
  await until('2025-11-01T10:30:00+08:00');
  expect(await look()).toMatchObject({ ok: true });
  expect(world.unhandled()).toEqual([]);
});

test('a call whose function dies after its effect is lost, and its repetition finds it done', async () => {
  world = await createWorld();
  world.faults = only({ function: 'api/years', service: 'lambda', nth: 1 }, { kind: 'crash-after' });
  expect(await open()).toEqual({ lost: true });
  await world.settle();
  expect(await look()).toMatchObject({ ok: true });
  expect((await open()).lost).toBe(false);
  expect(world.record.executions()).toHaveLength(1);
  expect(world.record.commands.map(({ answer }) => answer?.status)).toEqual([undefined, 200, expect.any(Number)]);
});

test('the engine dies between two writes and goes on from its store', async () => {
  world = await createWorld();
  world.faults = only({ function: 'steps/plan-year/open-record', action: 'dynamodb:TransactWriteItems', nth: 1 }, { kind: 'engine-crash' });
  await open();
  await world.settle();
  const { token } = world.record.executions()[0]?.active[0] ?? {};
  expect(token).toEqual(expect.any(String));
  await world.crashEngine();
  await world.settle();
  expect(world.record.executions()).toMatchObject([{ name: 'plan-2026', status: 'RUNNING', active: [{ token }] }]);
  expect(world.record.changesSince({ items: 0, objects: 0, commands: 0, receipts: 0 }).items.filter(({ sk }) => sk === 'YEAR')).toHaveLength(1);
  expect(world.unhandled()).toEqual([]);
});

test('the same calls in the same order give the same record, byte for byte', async () => {
  const trail = async (): Promise<string> => {
    world = await createWorld({ pace: ({ nth }) => nth % 3 });
    await open();
    await until('2026-01-05T00:00:00+08:00');
    const items = JSON.stringify(world.record.changesSince({ items: 0, objects: 0, commands: 0, receipts: 0 }).items);
    await world.close();
    return items;
  };
  expect(await trail()).toBe(await trail());
});
