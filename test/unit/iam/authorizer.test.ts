import { describe, expect, test } from 'vitest';
import { AccessDenied } from '../../../infra/local/contract.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import type { PolicyStatement } from '../../../infra/local/iam/policy.ts';
import { placesOf, without } from '../../../infra/local/iam/without.ts';

const ROLE = 'arn:aws:iam::000000000000:role/drawer';
type Context = Readonly<Record<string, string | readonly string[]>>;

const may = (statements: readonly PolicyStatement[], action: string, resource: string, context: Context = {}): boolean => {
  const authorizer = createAuthorizer({ roles: { [ROLE]: [{ Version: '2012-10-17', Statement: statements }] } });
  try {
    authorizer.require({ arn: ROLE }, action, resource, context);
    return true;
  } catch (error) {
    if (error instanceof AccessDenied) return false;
    throw error;
  }
};
const allow = (more: Partial<PolicyStatement>): PolicyStatement[] => [{ Effect: 'Allow', Action: '*', Resource: '*', ...more } as PolicyStatement];

describe('a decision', () => {
  test('needs an Allow, and a Deny outweighs it.', () => {
    const read: PolicyStatement = { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::a/*' };
    const secret: PolicyStatement = { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::a/secret/*' };
    expect(may([read], 's3:GetObject', 'arn:aws:s3:::a/x/y')).toBe(true);
    expect(may([read], 's3:PutObject', 'arn:aws:s3:::a/x')).toBe(false);
    expect(may([read], 's3:GetObject', 'arn:aws:s3:::ab/x')).toBe(false);
    expect(may([read, secret], 's3:GetObject', 'arn:aws:s3:::a/secret/x')).toBe(false);
  });

  test('names who asked, for what and on what, and tells the observer.', () => {
    const denied: string[] = [];
    const authorizer = createAuthorizer({ roles: {}, onDenied: ({ arn }, action, resource) => void denied.push(`${arn} ${action} ${resource}`) });
    expect(() => authorizer.require({ arn: ROLE }, 'states:SendTaskSuccess', '*')).toThrow(
      `User: ${ROLE} is not authorized to perform: states:SendTaskSuccess on resource: *`,
    );
    expect(denied).toEqual([`${ROLE} states:SendTaskSuccess *`]);
  });

  test('lets the root of an account do everything, and nobody who looks like it.', () => {
    const authorizer = createAuthorizer({ roles: {} });
    authorizer.require({ arn: 'arn:aws-cn:iam::000000000000:root' }, 'a:b', '*');
    expect(() => authorizer.require({ arn: 'arn:aws:iam::000000000000:role/x:root' }, 'a:b', '*')).toThrow(AccessDenied);
  });

  test('reads a policy whose statement is not in a list.', () => {
    const authorizer = createAuthorizer({ roles: { [ROLE]: [{ Statement: { Effect: 'Allow', Action: 'a:b', Resource: 'r' } }] } });
    expect(() => authorizer.require({ arn: ROLE }, 'a:b', 'r')).not.toThrow();
  });
});

describe('patterns', () => {
  test('ignore case in actions and mind it in resources.', () => {
    expect(may(allow({ Action: 'DynamoDB:getitem' }), 'dynamodb:GetItem', 'r')).toBe(true);
    expect(may(allow({ Resource: 'arn:Table' }), 'a:b', 'arn:table')).toBe(false);
  });

  test('take * for any run and ? for one character, all else as it stands.', () => {
    expect(may(allow({ Resource: 'a.b?/*/z' }), 'a:b', 'a.bc/x/y/z')).toBe(true);
    expect(may(allow({ Resource: 'a.b?/*/z' }), 'a:b', 'axbc/x/z')).toBe(false);
    expect(may(allow({ Resource: 'a.b?/*/z' }), 'a:b', 'a.b/x/z')).toBe(false);
  });

  test('may be given by what they are not.', () => {
    expect(may([{ Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], NotResource: 'private' }], 'sqs:Send', 'public')).toBe(true);
    expect(may([{ Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], NotResource: 'private' }], 's3:GetObject', 'public')).toBe(false);
    expect(may([{ Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], NotResource: 'private' }], 'sqs:Send', 'private')).toBe(false);
  });
});

