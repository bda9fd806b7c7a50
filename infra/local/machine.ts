import { join } from 'node:path';
import { adminPages } from './admin/admin-pages.ts';
import { resolveAssembly } from './assembly/resolve-assembly.ts';
import { realClock } from './clock/real-clock.ts';
import { virtualClock } from './clock/virtual-clock.ts';
import { createDynamoDb } from './dynamodb/dynamodb.ts';
import { createGateway } from './gateway/gateway.ts';
import { apiDefinition } from './http-api/api-definition.ts';
import { messageAnswer } from './http-api/api-answer.ts';
import { httpApi } from './http-api/http-api.ts';
import { invokePermissions } from './http-api/invoke-permission.ts';
import { issuerKeys } from './http-api/issuer-keys.ts';
import { jwtAuthorizer } from './http-api/jwt-authorizer.ts';
import { createAuthorizer } from './iam/authorizer.ts';
import { startIssuer } from './issuer/issuer.ts';
import { functionDefinition } from './lambda/function-definition.ts';
import { lambdaService } from './lambda/lambda-service.ts';
import { accessKeys, ADMINISTRATOR_KEY } from './machine/access-keys.ts';
import { armedFaults } from './machine/armed-faults.ts';
import { asyncRules } from './machine/async-rules.ts';
import { callCounts } from './machine/call-counts.ts';
import { control } from './machine/control.ts';
import { front } from './machine/front.ts';
import { functionEnvironment } from './machine/function-environment.ts';
import { deadLettersReachable } from './scheduler/dead-letters-reachable.ts';
import { logging } from './machine/logging.ts';
import { localPage } from './machine/local-page.ts';
import { makeResources } from './machine/make-resources.ts';
import type { Machine, MachineOptions } from './machine/options.ts';
import { rolesOf } from './machine/roles.ts';
import { taskIntegrations } from './machine/task-integrations.ts';
import { createS3 } from './s3/s3.ts';
import { deadLetters } from './scheduler/dead-letters.ts';
import { deliver } from './scheduler/deliver.ts';
import { scheduleDefinition } from './scheduler/schedule-definition.ts';
import { scheduleLedger } from './scheduler/schedule-ledger.ts';
import { startScheduler } from './scheduler/scheduler.ts';
import { StatesService } from './states/service.ts';

export type { Machine, MachineOptions } from './machine/options.ts';

const ACCOUNT = '000000000000';

/**
 * Deploys a synthesized assembly on this machine and serves it on 127.0.0.1. Throws a `TemplateError` that names stack, logical id and type
 * if the template holds what this machine does not do; nothing has been started then.
 */
