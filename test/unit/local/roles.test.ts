import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResolvedAssembly, ResolvedResource } from '../../../infra/local/assembly/resolve-assembly.ts';
import type { Json, JsonObject } from '../../../infra/local/assembly/template.ts';
import { invokePermissions } from '../../../infra/local/http-api/invoke-permission.ts';
import { accessKeys } from '../../../infra/local/machine/access-keys.ts';
import { armedFaults } from '../../../infra/local/machine/armed-faults.ts';
import { asyncRules } from '../../../infra/local/machine/async-rules.ts';
import { rolesOf } from '../../../infra/local/machine/roles.ts';
import { stateMachineInput } from '../../../infra/local/machine/state-machine-definition.ts';
import type { Call } from '../../../infra/local/gateway/options.ts';

const resource = (type: string, ref: string, properties: JsonObject, attributes: Readonly<Record<string, Json>> = {}): ResolvedResource => ({ stack: 'S', logicalId: ref, type, properties, identity: { ref, attributes } });
const assembly = (...resources: readonly ResolvedResource[]): ResolvedAssembly => ({ place: { partition: 'aws', region: 'us-east-1', accountId: '000000000000' }, resources, outputs: new Map(), assets: new Map() });
const document = (Action: string): JsonObject => ({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const actions = (roles: ReturnType<typeof rolesOf>, arn: string): readonly unknown[] => (roles[arn] ?? []).flatMap(({ Statement }) => (Array.isArray(Statement) ? Statement : [Statement])).map(({ Action }) => Action);

describe('a role', () => {
  const role = (properties: JsonObject = {}): ResolvedResource => resource('AWS::IAM::Role', 'R', properties, { Arn: 'arn:R' });

  test('holds its inline policies, those that name it, and those that it names', () => {
    const roles = rolesOf(assembly(
      role({ Policies: [{ PolicyName: 'p', PolicyDocument: document('a:Inline') }], ManagedPolicyArns: ['arn:named', 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'] }),
      resource('AWS::IAM::Policy', 'P', { Roles: ['R'], PolicyDocument: document('a:Attached') }),
      resource('AWS::IAM::Policy', 'Q', { Roles: ['Other'], PolicyDocument: document('a:Foreign') }),
      resource('AWS::IAM::RolePolicy', 'RP', { RoleName: 'R', PolicyDocument: document('a:Own') }),
      resource('AWS::IAM::ManagedPolicy', 'arn:named', { PolicyDocument: document('a:Named') }),
      resource('AWS::IAM::ManagedPolicy', 'arn:naming', { Roles: ['R'], PolicyDocument: document('a:Naming') }),
    ));
    expect(actions(roles, 'arn:R')).toEqual(['a:Inline', 'a:Named', ['logs:CreateLogStream', 'logs:PutLogEvents'], 'a:Attached', 'a:Naming', 'a:Own']);
  });

  test('that names a policy whose content is unknown is refused', () => {
    expect(() => rolesOf(assembly(role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })))).toThrow(/S\/R \(AWS::IAM::Role\).*AdministratorAccess/);
  });
});

test('access keys differ by role, stay the same over a restart, and lead back to their role', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'keys-'));
  const open = () => accessKeys(dataDir, ['arn:a', 'arn:b'], 'arn:root');
  const keys = open();
  expect(keys.of('arn:a')).not.toEqual(keys.of('arn:b'));
  expect(open().of('arn:a')).toEqual(keys.of('arn:a'));
  expect(keys.credential(keys.of('arn:b').accessKeyId)).toEqual({ secret: keys.of('arn:b').secretAccessKey, principal: { arn: 'arn:b' } });
  expect(keys.credential('local')?.principal).toEqual({ arn: 'arn:root' });
  expect(keys.credential('unknown')).toBeUndefined();
  expect(() => keys.of('arn:c')).toThrow(/no role arn:c/);
});

describe('an HTTP API', () => {
  const call = { functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f', apiId: 'api', stage: '$default', method: 'GET', routePath: '/v1/items/{proxy+}' };
  const permission = (extra: JsonObject) => invokePermissions(assembly(resource('AWS::Lambda::Permission', 'P', { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', FunctionName: call.functionArn, ...extra })));

  test.each<[JsonObject, boolean]>([
    [{ SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*/*/v1/items/{proxy+}' }, true],
    [{ FunctionName: 'f' }, true],
    [{ SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*/*/v1/items' }, false],
    [{ SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:other/*/*/v1/items/{proxy+}' }, false],
    [{ Principal: 'events.amazonaws.com' }, false],
    [{ FunctionName: 'g' }, false],
  ])('with the permission %j may call: %s', (extra, allowed) => {
    expect(permission(extra)(call)).toBe(allowed);
  });
});

describe('an armed fault', () => {
  const call = (action: string, body = ''): Call => ({ action, resource: '*', service: 'states', principal: { arn: 'r' }, request: { method: 'POST', url: '/', headers: {}, body: Buffer.from(body), principal: { arn: 'r' } } });

  test('hits the calls it is meant for, as often as it says', () => {
    const faults = armedFaults();
    faults.arm({ service: 'states', action: 'SendTaskSuccess', match: 'batch-7', fault: 'throttle', count: 2 });
    expect(faults.intercept(call('states:SendTaskSuccess', 'batch-1'))).toBeUndefined();
    expect(faults.intercept(call('states:SendTaskFailure', 'batch-7'))).toBeUndefined();
    expect(faults.intercept(call('states:SendTaskSuccess', 'batch-7'))).toBe('throttle');
    expect(faults.pending()).toMatchObject([{ count: 1 }]);
    expect(faults.intercept(call('states:SendTaskSuccess', 'batch-7'))).toBe('throttle');
    expect(faults.intercept(call('states:SendTaskSuccess', 'batch-7'))).toBeUndefined();
  });

  test('can be disarmed', () => {
    const faults = armedFaults();
    faults.arm({ fault: 'timeout', count: 1 });
    faults.disarmAll();
    expect(faults.intercept(call('states:ListExecutions'))).toBeUndefined();
  });
});

test('a function’s failed events are repeated twice, unless its template says otherwise', () => {
  const fn = (name: string, properties: JsonObject = {}) => resource('AWS::Lambda::Function', name, properties, { Arn: `arn:${name}` });
  const rule = asyncRules(assembly(
    fn('plain'), fn('queued', { DeadLetterConfig: { TargetArn: 'arn:queue' } }), fn('configured'),
    resource('AWS::Lambda::EventInvokeConfig', 'C', { FunctionName: 'configured', MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: 'arn:failed' } } }),
  ));
  expect(['arn:plain', 'arn:queued', 'arn:configured'].map(rule)).toEqual([{ retries: 2, onFailureArn: null }, { retries: 2, onFailureArn: 'arn:queue' }, { retries: 0, onFailureArn: 'arn:failed' }]);
});

test('a state machine’s definition has its substitutions replaced', () => {
  const machine = resource('AWS::StepFunctions::StateMachine', 'arn:m', { RoleArn: 'arn:R', DefinitionString: '{"a":"${Table}","b":"${kept}"}', DefinitionSubstitutions: { Table: 'items' } }, { Name: 'm' });
  expect(stateMachineInput(machine, assembly(machine))).toEqual({ name: 'm', roleArn: 'arn:R', type: 'STANDARD', definition: '{"a":"items","b":"${kept}"}' });
  expect(() => stateMachineInput(resource('AWS::StepFunctions::StateMachine', 'x', {}), assembly())).toThrow(/S\/x \(AWS::StepFunctions::StateMachine\)/);
});
