import { expect } from 'vitest';
import { readHead, readTrail } from '../../shared/audit/trail.ts';
import { verifyTrail } from '../../shared/audit/verify.ts';
import type { AuditEntry } from '../../shared/audit/entry.ts';
import type { Table } from '../../shared/store/table.ts';

/** Every entry of a stream, all pages. */
export const wholeTrail = async (lifecycle: Table, stream: string): Promise<readonly AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await readTrail(lifecycle, stream, cursor === undefined ? {} : { cursor });
    entries.push(...page.entries);
    cursor = page.cursor;
  }
  return entries;
};

/** Fails unless each stream has entries and verifies against its head (GY-1). */
export const expectSoundTrail = async (lifecycle: Table, ...streams: readonly string[]): Promise<void> => {
  for (const stream of streams) {
    const verdict = verifyTrail(await wholeTrail(lifecycle, stream), await readHead(lifecycle, stream));
    expect({ stream, ...verdict }).toMatchObject({ stream, faults: [], head: 'compared' });
    expect(verdict.entries).toBeGreaterThan(0);
  }
};
