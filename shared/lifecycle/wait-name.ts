/** Everything the workflows of the year wait for; the table in `waits.ts` says from whom and by when. */
export const YEAR_WAITS = ['submissions-closed', 'plan-compiled', 'plan-issued'] as const;
export const BATCH_WAITS = [
  'entry-date', 'scheme', 'commitments', 'reveals', 'receipts', 'beacon', 'shortage', 'void-approval', 'void-signatures', 'organised', 'inspected', 'results', 'opening',
] as const;
export const WAIT_NAMES = [...YEAR_WAITS, ...BATCH_WAITS] as const;

export type YearWaitName = (typeof YEAR_WAITS)[number];
export type BatchWaitName = (typeof BATCH_WAITS)[number];
export type WaitName = (typeof WAIT_NAMES)[number];
