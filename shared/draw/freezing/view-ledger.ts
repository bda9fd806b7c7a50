import * as z from 'zod';
import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { visitCapIn } from '../../plan/visit-cap.ts';
import { findYear } from '../../plan/year-store.ts';
import type { Stores } from '../../store/record.ts';
import { unopenedBatches } from '../record/sealed-store.ts';
import { visitLedger, withoutVisitsOf } from './visit-ledger.ts';
import { readLedger } from './visit-ledger-store.ts';

/** An enterprise's inspections of a year with the cap of its plan; `left`: visits that may still be planned, null without a cap (NR-5). Its version stays inside: it counts what a reader may not see. */
export const ledgerView = visitLedger.omit({ shape: true, version: true }).extend({ cap: z.int().nullable(), left: z.int().nullable() });

export type LedgerView = z.output<typeof ledgerView>;

/** What the year holds of an enterprise, of all departments; empty without any inspection. Unless `seesSealed`, without the visits of sealed draws that are not opened yet, as if they were not planned (NR-9). */
export const viewLedger = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, year: number, targetId: string, seesSealed = true): Promise<Result<LedgerView, Refusal>> => {
  const [whole, plan, hidden] = await Promise.all([readLedger(lifecycle, year, targetId), findYear(lifecycle, year), seesSealed ? new Set<string>() : unopenedBatches(lifecycle)]);
  const { shape: _shape, version: _version, ...ledger } = withoutVisitsOf(whole, hidden);
  const cap = visitCapIn(plan) ?? null;
  return ok({ ...ledger, cap, left: cap === null ? null : Math.max(0, cap - ledger.counted) });
};
