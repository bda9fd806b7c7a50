import { expect } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { viewInbox } from '../../../shared/lifecycle/view-inbox.ts';
import { openRecord as openYearRecord } from '../../../shared/plan/open-record.ts';
import { findYear, putYear } from '../../../shared/plan/year-store.ts';
import type { Year } from '../../../shared/plan/year.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Executions } from '../../../shared/store/executions.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { actOf, type person } from '../../support/people.ts';
import { openRecord } from '../../support/record.ts';
import { foundSmallCity } from '../../support/small-city.ts';

/** The plan year 2026 of a small city, and a workflow service as far as waits see it: it wakes who holds a live token, and says so. */
export const openWaitingYear = async () => {
  const live = new Set<string>();
  const woken: string[] = [];
  const executions = {
    wake: async (token: string) => {
      if (!live.delete(token)) return false;
      woken.push(token);
      return true;
    },
  } as unknown as Executions;
  const { stores, close } = await openRecord({ executions });
  await foundSmallCity(stores);
  await openYearRecord(stepOf(stores, '2025-11-01T09:00:00'), 2026);
  return { stores, close, live, woken };
};

/** What a step of `execution` works with at `now`, Asia/Shanghai. */
export const stepOf = (stores: Stores, now: string, execution = 'plan-2026') => ({
  stores, profile: guangyuan, act: actOf({ kind: 'step', execution, step: 'look' } as const, { now: instant(`${now}+08:00`) }),
});

export const inboxOf = async (stores: Stores, actor: ReturnType<typeof person>) => {
  const viewed = await viewInbox({ stores, act: actOf(actor) });
  return viewed.ok ? viewed.value : { waits: [], items: [] };
};

/** Changes the year 2026 behind the back of every command. */
export const changeYear = async (stores: Stores, change: (year: Year) => Year): Promise<void> => {
  const before = await findYear(stores.lifecycle, 2026);
  if (before === undefined) throw new Error('no year');
  expect(await stores.transact([putYear(stores.lifecycle, before, { ...change(before), version: before.version + 1 })])).toMatchObject({ ok: true });
};
