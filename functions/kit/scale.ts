/** Up to what size one function does a thing by itself; beyond, the workflow spreads it over many. */
export interface Scale {
  /** Rows of a directory that is frozen in one reading; 0: none is. */
  readonly rows: number;
  /** Shards that are drawn from one after another; 0: none are. */
  readonly shards: number;
}

/** As this deployment has it. */
export const scale = (): Scale => ({ rows: Number(process.env['ROWS_AT_ONCE'] ?? 100_000), shards: Number(process.env['SHARDS_AT_ONCE'] ?? 1) });
