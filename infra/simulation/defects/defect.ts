/** A fault that is put into one source file of the system while it is loaded, to see whether the simulation finds it. */
export interface Defect {
  readonly name: string;
  /** What the mistake is, as a reviewer would put it. */
  readonly en: string;
  /** The rule it breaks. */
  readonly clause: string;
  readonly file: string;
  /** Pieces of the file's text, each there exactly once, and what stands in their place. */
  readonly pieces: readonly { readonly find: string; readonly put: string }[];
}

/** A defect of one piece. */
export const defect = (name: string, clause: string, en: string, file: string, find: string, put: string): Defect => ({ name, clause, en, file, pieces: [{ find, put }] });
