import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { City } from '../../rehearsal/scene.ts';
import type { Summary } from '../../rehearsal/summary/summary.ts';
import { holderOf, noteHolder } from './holder.ts';

/** What kind of data lies in a folder: `live`, or the city that is rehearsed. */
export type Kept = { readonly kind: 'live'; readonly profile: string } | { readonly kind: 'rehearsal'; readonly profile: string; readonly city: City };

/** The folder of one year. */
export interface YearFolder {
  readonly dir: string;
  /** Of the rehearsal's journal and summary. */
  readonly rehearsal: string;
  readonly kept: Kept;
  /** The summary of a year that is finished. */
  readonly summary: Summary | undefined;
  finish(summary: Summary): void;
}

const KIND = 'year.json';
const HOLDER = 'held-by.pid';

/** Opens `dir` for `wanted`; `fresh` empties it first. A folder that holds something already says itself what it holds. Throws if another process works in it. */
export const openYearFolder = (dir: string, wanted: Kept, fresh: boolean): YearFolder => {
  refuseHeld(dir);
  if (fresh) refuseForeign(dir);
  if (fresh) rmSync(dir, { recursive: true, force: true });
  const rehearsal = path.join(dir, 'rehearsal');
  mkdirSync(rehearsal, { recursive: true });
  noteHolder(path.join(dir, HOLDER));
  const kindFile = path.join(dir, KIND);
  if (!existsSync(kindFile)) writeWhole(kindFile, wanted);
  const summaryFile = path.join(rehearsal, 'summary.json');
  return {
    dir, rehearsal,
    kept: JSON.parse(readFileSync(kindFile, 'utf8')) as Kept,
    summary: existsSync(summaryFile) ? (JSON.parse(readFileSync(summaryFile, 'utf8')) as Summary) : undefined,
    finish: (summary) => writeWhole(summaryFile, summary),
  };
};

// Half a file would be taken for a whole one by the next start.
const writeWhole = (file: string, content: object): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${file}.new`, file);
};

/** What lies in the default folder is thrown away at each start: only if it is ours. */
const refuseForeign = (dir: string): void => {
  if (existsSync(dir) && !existsSync(path.join(dir, KIND))) throw new Error(`${dir} 不是演练数据，不予清空 is not the data of a rehearsal and is not emptied; give another --data`);
};

/** Two machines on one folder would undo each other's work, and a fresh start would take it from under the other. */
const refuseHeld = (dir: string): void => {
  const file = path.join(dir, HOLDER);
  const pid = holderOf(file);
  if (pid === undefined || pid === process.pid) return;
  throw new Error(`${dir} 正由进程 ${pid} 使用：先停止它，或换一个 --data；若它不是本程序，删除 ${file}。is in use by process ${pid}: stop it or give another --data; if that is some other program, delete ${file}.`);
};
