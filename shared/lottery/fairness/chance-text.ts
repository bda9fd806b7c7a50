/** A chance as a text: four decimals, cut off at 1, and never 0. */
export const chanceText = (chance: number): string => (chance < 0.0001 ? '<0.0001' : Math.min(1, chance).toFixed(4));
