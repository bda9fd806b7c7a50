import { describe, expect, test } from 'vitest';
import { BatchPage } from '../../../functions/web/portal/batch-page.tsx';
import { localDate } from '../../../shared/kernel/local-date.ts';
import type { BatchIn } from '../../../shared/plan/batch.ts';
import { batchResultsOf } from '../../../shared/publication/batch-results-of.ts';
import { batchResults } from '../../../shared/publication/batch-results.ts';
import { aBatchDrawn } from '../../support/batch-samples.ts';
import { instant } from '../../../shared/kernel/instant.ts';

const enterBy = localDate('2027-01-18');
const published = (provisional: boolean): BatchIn<'published'> => ({
  ...aBatchDrawn, stage: 'published', dispatchedAt: instant('2026-12-10T10:00:00+08:00'), organisedOn: localDate('2026-12-15'), inspectedOn: localDate('2026-12-21'), enteredOn: localDate('2027-01-12'), enterBy,
  enterCount: { workingDays: 20, date: enterBy, provisional }, publishedAt: instant('2027-01-13T10:00:00+08:00'),
});
const pageOf = (provisional: boolean, language: 'zh' | 'en'): string =>
  String(BatchPage({ batch: batchResults.parse(batchResultsOf(published(provisional), [], {})), results: [], language }));

describe('the published clocks of a batch', () => {
  test('[NR-7] [GY-19] say in both languages that a deadline is provisional, and of which one', () => {
    expect(batchResultsOf(published(true), [], {}).clocks).toMatchObject({ enterBy: '2027-01-18', provisional: ['enterBy'] });
    expect(pageOf(true, 'zh')).toMatch(/期限 2027-01-18 <span class="tag">暂定<\/span>/);
    expect(pageOf(true, 'zh')).toContain('尚未发布节假日安排通知');
    expect(pageOf(true, 'en')).toMatch(/Due 2027-01-18 <span class="tag">provisional<\/span>/);
    expect(pageOf(true, 'en')).toContain('counted by weekends only');
    expect(pageOf(true, 'zh').match(/暂定/g)).toHaveLength(1);
  });

  test('[NR-7] say nothing of it where the notice is there', () => {
    expect(batchResultsOf(published(false), [], {}).clocks).not.toHaveProperty('provisional');
    expect(pageOf(false, 'zh')).not.toContain('暂定');
    expect(pageOf(false, 'en')).not.toContain('provisional');
  });
});
