import { describe, expect, test } from 'vitest';
import { functionEntries } from '../../infra/constructs/bundle.ts';
import { API_NEEDS, BATCH_NEEDS, PLAN_YEAR_NEEDS, SHARED_STEP_NEEDS } from '../../infra/stacks/needs.ts';
import { resourcesOf, synthesize } from '../support/templates.ts';

const stacks = synthesize('dev');
const functions = resourcesOf(stacks, 'AWS::Lambda::Function');

describe('functions', () => {
  test('every entry file is a function of the template, and every function an entry file', () => {
    const inTemplate = functions.map(({ Properties }) => String(Properties['Handler']).replace(/\.handler$/, '')).sort();
    expect(inTemplate).toEqual(functionEntries());
  });

  test('the table of needs names each function once', () => {
    const named = [
      ...Object.keys(API_NEEDS).map((name) => `api/${name}`),
      ...[SHARED_STEP_NEEDS, PLAN_YEAR_NEEDS, BATCH_NEEDS].flatMap((needs) => Object.keys(needs)).map((name) => `steps/${name}`),
      'steps/open-year',
      'steps/draw/open-sealed',
      'steps/audit/checkpoint',
      'web/portal/handler',
    ].sort();
    expect(named).toEqual(functionEntries());
  });

  test('each function has a role of its own, a log group of its own, and a timeout', () => {
    const roles = functions.map(({ Properties }) => JSON.stringify(Properties['Role']));
    const logs = functions.map(({ Properties }) => JSON.stringify((Properties['LoggingConfig'] as { LogGroup: unknown }).LogGroup));
    expect(new Set(roles).size).toBe(functions.length);
    expect(new Set(logs).size).toBe(functions.length);
    expect(functions.filter(({ Properties }) => !(Number(Properties['Timeout']) > 0))).toEqual([]);
  });

  test('every log group has a retention', () => {
    expect(resourcesOf(stacks, 'AWS::Logs::LogGroup').filter(({ Properties }) => Properties['RetentionInDays'] === undefined)).toEqual([]);
  });

  test('every alarm says what to do', () => {
    const alarms = resourcesOf(stacks, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThanOrEqual(functions.length);
    expect(alarms.filter(({ Properties }) => !/Runbook: .{20,}/.test(String(Properties['AlarmDescription'])))).toEqual([]);
  });
});
