import { describe, expect, test } from 'vitest';
import { evaluate, evaluateCondition, evaluateMembers } from '../../../infra/local/assembly/evaluate.ts';
import type { Scope } from '../../../infra/local/assembly/scope.ts';
import type { Json } from '../../../infra/local/assembly/template.ts';

const scope: Scope = {
  stack: 'Main',
  place: { partition: 'aws', region: 'us-east-1', accountId: '000000000000' },
  parameters: new Map([['Stage', 'test']]),
  mappings: { Sizes: { test: { memory: 128 } } },
  conditions: new Map([['IsTest', true]]),
  resources: new Map([['Table', { ref: 'main-table', attributes: { Arn: 'arn:table', 'Nested.Name': 'n' } }]]),
  exports: new Map([['Data:Table', 'imported']]),
  outputs: new Map([['Data.Out', 'weak']]),
};
const value = (template: Json): Json => evaluate(template, scope, 'Main/X (T)');

describe('intrinsic functions', () => {
  test.each<[string, Json, Json]>([
    ['Ref of a resource', { Ref: 'Table' }, 'main-table'],
    ['Ref of a parameter', { Ref: 'Stage' }, 'test'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws'],
    ['the account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
    ['Fn::GetAtt as text, with a dotted attribute', { 'Fn::GetAtt': 'Table.Nested.Name' }, 'n'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 3]] }, 'a-test-3'],
    ['Fn::Sub', { 'Fn::Sub': '${Stage}/${Table.Arn}/${!Literal}/${AWS::Region}' }, 'test/arn:table/${Literal}/us-east-1'],
    ['Fn::Sub with its own values', { 'Fn::Sub': ['${A}${Stage}', { A: { Ref: 'Table' } }] }, 'main-tabletest'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['IsTest', { Ref: 'Stage' }, 'no'] }, 'test'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 128],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Data:Table' }, 'imported'],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Out' } }, 'weak'],
    ['Fn::Base64', { 'Fn::Base64': 'abc' }, 'YWJj'],
    ['lists and objects', [{ a: { Ref: 'Stage' } }], [{ a: 'test' }]],
  ])('%s is replaced', (_name, template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  test('AWS::NoValue makes its member vanish, in objects and in lists', () => {
    expect(evaluateMembers({ a: { Ref: 'AWS::NoValue' }, b: [1, { Ref: 'AWS::NoValue' }], c: { 'Fn::If': ['IsTest', { Ref: 'AWS::NoValue' }, 1] } }, scope, 'w')).toEqual({ b: [1] });
  });

  test.each<[Json, RegExp]>([
    [{ 'Fn::Cidr': ['10.0.0.0/8', 1, 1] }, /Main\/X \(T\): unknown intrinsic function Fn::Cidr/],
    [{ Ref: 'Nobody' }, /Main\/X \(T\): Ref to unknown Nobody/],
    [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, /Table has no attribute StreamArn on this machine \(it has Arn, Nested.Name\)/],
    [{ 'Fn::ImportValue': 'Elsewhere' }, /which no stack before exports/],
    [{ 'Fn::Join': ['-', [{ a: 1 }]] }, /Fn::Join needs a text/],
    [{ 'Fn::Join': ['', []], other: 1 }, /stands beside other members/],
    [{ 'Fn::If': ['Unknown', 1, 2] }, /unknown condition/],
  ])('%j is refused, naming place and cause', (template, message) => {
    expect(() => value(template)).toThrow(message);
  });

  test('conditions are decided by Equals, And, Or, Not and by name', () => {
    const truth = (expression: Json): boolean => evaluateCondition(expression, scope, (name) => name === 'Yes', 'Main/C (condition)');
    expect(truth({ 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] })).toBe(true);
    expect(truth({ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] })).toBe(true);
    expect(truth({ 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': ['a', 'b'] }] })).toBe(false);
    expect(() => truth({ 'Fn::Contains': [] })).toThrow(/not a condition/);
  });
});
