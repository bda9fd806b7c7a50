import { dateOf } from '../../shared/kernel/instant.ts';
import type { Stop } from './play-year.ts';
import type { Batch } from './truth.ts';
import { cutTo } from './summary/wide.ts';

const STAGES = [
  ['scheduled', '待启动'], ['prepared', '方案'], ['drawing', '摇号'], ['drawn', '抽出'], ['dispatched', '派发'],
  ['organised', '组织'], ['inspected', '检查'], ['entered', '录入'], ['published', '公示'], ['archived', '归档'],
] as const satisfies readonly (readonly [Batch['stage'], string])[];

/** Lines between two where nobody watches: one a month. */
const MONTH = 7;

/** The display of a year under way: one line that changes on a terminal, a line a month elsewhere. */
export const progressOn = (out: NodeJS.WriteStream): { readonly seeding: (entered: number, of: number) => void; readonly stop: (stop: Stop) => void; readonly end: () => void } => {
  let shown = '';
  const show = (line: string, mark: string): void => {
    if (out.isTTY) out.write(`\r\u001b[2K${cutTo(line, (out.columns ?? 100) - 1)}`);
    else if (mark !== shown) out.write(`${line}\n`);
    shown = mark;
  };
  return {
    seeding: (entered, of) => show(`录入检查对象 entering targets ${entered} / ${of}`, entered < of ? 'seeding' : 'seeded'),
    stop: ({ at, batches, calls }) => show(`${dateOf(at)}  ${figures(batches)}  调用 calls ${calls}`, at.slice(0, MONTH)),
    end: () => {
      if (out.isTTY) out.write('\n');
    },
  };
};

const figures = (batches: readonly Batch[]): string => {
  const stages = STAGES.flatMap(([stage, zh]) => {
    const count = batches.filter((batch) => batch.stage === stage).length;
    return count === 0 ? [] : [`${zh} ${count}`];
  });
  const among = (from: Batch['stage']): number => {
    const least = STAGES.findIndex(([stage]) => stage === from);
    return batches.reduce((sum, batch) => sum + ('drawnCount' in batch && STAGES.findIndex(([stage]) => stage === batch.stage) >= least ? batch.drawnCount : 0), 0);
  };
  return `${stages.join(' ') || '计划阶段 planning'}  抽取 drawn ${among('drawn')} 录入 entered ${among('entered')} 公示 published ${among('published')}`;
};