describe('conditions', () => {
  const fulfils = (operator: string, expected: string | readonly string[], actual: string | readonly string[] | undefined): boolean =>
    may(allow({ Condition: { [operator]: { 'x:Key': expected } } }), 'a:b', 'r', actual === undefined ? {} : { 'X:key': actual });

  test.each([
    ['StringEquals', ['a', 'b'], 'b', true], ['StringEquals', 'a', 'A', false], ['StringEquals', 'a', undefined, false],
    ['StringEqualsIgnoreCase', 'a', 'A', true], ['StringNotEquals', 'a', 'b', true], ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', 'a', undefined, true], ['StringLike', 'in/*', 'in/x', true], ['StringNotLike', 'in/*', 'in/x', false],
    ['StringEqualsIfExists', 'a', undefined, true], ['StringEqualsIfExists', 'a', 'b', false],
    ['Bool', 'true', 'true', true], ['Bool', 'true', 'false', false],
    ['Null', 'true', undefined, true], ['Null', 'false', undefined, false], ['Null', 'false', 'x', true],
    ['NumericLessThanEquals', '100', '100', true], ['NumericGreaterThan', '100', '99', false], ['NumericNotEquals', '1', '2', true],
    ['DateLessThan', '2026-01-31T00:00:00Z', '2026-01-30T23:59:59Z', true], ['DateGreaterThan', '2026-01-31T00:00:00Z', '1769817601', true],
    ['ArnLike', 'arn:aws:states:*:*:stateMachine:plan-*', 'arn:aws:states:cn-north-1:0:stateMachine:plan-year', true],
    ['ArnEquals', 'arn:aws:*:stateMachine:x', 'arn:aws:states:cn-north-1:0:stateMachine:x', false], ['ArnNotLike', 'arn:*:a:b:c:d', 'arn:x:a:b:c:d', false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true], ['ForAllValues:StringEquals', ['a'], ['a', 'b'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true], ['ForAnyValue:StringEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringEquals', ['a'], ['c'], false], ['ForAnyValue:StringEquals', ['a'], undefined, false],
  ] as const)('%s %j meets %j: %s.', (operator, expected, actual, verdict) => {
    expect(fulfils(operator, expected, actual)).toBe(verdict);
  });

  test('of one statement must all be fulfilled.', () => {
    const Condition = { StringEquals: { a: '1', b: '2' }, Bool: { c: true } };
    expect(may(allow({ Condition }), 'a:b', 'r', { a: '1', b: '2', c: 'true' })).toBe(true);
    expect(may(allow({ Condition }), 'a:b', 'r', { a: '1', b: '2' })).toBe(false);
  });
});

describe('what is not understood', () => {
  test.each([
    ['an operator', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
    ['a member', { Principal: '*' }],
    ['an intrinsic left unresolved', { Resource: { Ref: 'Table' } }],
    ['a policy variable', { Resource: 'arn:aws:s3:::a/${aws:username}' }],
    ['both an action and its opposite', { NotAction: 's3:*' }],
    ['a statement without resource', { Resource: undefined }],
    ['an effect', { Effect: 'Maybe' }],
  ])('stops at once: %s.', (_, part) => {
    expect(() => may(allow(part as unknown as Partial<PolicyStatement>), 'a:b', 'r')).toThrow(/not understood|unknown condition operator/);
  });
});

describe('taking statements away', () => {
  test('visits each statement once and leaves the others as they were.', () => {
    const statement = (Action: string): PolicyStatement => ({ Effect: 'Allow', Action, Resource: '*' });
    const roles = { b: [{ Statement: [statement('x:1'), statement('x:2')] }, { Statement: statement('x:3') }], a: [{ Statement: [statement('x:4')] }] };
    const left = placesOf(roles).map((place) => placesOf(without(roles, place)).length);
    expect(left).toEqual([3, 3, 3, 3]);
    const authorizer = createAuthorizer({ roles: without(roles, { roleArn: 'b', document: 0, statement: 1 }) });
    expect(() => authorizer.require({ arn: 'b' }, 'x:2', '*')).toThrow(AccessDenied);
    for (const action of ['x:1', 'x:3']) authorizer.require({ arn: 'b' }, action, '*');
  });
});
