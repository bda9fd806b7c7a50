/** Writes of one bulk transaction at most: beside them go the audit entry and the chain's head (`commit`). */
export const BULK_WRITES = 97;

/** `list` cut into pieces of at most `size`. */
export const chunks = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
