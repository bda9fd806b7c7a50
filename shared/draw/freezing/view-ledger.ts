import * as z from 'zod';
import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { visitCapIn } from '../../plan/visit-cap.ts';
import { findYear } from '../../plan/year-store.ts';
import type { Stores } from '../../store/record.ts';
import { visitLedger } from './visit-ledger.ts';
import { readLedger } from './visit-ledger-store.ts';

/** An enterprise's inspections of a year with the cap of its plan; `left`: visits that may still be planned, null without a cap (NR-5). */
export const ledgerView = visitLedger.omit({ shape: true }).extend({ cap: z.int().nullable(), left: z.int().nullable() });

export type LedgerView = z.output<typeof ledgerView>;

/** What the year holds of an enterprise, of all departments; without any inspection an empty ledger of version 0. */
export const viewLedger = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, year: number, targetId: string): Promise<Result<LedgerView, Refusal>> => {
  const [{ shape: _, ...ledger }, plan] = await Promise.all([readLedger(lifecycle, year, targetId), findYear(lifecycle, year)]);
  const cap = visitCapIn(plan) ?? null;
  return ok({ ...ledger, cap, left: cap === null ? null : Math.max(0, cap - ledger.counted) });
};
