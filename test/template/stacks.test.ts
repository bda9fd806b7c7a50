import { describe, expect, test } from 'vitest';
import { resourcesOf, synthesize, type SynthesizedStack, type TemplateResource } from '../support/templates.ts';

const dev = synthesize('dev');
const prod = synthesize('prod');

/** Logical ids a resource refers to, by any intrinsic or `DependsOn`. */
const references = (resource: TemplateResource, known: ReadonlySet<string>): readonly string[] => {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = value as Record<string, unknown>;
    if (typeof Ref === 'string') found.add(Ref);
    if (Array.isArray(attribute)) found.add(String(attribute[0]));
    const template = Array.isArray(sub) ? sub[0] : sub;
    if (typeof template === 'string') for (const match of template.matchAll(/\$\{([A-Za-z0-9]+)/g)) found.add(match[1] ?? '');
    Object.values(value).forEach(visit);
  };
  visit(resource.Properties);
  [resource.DependsOn ?? []].flat().forEach((id) => found.add(id));
  return [...found].filter((id) => known.has(id));
};

const cycleIn = ({ resources }: SynthesizedStack): readonly string[] => {
  const known = new Set(Object.keys(resources));
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): readonly string[] => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    if (done.has(id)) return [];
    for (const next of references(resources[id] as TemplateResource, known)) {
      const cycle = visit(next, [...way, id]);
      if (cycle.length > 0) return cycle;
    }
    done.add(id);
    return [];
  };
  for (const id of known) {
    const cycle = visit(id, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
};

const scheduled = (expression: string): TemplateResource['Properties'] | undefined =>
  resourcesOf(dev, 'AWS::Scheduler::Schedule').find(({ Properties }) => Properties['ScheduleExpression'] === expression)?.Properties;
const SAFELY = { ScheduleExpressionTimezone: 'Asia/Shanghai', Target: { RetryPolicy: { MaximumRetryAttempts: 5 }, DeadLetterConfig: { Arn: expect.anything() } } };

describe('stacks', () => {
  test('a stack holds fewer than 400 resources', () => {
    expect(dev.map(({ name, resources }) => ({ name, count: Object.keys(resources).length })).filter(({ count }) => count >= 400)).toEqual([]);
  });

  test('no resource depends on itself, however far round', () => {
    expect(dev.map(cycleIn)).toEqual(dev.map(() => []));
    // The check itself would notice one.
    const loop = { a: { Type: 'X', Properties: { b: { Ref: 'b' } } }, b: { Type: 'X', Properties: {}, DependsOn: ['a'] } };
    expect(cycleIn({ name: 'loop', terminationProtection: false, resources: loop, text: '' })).toEqual(['a', 'b', 'a']);
  });

  test('nothing names a partition, so that the templates deploy to aws and to aws-cn alike', () => {
    for (const { text } of dev) {
      expect(/arn:aws(-cn)?:/.exec(text)).toBeNull();
      const withoutPrincipals = text.replaceAll(/"(Service|Principal)":"[\w.-]+"/g, '');
      expect(withoutPrincipals.includes('amazonaws.com')).toBe(false);
    }
  });

  test('what holds the record is protected from loss', () => {
    for (const stacks of [dev, prod]) {
      expect(stacks.every(({ terminationProtection }) => terminationProtection)).toBe(true);
      for (const table of resourcesOf(stacks, 'AWS::DynamoDB::Table')) {
        expect(table.DeletionPolicy).toBe('Retain');
        expect(table.Properties).toMatchObject({ DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } });
      }
      const buckets = resourcesOf(stacks, 'AWS::S3::Bucket');
      expect(buckets).toHaveLength(4);
      for (const bucket of buckets) {
        expect(bucket.DeletionPolicy).toBe('Retain');
        expect(bucket.Properties).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' }, PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true } });
      }
      expect(buckets.filter(({ Properties }) => Properties['ObjectLockEnabled'] === true)).toHaveLength(2);
    }
  });

  test('only production locks documents so that nobody may shorten it', () => {
    const modes = (stacks: readonly SynthesizedStack[]) =>
      resourcesOf(stacks, 'AWS::S3::Bucket').flatMap(({ Properties }) => {
        const lock = Properties['ObjectLockConfiguration'] as { Rule?: { DefaultRetention?: { Mode?: string } } } | undefined;
        return lock === undefined ? [] : [lock.Rule?.DefaultRetention?.Mode];
      });
    expect(modes(prod)).toEqual(['COMPLIANCE', 'COMPLIANCE']);
    expect(modes(dev)).toEqual(['GOVERNANCE', 'GOVERNANCE']);
  });

  test('every route under /v1 asks for a token, and only pages for the public do not', () => {
    const routes = resourcesOf(dev, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => ({ key: String(Properties['RouteKey']), type: Properties['AuthorizationType'] }));
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter(({ type }) => type !== 'JWT').map(({ key }) => key).sort()).toEqual(['ANY /', 'ANY /public', 'ANY /public/{proxy+}']);
  });

  test('[GY-5] the yearly call for proposals is scheduled with retries and a dead-letter queue', () => {
    expect(scheduled('cron(0 9 1 11 ? *)')).toMatchObject(SAFELY);
  });

  test('[BY-7] [NR-9] the checkpoint of the trail and the opening of sealed draws are scheduled each day with retries and a dead-letter queue, and nothing else is scheduled', () => {
    expect(scheduled('cron(17 3 * * ? *)')).toMatchObject(SAFELY);
    expect(scheduled('cron(2 0 * * ? *)')).toMatchObject(SAFELY);
    expect(resourcesOf(dev, 'AWS::Scheduler::Schedule')).toHaveLength(3);
    expect(scheduled('cron(0 0 1 1 ? *)')).toBeUndefined();
  });

  test('everything is tagged with application, stage and jurisdiction', () => {
    const [table] = resourcesOf(prod, 'AWS::DynamoDB::Table');
    expect(table?.Properties['Tags']).toEqual(expect.arrayContaining([{ Key: 'app', Value: 'double-random' }, { Key: 'stage', Value: 'prod' }, { Key: 'jurisdiction', Value: '510800' }]));
  });
});
