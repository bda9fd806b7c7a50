import { expect, test } from 'vitest';
import { unsupported, validateDefinition } from '../../../infra/local/states/validate/validate.ts';
import type { JsonObject } from '../../../infra/local/states/types.ts';

const machine = (states: JsonObject, more: JsonObject = {}): JsonObject => ({ QueryLanguage: 'JSONata', StartAt: 'A', States: states, ...more });
const findings = (definition: JsonObject): string[] => validateDefinition(JSON.stringify(definition)).map(({ message, location }) => `${location}: ${message}`);

test('A sound definition has no finding', () => {
  expect(findings(machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }))).toEqual([]);
});

test.each<[string, JsonObject, RegExp]>([
  ['an unknown field', machine({ A: { Type: 'Pass', End: true, Outptu: {} } }), /\/States\/A\/Outptu: Field is not supported/],
  ['a JSONPath field in a JSONata state', machine({ A: { Type: 'Pass', End: true, ResultPath: '$.a' } }), /\/States\/A\/ResultPath: Field is not supported/],
  ['neither Next nor End', machine({ A: { Type: 'Pass' } }), /\[Next, End\]/],
  ['both Next and End', machine({ A: { Type: 'Pass', End: true, Next: 'A' } }), /\[Next, End\]/],
  ['a start that does not exist', machine({ B: { Type: 'Succeed' } }), /Missing 'StartAt' target: A/],
  ['a state nobody reaches', machine({ A: { Type: 'Succeed' }, B: { Type: 'Succeed' } }), /State "B" is not reachable/],
  ['a catcher into nowhere', machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }] } }), /Catch\[0\]\/Next: Missing 'Next' target: Z/],
  ['bad JSONata', machine({ A: { Type: 'Pass', End: true, Output: { x: '{% 1 + %}' } } }), /\/States\/A\/Output\/x: The JSONata expression is not valid/],
  ['an operator of a later JSONata', machine({ A: { Type: 'Pass', End: true, Output: '{% $a ?? 1 %}' } }), /not valid/],
  ['a choice without condition', machine({ A: { Type: 'Choice', Choices: [{ Next: 'A' }] } }), /\[Condition\]/],
  ['the same name twice', machine({ A: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }] } }), /Duplicate State name: A/],
  ['a wait for two things', machine({ A: { Type: 'Wait', End: true, Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' } }), /Exactly one of these fields/],
])('Names %s', (_what, definition, expected) => {
  expect(findings(definition).join('\n')).toMatch(expected);
});

test('What is valid but not run here is named', () => {
  const definition: JsonObject = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'x.$': '$.x' }, End: true } } };
  expect(findings(definition)).toEqual([]);
  expect(unsupported(definition)).toEqual(['A: JSONPath field Parameters']);
});
