import * as z from 'zod';
import type { Table } from '../../store/table.ts';
import { create, type Write } from '../../store/write.ts';
import { hash } from '../record/fields.ts';

const KEY = { pk: 'SECRET', sk: 'blinding-key' } as const;
const stored = z.object({ shape: z.literal(1), key: hash });

/** The blinding key, or undefined while the administrator has not set it. */
export const findBlindingKey = async (lifecycle: Table): Promise<string | undefined> => {
  const item = await lifecycle.get(KEY);
  return item === undefined ? undefined : stored.parse(item).key;
};

/** The write of the key; it conflicts if one is set. */
export const createBlindingKey = (lifecycle: Table, key: string): Write => create(lifecycle, { ...KEY, shape: 1, key });
