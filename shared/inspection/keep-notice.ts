import type { Instant } from '../kernel/instant.ts';
import type { Batch } from '../plan/batch.ts';
import type { Stores } from '../store/record.ts';
import type { FormIn } from './form.ts';
import { noticePage } from './notice-page.ts';
import { noticeFor } from './notice.ts';
import { sha256 } from './sha256.ts';
import { formsTogether } from './shared-visit.ts';

/** Puts the notice to an enterprise where it is kept. Named by its hash: a step that runs again at another moment leaves a second page beside the first instead of a clash. */
export const keepNotice = async (
  { evidence, lifecycle }: Pick<Stores, 'evidence' | 'lifecycle'>,
  form: FormIn<'drawn'>,
  batch: Extract<Batch, { drawnCount: number }>,
  issuedAt: Instant,
): Promise<{ key: string; sha256: string }> => {
  const page = noticePage(noticeFor(form, batch, batch.attempt, issuedAt, await formsTogether(lifecycle, form)));
  const digest = sha256(page);
  const key = `notices/${form.inspectionId}/${digest}.html`;
  await evidence.putOnce(key, page, 'text/html; charset=utf-8');
  return { key, sha256: digest };
};
