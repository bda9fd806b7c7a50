import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Answered } from '../people/hand.ts';

/** One line of what happened: a deed of somebody, or something that fate sent. */
export interface Line {
  readonly at: Instant;
  readonly kind: 'deed' | 'fate' | 'break';
  readonly words: string;
}

/** The commands as lines: who did what, and what came of it. */
export const linesOf = (at: Instant, answered: readonly Answered[]): readonly Line[] =>
  answered.map(({ attempt: { user, endpoint, input }, answer, tries }, i) => {
    const where = Object.values((input.params ?? {}) as Readonly<Record<string, unknown>>).join(' ');
    const outcome = answer.ok ? 'done' : `refused: ${answer.problem.code}`;
    const together = answered.length > 1 ? `${i === 0 ? 'at once: ' : 'and      '}` : '';
    const again = tries > 1 ? `, sent ${tries} times` : '';
    return { at, kind: 'deed', words: `${together}${user.sub}: ${endpoint.summary.en}${where === '' ? '' : ` — ${where}`} (${outcome}${again})` };
  });

const DEEDS = 12;

/** The story to be told: everything that fate sent, what broke, and of the ordinary deeds the last few before it. */
export const toldInShort = (lines: readonly Line[]): readonly string[] => {
  const end = lines.findIndex(({ kind }) => kind === 'break');
  const until = end < 0 ? lines.length : end;
  const deeds = lines.slice(0, until).filter(({ kind }) => kind === 'deed');
  const shown = new Set(deeds.slice(-DEEDS));
  const told: string[] = [];
  let left = 0;
  const leave = (): void => {
    if (left > 0) told.push(`${' '.repeat(20)}… ${left} ordinary step${left === 1 ? '' : 's'} …`);
    left = 0;
  };
  for (const line of lines) {
    if (line.kind === 'deed' && !shown.has(line)) {
      left += 1;
      continue;
    }
    leave();
    told.push(`${line.at.slice(0, 16).replace('T', ' ')}  ${{ deed: ' ', fate: '!', break: '✗' }[line.kind]} ${line.words}`);
  }
  leave();
  return told;
};
