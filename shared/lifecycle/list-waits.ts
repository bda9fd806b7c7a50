import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import type { OpenWait } from './await-item.ts';
import { openWaits } from './await-store.ts';

/** Every open wait of every workflow, without tokens: one query. */
export const listWaits = async ({ lifecycle }: Pick<Stores, 'lifecycle'>): Promise<Result<{ items: OpenWait[] }, never>> =>
  ok({ items: [...(await openWaits(lifecycle))] });
