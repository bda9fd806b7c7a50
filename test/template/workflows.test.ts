import aslValidator from 'asl-validator';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { resourcesOf, synthesize } from '../support/templates.ts';

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly TimeoutSeconds?: unknown;
  readonly TimeoutSecondsPath?: unknown;
  readonly Resource?: unknown;
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, State>> };
}

const definitions = resourcesOf(synthesize('dev'), 'AWS::StepFunctions::StateMachine').map(({ id, Properties }) => {
  const join = (Properties['DefinitionString'] as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  const text = join[1].map((part) => (typeof part === 'string' ? part : 'aws')).join(join[0]);
  return { id, definition: JSON.parse(text) as { QueryLanguage: string; StartAt: string; States: Readonly<Record<string, State>> } };
});

const statesOf = (states: Readonly<Record<string, State>>): readonly (readonly [string, State])[] =>
  Object.entries(states).flatMap(([name, state]) => [[name, state] as const, ...statesOf(state.ItemProcessor?.States ?? {})]);

/** The states that can be reached without passing through `barred`. */
const reached = ({ StartAt, States }: { readonly StartAt: string; readonly States: Readonly<Record<string, State>> }, barred: string): readonly string[] => {
  const seen = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === barred || seen.has(name)) continue;
    seen.add(name);
    const { Next, Default, Choices = [], Catch = [] } = States[name] ?? {};
    open.push(...[Next, Default, ...[...Choices, ...Catch].map((way) => way.Next)].filter((next) => next !== undefined));
  }
  return [...seen];
};

/** Names that the service itself gives to failures. */
const OF_THE_SERVICE = new Set([
  'States.Timeout', 'Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException', 'Lambda.Unknown',
  'Sandbox.Timedout', 'Runtime.ExitError', 'StepFunctions.ExecutionAlreadyExistsException', 'StepFunctions.AWSStepFunctionsException', 'StepFunctions.SdkClientException',
]);

/** All that may be thrown, as it is written: a step's refusal goes into the workflow under its code. */
const sources = globSync(['shared/**/*.ts', 'functions/**/*.ts'], { cwd: path.resolve(import.meta.dirname, '../..') }).map((file) => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8')).join('\n');
const isThrown = (name: string): boolean => OF_THE_SERVICE.has(name) || new RegExp(`(refuse\\(|[A-Za-z] = |name: )'${name}'`).test(sources);

describe('workflows', () => {
  test('both state machines are valid States Language in JSONata throughout', () => {
    expect(definitions).toHaveLength(2);
    for (const { definition } of definitions) {
      expect(definition.QueryLanguage).toBe('JSONata');
      const { isValid, errorsText } = aslValidator(definition);
      expect(errorsText()).toBe('');
      expect(isValid).toBe(true);
    }
  });

  test('[GY-8] an await is timed by an expression and its time-out leads back to a look, never onward', () => {
    for (const { definition } of definitions) {
      const awaits = statesOf(definition.States).filter(([, state]) => String(JSON.stringify(state.Resource)).includes('waitForTaskToken'));
      expect(awaits.length).toBeGreaterThan(2);
      for (const [name, state] of awaits) {
        expect(state.TimeoutSeconds).toBe('{% $timeout %}');
        expect(state.TimeoutSecondsPath).toBeUndefined();
        expect(state.Catch).toMatchObject([{ ErrorEquals: ['States.Timeout'], Next: `${name}: look` }]);
      }
    }
  });

  test('[SM-5] no path leads to the batches of a plan but through its publication', () => {
    const plan = definitions.find(({ definition }) => 'StartBatches' in definition.States)?.definition;
    if (plan === undefined) throw new Error('no workflow starts batches');
    expect(reached(plan, 'no such state')).toContain('StartBatches');
    expect(reached(plan, 'PublishPlan')).not.toContain('StartBatches');
    expect(reached(plan, 'StartBatches')).toContain('PublishPlan');
  });

  test('every error name that is caught or retried on is one that something throws', () => {
    const named = definitions.flatMap(({ definition }) => statesOf(definition.States)).flatMap(([, state]) => [...(state.Catch ?? []), ...(state.Retry ?? [])].flatMap(({ ErrorEquals }) => ErrorEquals));
    expect(new Set(named).size).toBeGreaterThan(10);
    expect([...new Set(named)].filter((name) => !isThrown(name))).toEqual([]);
    expect(isThrown('never-thrown')).toBe(false);
  });

  test('nothing catches everything: an unexpected failure stops the workflow where people see it', () => {
    const catches = definitions.flatMap(({ definition }) => statesOf(definition.States)).flatMap(([, state]) => (state.Catch ?? []).flatMap(({ ErrorEquals }) => ErrorEquals));
    expect(catches).not.toContain('States.ALL');
  });
});
