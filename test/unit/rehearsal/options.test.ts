import { expect, test } from 'vitest';
import { HELP, readOptions } from '../../../infra/commands/start/options.ts';

test('without options it is the whole city of 20,000 on the default port, in the default folder', () => {
  expect(readOptions([])).toMatchObject({ profile: 'guangyuan', targets: 20_000, live: false, exit: false, data: undefined, port: 8520 });
});

test('what was given is known, so that an unfinished year is not played on as another', () => {
  const { given, seed, targets } = readOptions(['--seed', 'x', '--targets=200']);
  expect([...given]).toEqual(['seed', 'targets']);
  expect({ seed, targets }).toEqual({ seed: 'x', targets: 200 });
});

test.each([[['--target', '5']], [['--targets', '12']], [['--targets', '1e3']], [['--port', '80']], [['--seed', '']], [['--profile', 'atlantis']], [['somewhere']]])('%j is refused', (args) => {
  expect(() => readOptions(args)).toThrow();
});

test('the help names every option in Chinese and in English', () => {
  for (const option of ['--profile', '--targets', '--seed', '--live', '--data', '--port', '--exit', '--help']) expect(HELP).toContain(option);
  expect(HELP).toMatch(/[\u4e00-\u9fff]/);
  expect(HELP).toMatch(/the same seed gives the same year/);
});
