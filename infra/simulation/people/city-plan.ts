import { addDays, localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { ItemEntry } from '../../../shared/registry/item.ts';
import { between, chance, pick } from '../../rehearsal/chance.ts';
import type { Enforcing } from '../../rehearsal/city/departments.ts';
import { weekdayFrom } from '../../rehearsal/weekdays.ts';

/** The ratio of a credit class in an entry. `mandatory`: stays whole where the cap cuts the others (NR-8). */
export interface PlannedClass {
  readonly code: 'A' | 'B' | 'C' | 'D';
  readonly ratio: string;
  readonly mandatory: boolean;
}

/** What one department will propose for the year. */
export interface PlannedEntry {
  readonly id: string;
  readonly name: string;
  readonly lead: Enforcing;
  readonly participating: readonly Enforcing[];
  readonly items: readonly string[];
  /** Prefixes of its regions; with them its directory is another one, which has a cap of its own. */
  readonly regions?: readonly string[];
  readonly ratio: string;
  readonly quantity: number | null;
  readonly classes?: readonly PlannedClass[];
  /** Upper limit of the ratio in basis points, for the entries are larger than a twentieth of so small a directory. */
  readonly limitBp: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Its visits are not announced: who was drawn stays sealed until some days after them (NR-9). */
  readonly unannounced: boolean;
  /** Officers a department sends, by department. */
  readonly seats: Readonly<Record<string, number>>;
  /** Its visits are of an exempt kind, which no yearly cap counts (NR-5). */
  readonly uncounted?: 'assigned';
  /** Entries of one group visit together whom both draw (GS-6). */
  readonly coordination?: string;
  /** Its ceremony takes in the recorded round of a beacon (BY-1). */
  readonly withBeacon?: boolean;
}

/** What the plan is made of. `size`: enterprises in the directory. */
export interface PlanGround {
  readonly seed: string;
  readonly year: number;
  readonly departments: readonly Enforcing[];
  readonly items: readonly Pick<ItemEntry, 'itemId' | 'department'>[];
  readonly size: number;
}

const WINDOW_DAYS = 100;

/** One to three entries, single or joint, spread from March to July. */
export const planOf = (ground: PlanGround): readonly PlannedEntry[] =>
  Array.from({ length: between(1, 3, ground.seed, 'entries') }, (_, index) => entryAt(ground, index));

const entryAt = ({ seed, year, departments, items, size }: PlanGround, index: number): PlannedEntry => {
  const of = [seed, 'entry', index] as const;
  const lead = pick(departments, ...of, 'lead');
  const participating = departments.filter((code) => code !== lead && chance(...of, 'joins', code) < 0.4).slice(0, 2);
  const sending = [lead, ...participating];
  const wanted = between(1, 2, ...of, 'quantity');
  // Departments that go together plan for the same weeks.
  const goTogether = chance(seed, 'go together') < 0.4;
  const day = goTogether ? between(0, 110, seed, 'day') + between(0, 8, ...of, 'day') : between(0, 120, ...of, 'day');
  const from = weekdayFrom(addDays(localDate(`${year}-03-02`), day));
  return {
    id: `entry-${index + 1}`,
    name: `${year}年第${index + 1}号${participating.length === 0 ? '' : '联合'}抽查`,
    lead,
    participating,
    items: itemsOf(items, sending, (itemId) => chance(...of, itemId) < 0.7),
    // All entries draw from one directory and share its cap, which leaves room for three of them.
    ratio: `${wanted}/${size * 4}`,
    quantity: chance(...of, 'by-ratio') < 0.2 ? null : wanted,
    limitBp: 9000,
    from,
    to: addDays(from, WINDOW_DAYS),
    unannounced: chance(...of, 'unannounced') < 0.15,
    seats: Object.fromEntries(sending.map((code) => [code, chance(...of, 'seats', code) < 0.15 ? 3 : 2])),
    ...(chance(...of, 'uncounted') < 0.1 ? { uncounted: 'assigned' as const } : {}),
    ...(goTogether ? { coordination: 'whole-city' } : {}),
  };
};

/** Some of each department's items, its first one always: who takes part owns something of it (GY-14). */
const itemsOf = (items: PlanGround['items'], sending: readonly string[], isTaken: (itemId: string) => boolean): readonly string[] =>
  sending.flatMap((code) => items.filter(({ department }) => department === code).filter(({ itemId }, place) => place === 0 || isTaken(itemId)).map(({ itemId }) => itemId));