export const startMachine = async <Kind extends 'real' | 'virtual'>(options: MachineOptions & { readonly clock: Kind }): Promise<Machine<Kind>> => {
  const { dataDir, onNotice = (line: string) => void process.stderr.write(`${line}\n`) } = options;
  const place = { partition: options.partition ?? 'aws', region: options.region ?? 'us-east-1', accountId: ACCOUNT };
  const assembly = resolveAssembly(options.assembly, { place, ...(options.parameters !== undefined && { parameters: options.parameters }) });
  const api = apiDefinition(assembly);
  const functions = assembly.resources.filter(({ type }) => type === 'AWS::Lambda::Function').map((resource) => functionDefinition(resource, assembly));
  const schedules = assembly.resources.filter(({ type }) => type === 'AWS::Scheduler::Schedule').map(scheduleDefinition);
  const roles = rolesOf(assembly);

  const clock = options.clock === 'real' ? realClock() : virtualClock({ dataDir, startMs: startOf(options.startAt) });
  const counts = callCounts();
  const faults = armedFaults();
  const letters = deadLetters(dataDir);
  const keys = accessKeys(dataDir, Object.keys(roles), `arn:${place.partition}:iam::${ACCOUNT}:root`);
  const authorizer = createAuthorizer({
    roles: options.policies?.(roles) ?? roles,
    ...(options.onAllowed !== undefined && { onAllowed: options.onAllowed }),
    onDenied: (principal, action, resource) => {
      counts.add('denied', action);
      onNotice(`denied: ${principal.arn} may not ${action} on ${resource}`);
      options.onDenied?.(principal, action, resource);
    },
  });

  deadLettersReachable(schedules, authorizer);
  let endpoint = '';
  const lambda = lambdaService({
    functions, clock, dataDir,
    ambient: (definition) => functionEnvironment(definition, place, keys.of(definition.roleArn), endpoint),
    requireLog: logging(authorizer, place),
    onInvocation: ({ functionName, failed, ms }) => {
      counts.add('functions', failed ? `${functionName} (failed)` : functionName);
      counts.add('milliseconds', functionName, Math.round(ms));
    },
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  });
  const dynamodb = await createDynamoDb({ dataDir: join(dataDir, 'dynamodb'), authorizer, ...place });
  const s3 = createS3({ dataDir: join(dataDir, 's3'), authorizer, clock, ...place });
  const states = new StatesService({
    dataDir: join(dataDir, 'states'), clock, authorizer, lambda, integrations: taskIntegrations({ dynamodb, s3 }), ...place,
    onBug: (error, executionArn) => onNotice(`${executionArn}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  const services = { dynamodb, s3, states };
  const closeServices = async (): Promise<void> => {
    await states.close();
    await lambda.close();
    for (const service of [dynamodb, s3]) await service.close();
  };

  const doorOpen = Promise.withResolvers<Awaited<Parameters<typeof front>[0]>>();
  const gateway = await openOrClose(closeServices, async () => {
    await makeResources(assembly, services);
    return createGateway({
      port: options.port ?? 0, clock,
      // The States service's own `describe` is about executions: the gateway learns its actions from the requests.
      services: { dynamodb, s3, states: { handle: (request) => states.handle(request), close: () => states.close() } },
      credentials: keys.credential,
      fallback: front(doorOpen.promise),
      intercept: faults.intercept,
      letGo: faults.letGo,
      onCall: ({ action, principal }) => {
        counts.add('services', action);
        counts.add('callers', `${principal.arn.slice(principal.arn.lastIndexOf('/') + 1)} ${action}`);
      },
    });
  });
  endpoint = gateway.url;

  const issuerUrl = `${gateway.url}/oidc`;
  const isLocal = (issuer: string): boolean => issuer === issuerUrl || issuer === options.issuerOverride;
  const audience = api?.routes.flatMap(({ jwt }) => (jwt !== null && isLocal(jwt.issuer) ? jwt.audience : [])) ?? [];
  const issuer = await startIssuer({ url: issuerUrl, dataDir, clock, users: options.users ?? [], audience: [...new Set(audience)] });
  const pages = adminPages({ states, clock });
  doorOpen.resolve({
    local: localPage(async (request) => (await control(request, { clock, faults, counts, deadLetters: letters, states })) ?? pages(request) ?? messageAnswer(404, 'Not Found')),
    issuer: localPage(issuer.handle),
    api: api === null ? null : httpApi({
      api, clock, lambda, accountId: ACCOUNT,
      authorize: jwtAuthorizer(clock, issuerKeys((name) => (isLocal(name) ? issuer.keys : undefined))),
      permitted: invokePermissions(assembly),
      onFailure: (routeKey, reason) => onNotice(`${routeKey}: ${reason}`),
    }),
  });

  states.resume();
  const delivery = { clock, lambda, authorizer, deadLetters: letters, asyncRule: asyncRules(assembly), startExecution: (input: { stateMachineArn: string; name?: string; input: string }) => states.start(input) };
  startScheduler({ clock, schedules, ledger: scheduleLedger(dataDir), deliver: (schedule, dueMs) => deliver(schedule, dueMs, delivery), onNotice });
  clock.start();

  const stop = async (): Promise<void> => {
    clock.stop();
    faults.disarmAll();
    await gateway.close();
    await closeServices();
  };
  return { url: gateway.url, clock: clock as Machine<Kind>['clock'], states, faults, counts, administrator: ADMINISTRATOR_KEY, outputs: assembly.outputs, stop };
};

const openOrClose = async <T>(close: () => Promise<void>, open: () => Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    await close();
    throw error;
  }
};

const startOf = (startAt: string | undefined): number => {
  if (startAt === undefined) return Date.now();
  const ms = Date.parse(startAt);
  if (!Number.isFinite(ms)) throw new RangeError(`startAt is not a time: ${startAt}`);
  return ms;
};
