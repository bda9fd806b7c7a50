/** What became of one batch. Dates are those of the record; rates in basis points. */
export interface BatchRow {
  readonly batchId: string;
  readonly name: string;
  readonly stage: string;
  /** Drawn, and called in for those that could not be inspected, of whom there were `lost`. */
  readonly drawn: number;
  readonly lost: number;
  /** Targets the 5 % (or the entry's own limit) left for this batch. */
  readonly cap: number;
  readonly attempts: number;
  /** Of the attempt that holds. */
  readonly transcriptHash: string;
  readonly organised: InTime;
  readonly entered: InTime;
  readonly published: number;
  readonly exempt: number;
  readonly open: number;
  readonly entryRateBp: number;
  readonly publicityRateBp: number;
  /** By channel. */
  readonly receipts: Readonly<Record<string, number>>;
  /** drawn = published + exempt + open, and a receipt of every channel for each published result. */
  readonly reconciled: boolean;
}

/** Something that was due. `late`: inspections that were, by id. */
export interface InTime {
  readonly on: string;
  readonly by: string;
  readonly late: readonly string[];
}

/** Something that makes the year no fair-weather year, with what the record says of it; `evidence` undefined if it did not happen. */
export interface Incident {
  readonly id: string;
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
  readonly evidence: string | undefined;
}

/** The year in figures. Holds no wall-clock time and no address, so that two runs with one seed can be compared byte for byte. */
export interface Summary {
  readonly seed: string;
  readonly targets: number;
  readonly year: number;
  readonly batches: readonly BatchRow[];
  readonly totals: { readonly drawn: number; readonly attempts: number; readonly published: number; readonly exempt: number; readonly open: number; readonly entryRateBp: number; readonly publicityRateBp: number };
  readonly incidents: readonly Incident[];
  /** Why the rehearsal did not succeed; empty if it did. */
  readonly complaints: readonly string[];
}
