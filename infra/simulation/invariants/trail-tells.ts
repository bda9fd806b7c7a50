import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { StoredItem } from '../../../shared/store/item.ts';
import type { ItemChange } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { recordedIn } from './stored.ts';
import { placeOf, thingAt, touchedBy, type Touched } from './touched.ts';

/** What the trail makes of a thing: how often it was changed, and what it was left as by the entries that tell of that. */
interface Told {
  changes: number;
  readonly left: Map<number | 'last', Readonly<Record<string, unknown>>>;
}

/** The trail, replayed, is the record: as many changes as versions, and each member as the last entry left it (GY-1, BY-7). */
export const trailTells: Invariant = {
  id: 'trail-tells-the-record',
  clauses: ['GY-1', 'BY-7'],
  en: 'Each thing stands as the trail says it was left: its version counts the entries about it, its members are those of the last one.',
  watch: () => {
    const told = new Map<string, Told>();
    const hear = ({ thing, version, left }: Touched): void => {
      const known = told.get(thing) ?? { changes: 0, left: new Map() };
      known.changes += 1;
      if (left !== undefined) {
        const at = version ?? known.changes;
        known.left.set(at, { ...known.left.get(at), ...left });
      }
      told.set(thing, known);
    };
    return (view, { items }) => {
      const touched = recordedIn(items).flatMap(({ entry }) => touchedBy(entry));
      for (const each of touched) hear(each);
      const things = new Set([...touched.map(({ thing }) => thing), ...items.flatMap((change: ItemChange) => thingAt(change) ?? [])]);
      return [...things].flatMap((thing) => differences(view, thing, told.get(thing)));
    };
  },
};

const differences = ({ record }: View, thing: string, told: Told | undefined): readonly string[] => {
  const place = placeOf(thing);
  const stored = place === undefined ? undefined : record.tables[place.table].get(place.pk, place.sk);
  if (told === undefined) return stored === undefined ? [] : [`${thing} lies in the record and the trail says nothing of it`];
  if (stored === undefined) return [`the trail tells of ${thing}, which is not in the record`];
  const version = stored['version'] as number;
  if (version !== told.changes) return [`${thing} is version ${version}, the trail tells of ${told.changes} changes`];
  const left = told.left.get(version) ?? {};
  return Object.entries(left).flatMap(([name, value]) => (same(stored, name, value) ? [] : [`${thing}: ${name} is ${brief(stored[name])}, the trail left ${brief(value)}`]));
};

const same = (stored: StoredItem, name: string, value: unknown): boolean => text(stored[name]) === text(value);
const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(JSON.parse(JSON.stringify(value)) as Json));
const brief = (value: unknown): string => {
  const whole = text(value);
  return whole.length > 120 ? `${whole.slice(0, 119)}…` : whole || 'nothing';
};
