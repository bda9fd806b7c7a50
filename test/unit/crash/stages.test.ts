import { expect, test } from 'vitest';
import { STAGE_IDS, STAGES, stageOf } from '../../../infra/commands/crash/stages.ts';
import { functionEntries } from '../../../infra/constructs/bundle.ts';

const pascal = (name: string): string => name.split(/[/-]/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
const roleOf = (entry: string): string => `DoubleRandom-local-${pascal(entry.replace(/^steps\//, ''))}Role0A1B2C3D`;

test('a kill can name what every function was doing that writes', () => {
  const writing = functionEntries().filter((entry) => !/^web|\/(resume|executions|inbox|audit)$/.test(entry));
  expect(writing.length).toBeGreaterThan(20);
  const unnamed = writing.filter((entry) => stageOf(roleOf(entry), []).id === 'other');
  // What these four write depends on who called them.
  expect(unnamed.sort()).toEqual(['api/batches', 'api/inspections', 'api/proposals', 'api/publication']);
});

test.each([
  ['api/batches', 'sendReveal', 'reveals'],
  ['api/batches', 'signVoid', 'void'],
  ['api/inspections', 'enterInspection', 'entry'],
  ['api/proposals', 'reviewProposal', 'plan'],
  ['api/proposals', 'draftProposal', 'submission'],
  ['api/inspections', 'sendReveal', 'other'],
  ['steps/batch/push-results', 'draftProposal', 'push'],
])('%s writes for %s: %s', (entry, command, stage) => {
  expect(stageOf(roleOf(entry), ['listWaits', command]).id).toBe(stage);
});

test('the summary tells of every stage', () => {
  expect([...STAGE_IDS].sort()).toEqual([...STAGES.map(({ id }) => id), 'start'].sort());
});
