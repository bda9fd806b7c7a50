import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { ListRefusal } from './excluded.ts';
import { isStrictlyAscending, textToLines } from '../encoding/list-text.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { isCompactDay } from './row.ts';
import { exactObject, isArrayOf, isCount, isText, type Check } from '../encoding/shape.ts';
import type { Officer } from '../types.ts';

/** True for a region prefix: up to six digits. */
export const isRegionPrefix = (value: unknown): value is string => typeof value === 'string' && /^[0-9]{0,6}$/.test(value);

const isDay = (value: unknown): boolean => typeof value === 'string' && isCompactDay(value);
const isTargetId = (value: unknown): boolean => typeof value === 'string' && /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(value);

const OFFICER: Readonly<Record<keyof Officer, Check>> = {
  id: (value) => typeof value === 'string' && /^[\x21-\x2b\x2d-\x7e]{1,64}$/.test(value),
  department: (value) => isText(value),
  regions: isArrayOf(isRegionPrefix),
  specialties: isArrayOf(isText),
  validFrom: isDay,
  validTo: isDay,
  cap: isCount,
  lastVisited: isArrayOf(isTargetId),
};

/** True if `value` has exactly an officer's members. Ids are printable ASCII without comma, so that bytes and strings sort alike. */
export const isOfficer = (value: unknown): value is Officer => exactObject(value, OFFICER);

/** The line of `officers.txt`, without newline. */
export const officerLine = (officer: Officer): string => canonicalJson(officer);

/** Reads `officers.txt`: canonical JSON lines, ids strictly ascending. `line` counts from 1. */
export const parseOfficers = (text: string): Result<readonly Officer[], ListRefusal> => {
  const lines = textToLines(text);
  if (lines === null) return err({ reason: 'newline', line: text.split('\n').length });
  const officers: Officer[] = [];
  for (const [at, line] of lines.entries()) {
    const value = readCanonical(line);
    if (!isOfficer(value)) return err({ reason: 'form', line: at + 1 });
    officers.push(value);
  }
  return isStrictlyAscending(officers.map(({ id }) => id)) ? ok(officers) : err({ reason: 'order', line: lines.length });
};
