import { err, ok, type Result } from '../../kernel/result.ts';
import { isStrictlyAscending, textToLines } from '../encoding/list-text.ts';
import type { Exclusion, ExclusionCode } from '../types.ts';

export type ListRefusal = { readonly reason: 'newline' | 'form' | 'order'; readonly line: number };

const LINE = /^([0-9A-HJ-NPQRTUWXY]{18}),([FSO])$/;

/** The line of `excluded.txt`, without newline. */
export const exclusionLine = (exclusion: Exclusion): string => `${exclusion.id},${exclusion.code}`;

/** Reads `excluded.txt`: lines `id,code`, ids strictly ascending. `line` counts from 1. */
export const parseExcluded = (text: string): Result<readonly Exclusion[], ListRefusal> => {
  const lines = textToLines(text);
  if (lines === null) return err({ reason: 'newline', line: text.split('\n').length });
  const exclusions: Exclusion[] = [];
  for (const [at, line] of lines.entries()) {
    const match = LINE.exec(line);
    if (match === null) return err({ reason: 'form', line: at + 1 });
    exclusions.push({ id: match[1] ?? '', code: (match[2] ?? 'O') as ExclusionCode });
  }
  return isStrictlyAscending(exclusions.map(({ id }) => id)) ? ok(exclusions) : err({ reason: 'order', line: lines.length });
};
