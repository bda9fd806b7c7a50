import * as z from 'zod';
import { utf8 } from '../../lottery/encoding/bytes.ts';
import type { Table } from '../../store/table.ts';
import { create, replace, type Write } from '../../store/write.ts';
import { hasher } from '../record/draw-crypto.ts';

const capTurn = z.object({ shape: z.literal(1), year: z.int(), directory: z.string(), version: z.int() });

/** How often a freezing took from the cap of a directory in a year. Two freezings at once both want to be the next: the second finds that it is not, and counts anew (GY-13). */
export type CapTurn = z.output<typeof capTurn>;

const keyOf = ({ year, directory }: Pick<CapTurn, 'year' | 'directory'>) => ({ pk: `CAP#${year}`, sk: hasher.hex(utf8(directory)) });

/** The latest turn; version 0 before the first. To be read before what others took. */
export const findCapTurn = async (lifecycle: Table, of: Pick<CapTurn, 'year' | 'directory'>): Promise<CapTurn> => {
  const item = await lifecycle.get(keyOf(of));
  return item === undefined ? { shape: 1, ...of, version: 0 } : capTurn.parse(item);
};

/** The write of the turn after `last`. */
export const takeCapTurn = (lifecycle: Table, last: CapTurn): Write => {
  const item = { ...keyOf(last), ...last, version: last.version + 1 };
  return last.version === 0 ? create(lifecycle, item) : replace(lifecycle, item, { version: last.version });
};
