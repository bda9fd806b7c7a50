import { err, ok, type Result } from '../../kernel/result.ts';
import type { ListRefusal } from './excluded.ts';
import { isStrictlyAscending, textToLines } from '../encoding/list-text.ts';
import type { Recusal } from '../types.ts';

const LINE = /^([\x21-\x2b\x2d-\x7e]{1,64}),([0-9A-HJ-NPQRTUWXY]{18}),([0-9a-f]{32})$/;

/** The line of `witness/recusals.txt`, without newline; the salt keeps the public root from giving private relations away. */
export const recusalLine = (recusal: Recusal): string => `${recusal.officerId},${recusal.targetId},${recusal.salt}`;

/** The lines in their order: strictly ascending. */
export const recusalLines = (recusals: readonly Recusal[]): readonly string[] => recusals.map(recusalLine).sort();

/** Reads `witness/recusals.txt`: lines `officerId,targetId,salt`, strictly ascending. `line` counts from 1. */
export const parseRecusals = (text: string): Result<readonly Recusal[], ListRefusal> => {
  const lines = textToLines(text);
  if (lines === null) return err({ reason: 'newline', line: text.split('\n').length });
  const recusals: Recusal[] = [];
  for (const [at, line] of lines.entries()) {
    const match = LINE.exec(line);
    if (match === null) return err({ reason: 'form', line: at + 1 });
    recusals.push({ officerId: match[1] ?? '', targetId: match[2] ?? '', salt: match[3] ?? '' });
  }
  return isStrictlyAscending(lines) ? ok(recusals) : err({ reason: 'order', line: lines.length });
};
