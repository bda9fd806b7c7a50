import { pick } from '../../rehearsal/chance.ts';
import type { Leaning } from './mischief.ts';

/** How much likelier than an even-tempered person one leans to something. */
const TEMPERAMENTS = {
  even: { late: 1, absent: 1, careless: 1, hasty: 1, meddling: 1, fate: 1 },
  punctual: { late: 0.2, absent: 0, careless: 0.5, hasty: 0.5, meddling: 0.5, fate: 1 },
  late: { late: 4, absent: 2, careless: 1, hasty: 0.5, meddling: 0.5, fate: 1 },
  absent: { late: 2, absent: 6, careless: 1, hasty: 0.5, meddling: 0.5, fate: 1 },
  careless: { late: 1, absent: 1, careless: 4, hasty: 3, meddling: 1, fate: 1 },
  meddling: { late: 0.5, absent: 0.5, careless: 1, hasty: 1, meddling: 5, fate: 1 },
} as const satisfies Readonly<Record<string, Readonly<Record<Leaning, number>>>>;

type Temperament = keyof typeof TEMPERAMENTS;

const NAMES = Object.keys(TEMPERAMENTS) as Temperament[];

/** A person's temperament: for life. */
export const temperamentOf = (seed: string, sub: string): Temperament => pick(NAMES, seed, 'temperament', sub);

/** The factor by which `sub` leans to `leaning`. */
export const leaningOf = (seed: string, sub: string, leaning: Leaning): number => TEMPERAMENTS[temperamentOf(seed, sub)][leaning];
