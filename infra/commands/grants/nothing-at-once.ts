/** In the year that tries the grants no directory is small: its buckets are read by many, so that the grants for that are needed too. */
export const NOTHING_AT_ONCE = { rows: 0, shards: 0 } as const;
