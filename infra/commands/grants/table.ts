import { dateOf } from '../../../shared/kernel/instant.ts';
import { shortArn } from './statement-text.ts';
import type { Outcome } from './try-without.ts';
import type { Studied } from './whole-year.ts';

/** What is known of a statement in the end; without `outcome` the year never needed it. */
export interface Row {
  readonly studied: Studied;
  readonly outcome: Outcome | undefined;
}

/** True if the year fails without the statement and a denied action says why. */
export const isNeeded = ({ outcome }: Row): boolean => outcome?.kind === 'failed' && outcome.denied.length > 0;

/** What a statement is for that no sound year needs; it is told, and is no fault. */
const FOR_REPAIR: Readonly<Record<string, string>> = { 'states:RedriveExecution': 'for repair: an administrator redrives an execution whose Map has failed' };

const repairOf = ({ studied: { text } }: Row): string | undefined => Object.entries(FOR_REPAIR).find(([action]) => text.startsWith(`${action} on `))?.[1];

/** True if the statement may stay: the year needs it, or it is there for repair. */
export const mayStay = (row: Row): boolean => isNeeded(row) || repairOf(row) !== undefined;

const HEAD = ['role', 'statement', 'first needed on', 'denied', 'the year without it', 'seconds'] as const;

/** Column widths but the last two; longer texts are cut where they do not tell one row from another. */
const WIDTHS = [62, 110, 15, 26, 110] as const;

/** The heading of the table. */
export const headText = (): string => `${line(HEAD)}\n${line([...WIDTHS.map((width) => '─'.repeat(width)), '───────'])}`;

/** One row of it. */
export const rowText = (row: Row): string => {
  const { studied: { place, text, first }, outcome } = row;
  const role = shortArn(place.roleArn).replace(/^role\//, '');
  if (first === undefined || outcome === undefined) return line([role, text, 'never', '—', repairOf(row) ?? 'NOT NEEDED: nothing the year does needs it', '—']);
  return line([role, text, dateOf(first.at), outcome.denied.join(', ') || '—', fate(row, outcome), outcome.seconds.toFixed(1)]);
};

const fate = (row: Row, outcome: Outcome): string => {
  if (outcome.kind === 'went on') return `DID NOT FAIL by ${outcome.on ?? 'the end'}`;
  const how = outcome.how.replace(/\s+/g, ' ');
  return `${isNeeded(row) ? '' : 'FAILED UNNAMED: '}${outcome.on === undefined ? 'before the first stop' : outcome.on}: ${how}`;
};

/** How many there are, and how many of them the year needs. */
export const totalText = (rows: readonly Row[]): string => {
  const needed = rows.filter(isNeeded).length;
  const repair = rows.filter((row) => !isNeeded(row) && mayStay(row)).length;
  return `${rows.length} statements, ${needed} needed, ${repair === 0 ? '' : `${repair} for repair, `}${rows.length - needed - repair} not`;
};

const line = (cells: readonly string[]): string => cells.map((cell, index) => cut(cell, WIDTHS[index])).join('  ').trimEnd();

const cut = (cell: string, width: number | undefined): string => (width === undefined ? cell : cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width));
