import { epochMs, instant, instantOf, type Instant } from '../../../shared/kernel/instant.ts';
import { profileById } from '../../../shared/profile/profiles.ts';
import { openStores } from '../../../shared/store/record.ts';
import { deliver } from '../../local/scheduler/deliver.ts';
import type { ScheduleRecord } from '../../local/scheduler/schedule-ledger.ts';
import { startScheduler } from '../../local/scheduler/scheduler.ts';
import { callApi } from './api.ts';
import { channels } from './channel.ts';
import { dynamoClient } from './clients/dynamo-client.ts';
import { s3Client } from './clients/s3-client.ts';
import type { Gate } from './clients/sdk.ts';
import { sfnClient } from './clients/sfn-client.ts';
import { worldClock } from './clock.ts';
import { deployed, type Deployed } from './deployment.ts';
import { startEngine } from './engine.ts';
import { executionsOf } from './executions.ts';
import type { CallSite, Faults } from './fault.ts';
import { functionsOf } from './functions.ts';
import { nothingYet } from './grown.ts';
import { handlers } from './handlers.ts';
import { running } from './invocation.ts';
import { lambdaOf } from './lambda.ts';
import { MemoryObjects } from './memory/objects.ts';
import { MemoryTables } from './memory/tables.ts';
import type { BucketName, TableName, WorldRecord } from './record.ts';
import { uploadTo } from './upload.ts';
import { witness } from './unhandled.ts';
import type { Called, CreateWorld, World } from './world.ts';

const BEGINS = instant('2025-11-01T08:00:00+08:00');

// Long because it is the one place where all parts of a world meet.
/** Makes a world; see {@link CreateWorld}. */
export const createWorld: CreateWorld = async (options = {}) => {
  const profileId = options.profile ?? 'guangyuan';
  const deployment = await deployed(profileId, options.lifespan, options.scale);
  const loaded = await handlers(deployment);
  const clock = worldClock(epochMs(options.startAt ?? BEGINS));
  const now = (): Instant => instantOf(clock.now());
  const [tableOf, bucketOf] = [namesOf<TableName>(deployment.tables), namesOf<BucketName>(deployment.buckets)];
  const workflowOf = workflowNames(deployment);
  const unhandled = witness(now);

  const grown = nothingYet(tableOf, bucketOf);
  const tables = new MemoryTables(Object.values(deployment.tables), (writes) => grown.written(writes, running.getStore(), now()));
  const objects = new MemoryObjects(Object.values(deployment.buckets), clock.now, (bucket, version) => grown.stored(bucket, version, running.getStore()));

  const sites = new Map<string, CallSite>();
  const gate: Gate = {
    ask: (given) => {
      const name = `${given.function} ${given.action} ${given.resource}`;
      const site: CallSite = { ...given, nth: (sites.get(name)?.nth ?? 0) + 1 };
      sites.set(name, site);
      return { fault: world.faults(site), turns: options.pace?.(site) ?? 0 };
    },
    crashEngine: () => void engine.crash(),
  };

  const functions = functionsOf({
    handlers: loaded, clock, gate,
    profile: options.rules ?? profileById(profileId),
    storesOf: (invocation) =>
      openStores(deployment.functions.get(invocation.function)?.environment ?? {}, {
        dynamo: dynamoClient(tables, invocation, gate, tableOf),
        s3: s3Client(objects, invocation, gate, bucketOf),
        sfn: sfnClient(engine, invocation, gate, workflowOf),
      }),
    push: channels(gate, grown, now, options.channelDown ?? (() => false)),
    onLog: unhandled.logged,
    onEnded: options.onEnded ?? (() => undefined),
  });
  const lambda = lambdaOf(functions, deployment.entryOf, callerOf);
  const engine = startEngine({ clock, lambda, place: deployment.place, machines: deployment.machines, onBug: unhandled.bug });

  const ledger = new Map<string, ScheduleRecord>();
  const delivery = {
    clock, lambda, asyncRule: deployment.asyncRule, authorizer: { require: () => undefined }, deadLetters: unhandled.deadLetters,
    startExecution: (input: { stateMachineArn: string; name?: string; input: string }) => engine.service().start(input),
  };
  startScheduler({
    clock, schedules: deployment.schedules, ledger: { read: (arn) => ledger.get(arn), write: (arn, record) => void ledger.set(arn, record) },
    deliver: (schedule, dueMs) => deliver(schedule, dueMs, delivery), onNotice: unhandled.notice,
  });

  const executions = executionsOf(engine, workflowOf);
  const record: WorldRecord = {
    tables: mapped(deployment.tables, (name) => tables.table(name)),
    buckets: mapped(deployment.buckets, (name) => objects.bucket(name)),
    executions: executions.list,
    history: executions.history,
    commands: grown.commands,
    receipts: grown.receipts,
    mark: grown.mark,
    changesSince: grown.since,
  };

  const world: World = {
    now,
    record,
    faults: options.faults ?? NO_FAULTS,
    call: async (user, endpoint, input = {}) => {
      const answer = await callApi({ functions, nowMs: clock.now, onFailure: unhandled.failure }, user, endpoint, input);
      grown.answered(user, endpoint, input, now(), answer);
      return (answer === undefined ? { lost: true } : { lost: false, ...answer }) as Called<typeof endpoint>;
    },
    upload: async (to, body) => uploadTo(objects, to, body, now()),
    advance: async (until) => instantOf(await clock.advance(epochMs(until))),
    settle: clock.idle,
    crashEngine: engine.crash,
    seen: () => [...sites.values()],
    unhandled: () => [...unhandled.all(), ...executions.failed()],
    close: async () => {
      unhandled.close();
      await engine.close();
    },
  };
  await clock.idle();
  return world;
};

const NO_FAULTS: Faults = () => undefined;

const namesOf = <Name extends string>(physical: Readonly<Record<Name, string>>): ((name: string) => Name) => {
  const names = new Map((Object.entries(physical) as [Name, string][]).map(([name, is]) => [is, name]));
  return (name) => names.get(name) ?? (name as Name);
};

const workflowNames = ({ workflows }: Deployed) => (arn: string): string =>
  Object.entries(workflows).find(([, machine]) => arn === machine || arn.startsWith(`${machine.replace(':stateMachine:', ':execution:')}:`))?.[0] ?? arn;

const callerOf = ({ execution }: Readonly<Record<string, unknown>>): string =>
  execution === 'open-year' ? 'schedule' : String(execution).startsWith('plan-') ? 'plan-year' : 'batch';

const mapped = <Name extends string, T>(names: Readonly<Record<Name, string>>, view: (name: string) => T): Readonly<Record<Name, T>> =>
  Object.fromEntries(Object.entries(names).map(([name, physical]) => [name, view(physical as string)])) as Record<Name, T>;
