/** What a wait is about: `year/2026` or `batch/batch-2026-003`. */
export type Subject = `year/${number}` | `batch/${string}`;

/** The parts of a subject; throws a `RangeError` for a text that is none. */
export const parseSubject = (text: string): { readonly kind: 'year'; readonly year: number } | { readonly kind: 'batch'; readonly batchId: string } => {
  const year = /^year\/(\d{4})$/.exec(text)?.[1];
  if (year !== undefined) return { kind: 'year', year: Number(year) };
  const batchId = /^batch\/([A-Za-z0-9-]{1,80})$/.exec(text)?.[1];
  if (batchId !== undefined) return { kind: 'batch', batchId };
  throw new RangeError(`not a subject: ${text}`);
};
