import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { readDepartments } from '../registry/department-store.ts';
import { readItems } from '../registry/item-store.ts';
import type { Stores } from '../store/record.ts';
import type { BatchIn } from './batch.ts';
import { createBatch, findBatch } from './batch-store.ts';
import type { PlanContext } from './command.ts';
import { publishedForecast, type PublishedForecast } from './forecast.ts';
import { forecastYear } from './forecast-plan.ts';
import type { NumberedEntry, YearIn } from './year.ts';
import { loadYear, projectPlan, putYear, type PlanNames } from './year-store.ts';

/** What publishing writes to besides what every command of the plan does. */
export type PublishPlanContext = PlanContext & { readonly stores: Pick<Stores, 'publication'> };

/**
 * Publishes the issued plan and schedules a batch for each entry (GY-7). Batches come first, each with its own audit entry, so that a
 * published plan always has all of them; a step that runs again goes on where it was. With it goes the forecast by month and region (BY-4). Answers how many entries there are.
 */
export const publishPlan = async (context: PublishPlanContext, y: number): Promise<Result<{ entries: number }, Refusal>> => {
  const { stores, act } = context;
  const loaded = await loadYear(stores.lifecycle, y);
  if (!loaded.ok) return loaded;
  const before = loaded.value;
  if (before.stage === 'published') return ok({ entries: before.entries.length });
  if (before.stage !== 'issued') return refuse('plan-not-issued', { facts: { year: y } });

  for (const entry of before.entries) {
    const scheduled = await schedule(context, y, entry);
    if (!scheduled.ok) return scheduled;
  }
  const [names, forecast] = [await namesOf(stores.registry, before.entries), await forecastOf(context, y)];
  const after: YearIn<'published'> = { ...before, stage: 'published', publishedAt: act.now, version: before.version + 1 };
  const done = await commit(
    stores,
    act,
    { stream: `year/${y}`, action: 'plan.publish', subject: `year/${y}`, before, after },
    [putYear(stores.lifecycle, before, after), projectPlan(stores.publication, after, names, forecast)],
  );
  return done.ok ? ok({ entries: after.entries.length }) : done;
};

// An item ends at 400 KB and holds the entries too: a province of very many regions publishes its plan without the table.
const LARGEST = 150_000;

const forecastOf = async (context: PublishPlanContext, y: number): Promise<PublishedForecast | undefined> => {
  const whole = await forecastYear(context, y);
  const shown = whole.ok ? publishedForecast.parse(whole.value) : undefined;
  return JSON.stringify(shown ?? '').length < LARGEST ? shown : undefined;
};

const schedule = async ({ stores, act }: PublishPlanContext, year: number, { batchId, ...entry }: NumberedEntry): Promise<Result<void, Refusal>> => {
  const batch: BatchIn<'scheduled'> = { stage: 'scheduled', batchId, year, entry, escalations: [], version: 1 };
  const done = await commit(
    stores,
    act,
    { stream: `batch/${batchId}`, action: 'batch.schedule', subject: `batch/${batchId}`, after: batch },
    [createBatch(stores.lifecycle, batch)],
  );
  if (done.ok || (await findBatch(stores.lifecycle, batchId)) !== undefined) return ok(undefined);
  return done;
};

const namesOf = async (registry: Stores['registry'], entries: readonly NumberedEntry[]): Promise<PlanNames> => {
  const [departments, items] = await Promise.all([readDepartments(registry), readItems(registry)]);
  const codes = new Set(entries.flatMap(({ leadDepartment, participatingDepartments }) => [leadDepartment, ...participatingDepartments]));
  const ids = new Set(entries.flatMap((entry) => entry.items));
  return {
    departments: Object.fromEntries(departments.filter(({ code }) => codes.has(code)).map(({ code, name }) => [code, name])),
    items: Object.fromEntries(items.filter(({ itemId }) => ids.has(itemId)).map(({ itemId, name }) => [itemId, name])),
  };
};
