import type { Fate } from './fate.ts';

/** What a small city decides otherwise than the first profile. */
export interface CityRules {
  /** Draws go by credit class (NR-8). */
  readonly byClass: boolean;
  /** Each entry's ratio of a class must lie within the profile's bounds. */
  readonly isBounded: boolean;
  /** Each draw takes at least this share of its directory, in basis points; 0 in most cities (DZ-3). */
  readonly floorBp: number;
  /** The rows of a directory are not public. */
  readonly isBlinded: boolean;
}

const BY_CLASS = 0.25;
const BOUNDED = 0.5;
const WITH_FLOOR = 1 / 6;
const BLINDED = 1 / 6;

/** A city's rules: decisions of fate like any other, so that a year that broke can be played again without them. */
export const rulesOf = ({ strikes, pick }: Pick<Fate, 'strikes' | 'pick'>): CityRules => {
  const byClass = strikes('by-class', BY_CLASS, () => 'draws go by credit class');
  return {
    byClass,
    isBounded: byClass && strikes('class-bounds', BOUNDED, () => 'the ratio of a class must lie within bounds'),
    floorBp: strikes('draw-floor', WITH_FLOOR, () => 'each draw takes a part of its directory at least') ? pick([1000, 1500, 2000], 'draw-floor') : 0,
    isBlinded: strikes('blinded', BLINDED, () => 'the rows of a directory are not public'),
  };
};
