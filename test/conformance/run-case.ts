import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StatesService } from '../../infra/local/states/service.ts';
import type { ExecutionDescription, HistoryEvent, Json, JsonObject } from '../../infra/local/states/types.ts';
import { validateDefinition } from '../../infra/local/states/validate/validate.ts';
import { testClock } from '../support/virtual-clock.ts';
import type { RunCase, ValidationCase } from './case.ts';
import { caseFunctions } from './functions.ts';
import { matches } from './matches.ts';
import { caseServices } from './services.ts';

/** How a case went. `unsupported` names the feature that is missing. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'unsupported'; readonly feature: string }
  | { readonly kind: 'failed'; readonly expected: unknown; readonly actual: unknown };

const PASSED: Verdict = { kind: 'passed' };
const START_MS = Date.parse('2026-01-05T01:02:03.456Z');
const TWO_YEARS_MS = 2 * 366 * 86_400_000;

const generated = (item: RunCase): RunCase => {
  const copy = structuredClone(item);
  for (const { pointer, char, length } of item.generate ?? []) {
    const names = pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = names.pop() ?? '';
    let place = copy as unknown as JsonObject;
    for (const name of names) place = place[name] as JsonObject;
    place[last] = char.repeat(length);
  }
  return copy;
};

const parsed = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : text);

const PLAIN = ['name', 'error', 'cause', 'resource', 'resourceType', 'length', 'index', 'mapRunArn', 'location', 'state'];

/** An event in the form the cases have it. */
const recorded = (event: HistoryEvent): JsonObject => {
  const detail = event.detail ?? {};
  const flat: JsonObject = { id: event.id, prev: event.previousEventId, type: event.type };
  for (const name of PLAIN) if (detail[name] !== undefined) flat[name] = detail[name];
  for (const name of ['input', 'output', 'parameters']) if (detail[name] !== undefined) flat[name] = parsed(detail[name]) as Json;
  if (detail.assignedVariables !== undefined) {
    flat.assignedVariables = Object.fromEntries(Object.entries(detail.assignedVariables as JsonObject).map(([name, value]) => [name, parsed(value) as Json]));
  }
  return flat;
};

const compareEvents = (item: RunCase, history: readonly HistoryEvent[]): Verdict => {
  const { event_types, event_order, event_ignore = [], history: expected } = item.expected;
  if (event_types === undefined || event_order === 'unreliable') return PASSED;
  const kept = (types: readonly string[]): string[] => types.filter((type) => !event_ignore.includes(type));
  const [want, have] = [kept(event_types), kept(history.map((event) => event.type))];
  if (event_order === 'multiset') [want, have].forEach((types) => types.sort());
  if (want.join() !== have.join()) return { kind: 'failed', expected: want, actual: have };
  if (event_order !== 'exact' || expected === undefined) return PASSED;
  for (const [index, event] of expected.entries()) {
    const actual = recorded(history[index] as HistoryEvent);
    const wrong = Object.entries(event).find(([name, value]) => !matches(value, actual[name]));
    if (wrong !== undefined) return { kind: 'failed', expected: event, actual };
  }
  return PASSED;
};

const compare = (item: RunCase, execution: ExecutionDescription, history: readonly HistoryEvent[]): Verdict => {
  const { status, output, error, cause } = item.expected;
  const actual = { status: execution.status, output: parsed(execution.output) ?? null, error: execution.error, cause: execution.cause };
  const ends = status === actual.status
    && (output === undefined || matches(output, actual.output))
    && (error === undefined || matches(error, actual.error))
    && (cause === undefined || matches(cause, actual.cause));
  return ends ? compareEvents(item, history) : { kind: 'failed', expected: { status, output, error, cause }, actual };
};

const NOT_RUN = 'This local service does not run: ';

/** Runs a case on a service of its own, on a virtual clock. */
export const runCase = async (given: RunCase): Promise<Verdict> => {
  const item = generated(given);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'asl-'));
  const clock = testClock(START_MS);
  const bugs: unknown[] = [];
  const service: StatesService = new StatesService({
    dataDir, clock, region: 'us-east-1', accountId: '111111111111', partition: 'aws',
    authorizer: { require: () => undefined },
    lambda: caseFunctions(item.lambdas ?? {}, clock, () => service),
    integrations: caseServices(item),
    onBug: (error) => bugs.push(error),
  });
  try {
    const roleArn = 'arn:aws:iam::111111111111:role/case';
    for (const [name, { definition }] of Object.entries(item.state_machines ?? {})) service.createStateMachine({ name, definition: JSON.stringify(definition), roleArn });
    const stateMachineArn = service.createStateMachine({ name: 'case', definition: JSON.stringify(item.definition), roleArn });
    const { executionArn } = service.start({ stateMachineArn, name: 'run', input: JSON.stringify(item.input) });
    await clock.idle();
    for (const { action, error, cause } of item.external ?? []) {
      if (action !== 'StopExecution') return { kind: 'unsupported', feature: `external ${action}` };
      await service.stop(executionArn, { ...(error == null ? {} : { error }), ...(cause == null ? {} : { cause }) });
    }
    await clock.advance(START_MS + TWO_YEARS_MS);
    if (bugs.length > 0) throw bugs[0];
    return compare(item, service.describe(executionArn), service.history(executionArn));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith(NOT_RUN)) return { kind: 'unsupported', feature: message.slice(NOT_RUN.length) };
    return { kind: 'failed', expected: item.expected.status, actual: error instanceof Error ? (error.stack ?? message) : message };
  } finally {
    await service.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** Compares what the service says about creating a definition. */
export const runValidation = (item: ValidationCase): Verdict => {
  const text = item.definition_text ?? JSON.stringify(item.definition);
  const findings = validateDefinition(text, item.machine_type).filter((finding) => finding.severity === 'ERROR');
  const verdict = findings.length === 0 ? 'valid' : 'invalid';
  const said = item.expected.diagnostics.every((expected) =>
    findings.some((finding) => Object.entries(expected).every(([name, value]) => matches(value, finding[name as keyof typeof finding]))));
  const agrees = verdict === item.expected.verdict && said && findings.length === item.expected.diagnostics.length;
  return agrees ? PASSED : { kind: 'failed', expected: item.expected, actual: { verdict, diagnostics: findings } };
};
