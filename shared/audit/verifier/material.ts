/** One stream's trail as it was handed over, not yet believed: canonical JSON, one entry a line. */
export interface TrailText {
  readonly stream: string;
  readonly lines: readonly string[];
}

/** What the index of an export says of a stream. `proof`: the RFC 6962 path of its head in the checkpoint. */
export interface IndexedStream {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
  readonly file: string;
  readonly proof: { readonly index: number; readonly path: readonly string[] };
}

/** The index of an export: up to which checkpoint it goes, and what it holds. */
export interface ExportIndex {
  readonly shape: 1;
  readonly checkpoint: { readonly date: string; readonly hash: string };
  readonly streams: readonly IndexedStream[];
}

/** Everything read, not yet believed. */
export interface AuditMaterial {
  /** By day, ascending; the text as published. */
  readonly checkpoints: readonly { readonly date: string; readonly text: string }[];
  /** Text of the published lists of leaves, by the root they are named after. */
  readonly lists: ReadonlyMap<string, string>;
  /** Undefined where no trails were handed over. */
  readonly trails?: readonly TrailText[];
  readonly index?: ExportIndex;
  /** True if an index is there that is none. */
  readonly isIndexGarbled?: boolean;
}

/** A checkpoint somebody kept: its hash, and its day if that was written down. */
export interface Kept {
  readonly date?: string;
  readonly hash: string;
}
