import { byBytes } from './order.ts';
import { unsigned, type Hash } from './hashing.ts';

export type Reason = 'ineligible' | 'already-in' | 'full' | 'blocked';

export interface Seat {
  readonly officer: string;
  /** The block of the accepted word; null in the walk. */
  readonly block: number | null;
  readonly rejected: readonly { readonly officer: string; readonly reason: Reason }[];
}

/** Why an officer cannot have the seat; null once he has it. */
export type Judge = (officer: string) => Reason | null;

/** The stream of one task: gives seat after seat, the next going on with the next word; undefined if nobody of the pool is accepted. */
export function seatStream(H: Hash, key: Buffer, taskId: string, pool: readonly string[]): (judge: Judge) => Seat | undefined {
  const m = pool.length;
  const below = 2 ** 32 - (m === 0 ? 0 : 2 ** 32 % m);
  let words = 0;
  let block: Buffer = Buffer.alloc(0);
  const next = () => {
    const j = Math.floor(words / 8);
    if (words % 8 === 0) block = H(key, taskId, unsigned(j, 3));
    const word = block.readUInt32BE((words % 8) * 4);
    words += 1;
    return { word, j };
  };
  return (judge) => {
    const rejected: { officer: string; reason: Reason }[] = [];
    const accepts = (officer: string) => {
      const reason = judge(officer);
      if (reason !== null) rejected.push({ officer, reason });
      return reason === null;
    };
    for (let used = 0; m > 0 && used < 64 + 8 * m; ) {
      const { word, j } = next();
      if (word >= below) continue;
      used += 1;
      const officer = pool[word % m] ?? '';
      if (accepts(officer)) return { officer, block: j, rejected };
    }
    const walk = pool.map((officer) => ({ officer, at: H(key, taskId, officer).toString('hex') })).sort((a, b) => byBytes(a.at, b.at));
    const found = walk.find(({ officer }) => accepts(officer));
    return found && { officer: found.officer, block: null, rejected };
  };
}
