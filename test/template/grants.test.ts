import { describe, expect, test } from 'vitest';
import { resourcesOf, synthesize } from '../support/templates.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** Wildcards in resources that are allowed, each with its reason. Anything else fails. */
const REASONS: readonly { readonly actions: RegExp; readonly resource: RegExp; readonly why: string }[] = [
  { actions: /^s3:(GetObject|PutObject)$/, resource: /\/\*$/, why: 'the objects of one bucket: keys are made of batch, inspection and hash, unknown at deployment' },
  { actions: /^logs:(CreateLogStream|PutLogEvents)$/, resource: /log-group:\/double-random\/[\w/-]+:\*$/, why: 'the streams of one log group, named by the service' },
  { actions: /^states:(DescribeExecution|GetExecutionHistory)$/, resource: /execution:double-random-\w+-[\w-]+:\*$/, why: 'the executions of one workflow, named after years and batches to come' },
  { actions: /^states:(DescribeExecution|StopExecution|RedriveExecution)$/, resource: /:execution:\{.*"BatchMachine\w+".*\}(\/\w+)?:\*$/, why: 'the executions in which a Map of the workflow runs its items, named by the service, as CDK grants it' },
  { actions: /^lambda:InvokeFunction$/, resource: /:\*$/, why: 'the versions of one named function, as CDK grants it' },
];

const stacks = synthesize('dev');
const policies = resourcesOf(stacks, 'AWS::IAM::Policy');
const statements = policies.flatMap(({ id, Properties }) =>
  (Properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement.map((statement) => ({ id, ...statement })),
);

const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flat).join('');
  const join = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  if (join !== undefined) return join[1].map(flat).join(join[0]);
  return `{${JSON.stringify(value)}}`;
};
const listed = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

describe('grants', () => {
  test('no action is a wildcard', () => {
    expect(statements.length).toBeGreaterThan(100);
    expect(statements.flatMap(({ Action }) => listed(Action)).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('no resource is a wildcard without a written reason', () => {
    const unexplained = statements.flatMap(({ id, Action, Resource }) =>
      listed(Resource as unknown)
        .map(flat)
        .filter((resource) => resource.includes('*'))
        .filter((resource) => !listed(Action).every((action) => REASONS.some((reason) => reason.actions.test(action) && reason.resource.test(resource))))
        .map((resource) => `${id}: ${listed(Action).join(',')} on ${resource}`),
    );
    expect(unexplained).toEqual([]);
  });

  test('the portal reads the published projection and nothing else', () => {
    const portal = policies.filter(({ id }) => id.includes('WebPortal')).flatMap(({ Properties }) => (Properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement);
    const data = portal.filter(({ Action }) => !listed(Action).every((action) => action.startsWith('logs:')));
    expect(data.flatMap(({ Action }) => listed(Action)).sort()).toEqual(['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 's3:GetObject', 's3:ListBucket']);
    expect(data.every(({ Resource }) => /Publication|Published/.test(JSON.stringify(Resource)))).toBe(true);
  });
});
