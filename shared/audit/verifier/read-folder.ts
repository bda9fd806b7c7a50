import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExportIndex } from './export-index.ts';
import type { AuditMaterial, ExportIndex, TrailText } from './material.ts';

/** Reads an exported folder: `checkpoints/<day>.json`, `heads/<root>.txt` and, where trails were exported, `trails/index.json` and what it names. */
export const readAuditFolder = async (folder: string): Promise<AuditMaterial> => {
  const checkpoints = await readAll(join(folder, 'checkpoints'), '.json');
  const lists = await readAll(join(folder, 'heads'), '.txt');
  if (checkpoints.length === 0) throw new Error(`there is no checkpoint in ${join(folder, 'checkpoints')}`);
  const found = {
    checkpoints: checkpoints.map(([date, text]) => ({ date, text })),
    lists: new Map(lists),
  };
  const text = await readIfThere(join(folder, 'trails/index.json'));
  if (text === undefined) return found;
  const index = readExportIndex(text);
  return index === undefined ? { ...found, isIndexGarbled: true } : { ...found, index, trails: await readTrails(folder, index) };
};

const readTrails = async (folder: string, { streams }: ExportIndex): Promise<readonly TrailText[]> => {
  const trails: TrailText[] = [];
  for (const { stream, file } of streams) {
    const text = await readIfThere(join(folder, 'trails', file));
    if (text !== undefined) trails.push({ stream, lines: linesOf(text) });
  }
  return trails;
};

/** The lines of a file that ends with a newline; what follows the last one is a line too. */
const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

const readAll = async (folder: string, ending: string): Promise<readonly (readonly [name: string, text: string])[]> => {
  const names = (await readdir(folder).catch(absent([]))).filter((name) => name.endsWith(ending)).sort();
  const files: [string, string][] = [];
  for (const name of names) files.push([name.slice(0, -ending.length), await readFile(join(folder, name), 'utf8')]);
  return files;
};

const readIfThere = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(absent(undefined));

const absent =
  <T>(answer: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return answer;
    throw error;
  };
