import { parentPort } from 'node:worker_threads';
import type { Cell } from './cell.ts';
import { playCell, playUnfaulted, type CellReport, type Unfaulted } from './play-cell.ts';

/** What a worker is asked for: a year without a fault, or a cell. */
export type Order = { readonly id: number; readonly year: string } | { readonly id: number; readonly cell: Cell; readonly unfaulted: Unfaulted['ending'] };

/** What it answers, under the same number. */
export type Answer = { readonly id: number; readonly unfaulted: Unfaulted } | { readonly id: number; readonly report: CellReport };

const answerTo = async (order: Order): Promise<Answer> =>
  'cell' in order ? { id: order.id, report: await playCell(order.cell, order.unfaulted) } : { id: order.id, unfaulted: await playUnfaulted(order.year) };

parentPort?.on('message', (order: Order) => {
  void answerTo(order).then((answer) => parentPort?.postMessage(answer));
});
