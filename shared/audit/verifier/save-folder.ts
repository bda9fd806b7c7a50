import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { AuditMaterial } from './material.ts';

/** Writes what was read into `folder`, as `readAuditFolder` reads it. Throws if the folder holds an export already. */
export const saveAuditFolder = async (folder: string, { checkpoints, lists, index, trails = [] }: AuditMaterial): Promise<void> => {
  const write = async (name: string, text: string): Promise<void> => {
    const file = join(folder, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  };
  for (const { date, text } of checkpoints) await write(`checkpoints/${date}.json`, text);
  for (const [root, text] of lists) await write(`heads/${root}.txt`, text);
  if (index === undefined) return;
  const files = new Map(index.streams.map(({ stream, file }) => [stream, file]));
  for (const { stream, lines } of trails) await write(`trails/${files.get(stream) ?? ''}`, lines.map((line) => `${line}\n`).join(''));
  await write('trails/index.json', canonicalJson(index as unknown as Json));
};
