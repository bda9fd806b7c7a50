import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveAssembly } from '../../../infra/local/assembly/resolve-assembly.ts';

const PLACE = { partition: 'aws', region: 'us-east-1', accountId: '000000000000' };

/** An assembly of stacks, each a template and the names of the stacks it depends on. */
const assembly = (stacks: Readonly<Record<string, { readonly template: object; readonly dependencies?: readonly string[] }>>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  mkdirSync(directory, { recursive: true });
  const artifacts = Object.fromEntries(
    Object.entries(stacks).map(([name, { template, dependencies = [] }]) => {
      writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(template));
      return [name, { type: 'aws:cloudformation:stack', dependencies, properties: { templateFile: `${name}.template.json` } }];
    }),
  );
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
  return directory;
};
const resolve = (stacks: Parameters<typeof assembly>[0]) => resolveAssembly(assembly(stacks), { place: PLACE });
const role = (extra: object = {}) => ({ Type: 'AWS::IAM::Role', Properties: {}, ...extra });

describe('an assembly', () => {
  test('is put in the order of its dependencies: stacks, references, DependsOn', () => {
    const { resources } = resolve({
      B: { dependencies: ['A'], template: { Resources: { Fn: { Type: 'AWS::Lambda::Function', DependsOn: 'Policy', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Environment: { Variables: { T: { 'Fn::ImportValue': 'A:T' } } } } }, Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }] } }, Role: role() } } },
      A: { template: { Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: {} } }, Outputs: { T: { Value: { Ref: 'T' }, Export: { Name: 'A:T' } } } } },
    });
    expect(resources.map(({ stack, logicalId }) => `${stack}/${logicalId}`)).toEqual(['A/T', 'B/Role', 'B/Policy', 'B/Fn']);
    expect(resources[3]?.properties).toMatchObject({ Role: 'arn:aws:iam::000000000000:role/B-Role', Environment: { Variables: { T: 'A-T' } } });
  });

  test('with a circle of references is refused with the circle spelt out', () => {
    const stacks = { S: { template: { Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: { 'Fn::GetAtt': ['F', 'Arn'] } } }, F: { Type: 'AWS::Lambda::Function', DependsOn: ['P'] }, P: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Resource: { 'Fn::Sub': '${M}' } } } } } } } };
    expect(() => resolve(stacks)).toThrow(/circle.*M \(AWS::StepFunctions::StateMachine\) → F \(AWS::Lambda::Function\) → P \(AWS::IAM::Policy\) → M/);
  });

  test('with unknown types is refused, all of them named at once', () => {
    const stacks = { S: { template: { Resources: { A: { Type: 'AWS::EC2::VPC' }, B: role(), C: { Type: 'Custom::Thing' } } } } };
    expect(() => resolve(stacks)).toThrow(/S\/A \(AWS::EC2::VPC\)\s+S\/C \(Custom::Thing\)/);
  });

  test('with an unknown intrinsic is refused with stack, logical id and type', () => {
    expect(() => resolve({ S: { template: { Resources: { R: role({ Properties: { RoleName: { 'Fn::Transform': {} } } }) } } } })).toThrow('S/R (AWS::IAM::Role): unknown intrinsic function Fn::Transform');
  });

  test('with stacks that depend on each other is refused', () => {
    expect(() => resolve({ A: { template: {}, dependencies: ['B'] }, B: { template: {}, dependencies: ['A'] } })).toThrow(/A → B → A/);
  });

  test('leaves out resources whose condition does not hold', () => {
    const template = { Parameters: { P: { Type: 'String', Default: 'x' } }, Conditions: { No: { 'Fn::Equals': [{ Ref: 'P' }, 'y'] } }, Resources: { R: role({ Condition: 'No' }), Q: role() } };
    expect(resolve({ S: { template } }).resources.map(({ logicalId }) => logicalId)).toEqual(['Q']);
  });

  test('names what the template does not name the same way each time, and within the length its service allows', () => {
    const long = 'L'.repeat(90);
    const names = () => resolve({ S: { template: { Resources: { [long]: { Type: 'AWS::Lambda::Function', Properties: {} }, Bucket: { Type: 'AWS::S3::Bucket' }, Named: role({ Properties: { RoleName: 'given' } }) } } } }).resources.map(({ identity }) => identity.ref);
    expect(names()).toEqual(names());
    expect(names()[0]).toHaveLength(64);
    expect(names().slice(1)).toEqual(['s-bucket', 'given']);
  });
});
