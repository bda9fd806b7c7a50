import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holderOf, noteHolder } from '../../../infra/commands/start/holder.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const note = (): string => path.join(scratchFolder('double-random-holder-'), 'held-by.pid');

test('a folder is held by the process that noted itself', () => {
  const file = note();
  expect(holderOf(file)).toBeUndefined();
  noteHolder(file);
  expect(holderOf(file)).toBe(process.pid);
});

test('another process that was given the number of one that was killed does not hold its folder', () => {
  const file = note();
  noteHolder(file);
  const [pid, start] = readFileSync(file, 'utf8').split(' ');
  writeFileSync(file, `${pid} ${Number(start) - 1}`);
  expect(holderOf(file)).toBeUndefined();
});

test('a process that has ended holds nothing', async () => {
  const file = note();
  const child = spawn('sleep', ['60']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  writeFileSync(file, String(child.pid));
  expect(holderOf(file)).toBe(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(holderOf(file)).toBeUndefined();
});
