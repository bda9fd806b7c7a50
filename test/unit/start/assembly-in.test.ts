import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { assemblyIn, channelPortIn, type Wanted } from '../../../infra/commands/start/assembly-in.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const channelsAt = (port: number): Wanted['channels'] => ({ 'publicity-system': `http://127.0.0.1:${port}/publicity-system`, 'credit-platform': `http://127.0.0.1:${port}/credit-platform` });
const madeAt = (assembly: string): bigint => statSync(path.join(assembly, 'manifest.json'), { bigint: true }).mtimeNs;
const templates = (assembly: string): string => globSync('*.template.json', { cwd: assembly }).map((file) => readFileSync(path.join(assembly, file), 'utf8')).join('\n');

test('[BY-8] an assembly is made once and taken again after a crash, until something else is to be deployed', async () => {
  const dir = scratchFolder('double-random-assembly-');
  const wanted: Wanted = { port: 9871, profile: 'guangyuan', jurisdiction: '510800', channels: channelsAt(9872) };
  expect(channelPortIn(dir)).toBeUndefined();
  const assembly = await assemblyIn(dir, wanted);
  const made = madeAt(assembly);
  expect(templates(assembly)).toContain('http://127.0.0.1:9872/credit-platform');
  expect(channelPortIn(dir)).toBe(9872);

  expect(await assemblyIn(dir, wanted)).toBe(assembly);
  expect(madeAt(assembly)).toBe(made);

  await assemblyIn(dir, { ...wanted, channels: channelsAt(9873) });
  expect(madeAt(assembly)).not.toBe(made);
  expect(templates(assembly)).not.toContain('http://127.0.0.1:9872/');
  expect(channelPortIn(dir)).toBe(9873);
});
