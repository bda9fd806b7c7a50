import { addDays } from '../kernel/local-date.ts';
import { dateOf } from '../kernel/instant.ts';
import { eachBucket } from '../registry/read-directory.ts';
import { project } from '../store/write.ts';
import { census, countKinds, sumKinds, type Census } from './census.ts';
import type { PlanContext } from './command.ts';

const RECENT_DAYS = 31;
// An item ends at 400 KB; a city of more kinds than fit is counted each time.
const LARGEST = 300_000;

/** A census of the last 31 days if there is one, else a new one. Reading a whole directory takes seconds. */
export const recentCensus = async (context: PlanContext): Promise<Census> => {
  const item = await context.stores.lifecycle.get(keyOf(context.profile));
  const known = item === undefined ? undefined : census.parse(item);
  const today = dateOf(context.act.now);
  return known !== undefined && dateOf(known.countedAt) > addDays(today, -RECENT_DAYS) && known.countedAt <= context.act.now ? known : takeCensus(context);
};

/** Counts the directory as it is now, and keeps the count. It is a convenience, decided nothing, and so leaves no trace in the trail. */
export const takeCensus = async ({ stores, profile, act }: PlanContext): Promise<Census> => {
  const taken = { countedAt: act.now, kinds: sumKinds(await eachBucket(stores.registry, (targets) => countKinds(targets, profile.draw.strata.by))) };
  if (JSON.stringify(taken).length < LARGEST) await stores.transact([project(stores.lifecycle, { ...keyOf(profile), shape: 1, ...taken })]);
  return taken;
};

// A count without classes says nothing about them.
const keyOf = ({ draw }: PlanContext['profile']) => ({ pk: 'CENSUS', sk: draw.strata.by === 'none' ? 'DIRECTORY' : `DIRECTORY#${draw.strata.by}` });
