import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { listPublicly } from '../../shared/draw/record/draw-projection-store.ts';
import { publicAttempt, type PublicAttempt } from '../../shared/draw/record/draw-projection.ts';
import { mediaTypeOf } from '../../shared/draw/record/draw-files.ts';
import { batchResults, type BatchResults } from '../../shared/publication/batch-results.ts';
import { publicResult, type PublicResult } from '../../shared/publication/public-result.ts';
import { publishBatchResults, publishResult } from '../../shared/publication/result-store.ts';
import { resultsNotice } from '../../shared/publication/results-notice.ts';
import { addShard, fairnessReport, fairnessText, noRowFacts } from '../../shared/lottery/fairness/fairness.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { FORECAST_NOTE } from '../../shared/plan/forecast.ts';
import { project } from '../../shared/store/write.ts';
import type { Stores } from '../../shared/store/record.ts';
import { example } from '../unit/lottery/example.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../unit/lottery/draw-example');
const manifest = JSON.parse(readFileSync(path.join(EXAMPLE, 'manifest.json'), 'utf8')) as { planId: string };
const transcript = JSON.parse(readFileSync(path.join(EXAMPLE, 'transcript.json'), 'utf8')) as { drawn: string[]; M0: string };
const FILES = [...readdirSync(EXAMPLE).filter((name) => /\.(json|txt)$/.test(name) && name !== 'keys.json'), 'fairness.json'];

/** The example's fairness report, computed as a publication computes it. */
const fairness = (): string => {
  const { transcript: draw, shards, excluded, officers } = example();
  const facts = noRowFacts();
  for (const shard of shards) addShard(facts, shard, draw, excluded);
  return fairnessText(fairnessReport(nodeHasher('SHA-256'), draw, facts, officers));
};


/** The batch whose draw is the worked example. */
export const EXAMPLE_BATCH = manifest.planId;
/** Its drawn targets. */
export const DRAWN = transcript.drawn;

const entry = (batchId: string, name: string, from: string, to: string) => ({
  batchId, name, items: ['food-sale', 'fire-exits'], targets: { description: '利州区食品销售者', frame: {} }, methods: ['on-site', 'written'], ratio: '1/20', quantity: null,
  leadDepartment: '01', participatingDepartments: ['02'], inspectionDate: { from, to }, proposalId: '2026-01-01', scope: 'joint',
});

const attempt = (planId: string, drawNo: number, state: PublicAttempt['state'], day: string, more: Partial<PublicAttempt> = {}): PublicAttempt =>
  publicAttempt.parse({
    planId, drawNo, year: 2026, name: '食品销售与消防联合抽查', leadDepartment: '01', state, prev: '0'.repeat(64), M0: transcript.M0, manifestAt: `${day}T09:00:00+08:00`,
    commitBy: `${day}T12:00:00+08:00`, revealBy: `${day}T17:00:00+08:00`, quota: 7, folder: `draws/${planId}/${drawNo}`, files: [], ...more,
  });

/** A result of the example's first drawn target. */
export const aResult = (targetId: string, n: number): PublicResult =>
  publicResult.parse({
    shape: 1, planNo: '2026-01-01', planName: '食品销售与消防联合抽查', taskNo: `${EXAMPLE_BATCH}-${String(n).padStart(4, '0')}`, taskName: `食品销售与消防联合抽查（${EXAMPLE_BATCH}）`,
    type: { draw: 'directed', scope: 'joint' }, enterprise: { id: targetId, name: `广元市<第${n}>食品有限公司` }, authorities: ['市市场监督管理局', '市消防救援支队'],
    officers: [{ name: '张一', certificateNo: 'H01-1' }, { name: '李二', certificateNo: 'H01-2' }], completedOn: '2026-04-28',
    items: [
      { name: '食品销售监督检查', authority: '市市场监督管理局', codes: ['01'], result: '未发现问题' },
      { name: '疏散通道检查', authority: '市消防救援支队', codes: n % 3 === 0 ? ['02'] : ['01'], result: '' },
    ],
    publishedAt: '2026-06-01T10:00:00+08:00',
  });

const results = (drawn: number): BatchResults =>
  batchResults.parse({
    shape: 1, batchId: EXAMPLE_BATCH, year: 2026, name: '食品销售与消防联合抽查', lead: '市市场监督管理局', stage: 'archived', publishedAt: '2026-06-01T10:00:00+08:00',
    reconciliation: { drawn, entered: drawn, published: drawn - 1, exempt: 1, open: 0, entryRateBp: 10_000, publicityRateBp: 10_000, receipts: { 'publicity-system': drawn - 1, 'credit-platform': drawn - 1 } },
    clocks: { organiseBy: '2026-04-09', organisedOn: '2026-04-10', organisedLate: 1, inspectedOn: '2026-04-28', enterBy: '2026-05-28', enteredOn: '2026-05-28', enteredLate: 0 },
    exempt: [{ taskNo: `${EXAMPLE_BATCH}-0002`, id: DRAWN[1] }], files: ['results.json', 'notice.html'],
  });

/** Lays a year into the public part of the record: a plan of four batches, a void attempt and the one after it, a draw under way, and one batch's results. */
export const layPublishedYear = async ({ publication, published, transact }: Pick<Stores, 'publication' | 'published' | 'transact'>): Promise<void> => {
  const shown = DRAWN.filter((_, i) => i !== 1).map((id, i) => aResult(id, i < 1 ? i + 1 : i + 2));
  const done = await transact([
    project(publication, {
      pk: 'PLAN', sk: '2026', shape: 1, year: 2026, documentNo: '广府办发〔2026〕3号', issuedAt: '2026-01-28T10:00:00+08:00', publishedAt: '2026-01-29T09:00:00+08:00',
      departments: { '01': '市市场监督管理局' },
      forecast: {
        asOf: '2026-01-29', countedAt: '2026-01-29T09:00:00+08:00', note: FORECAST_NOTE,
        cells: [
          { month: '2026-03', region: '510802', visits: { expected: 4, atMost: 7 }, seats: { expected: 16, atMost: 28 }, short: { expected: 0, atMost: 0 } },
          { month: '2026-05', region: '510811', visits: { expected: 9, atMost: 20 }, seats: { expected: 36, atMost: 80 }, short: { expected: 3, atMost: 40 } },
        ],
      },
      entries: [
        entry(EXAMPLE_BATCH, '食品销售与消防联合抽查', '2026-03-20', '2026-05-31'),
        entry('batch-2026-002', '危险化学品经营单位检查', '2026-05-10', '2026-07-31'),
        { ...entry('batch-2026-003', '劳动用工检查', '2026-08-01', '2026-10-31'), classes: [{ code: 'D', ratio: '3/5', mandatory: true }], exceedance: { ground: 'key-area', limitBp: 800, reason: '欠薪治理重点领域' } },
        entry('batch-2026-004', '旅行社经营检查', '2026-09-01', '2026-11-20'),
      ],
    }),
    listPublicly(publication, attempt(EXAMPLE_BATCH, 1, 'published', '2026-04-01', { publishedAt: '2026-04-01T18:00:00+08:00', transcriptHash: 'ab'.repeat(32), drawnCount: DRAWN.length, files: FILES } as Partial<PublicAttempt>)),
    listPublicly(publication, attempt('batch-2026-002', 1, 'void', '2026-05-11', { voidedAt: '2026-05-12T10:00:00+08:00', voidHash: 'cd'.repeat(32), reason: '见证人未在期限内揭示', approvedBy: '联席会议办公室', failed: [{ id: 'notary', what: 'reveal' }], files: ['manifest.json'] } as Partial<PublicAttempt>)),
    listPublicly(publication, attempt('batch-2026-002', 2, 'open', '2026-05-13', { prev: 'cd'.repeat(32), files: ['manifest.json'] })),
    ...shown.map((result) => publishResult(publication, EXAMPLE_BATCH, result)),
    publishBatchResults(publication, results(DRAWN.length)),
  ]);
  if (!done.ok) throw new Error('the sample could not be laid');
  for (const file of FILES) await published.put(`draws/${EXAMPLE_BATCH}/1/${file}`, file === 'fairness.json' ? fairness() : readFileSync(path.join(EXAMPLE, file)), mediaTypeOf(file));
  for (const drawNo of [1, 2]) await published.put(`draws/batch-2026-002/${drawNo}/manifest.json`, readFileSync(path.join(EXAMPLE, 'manifest.json')), mediaTypeOf('manifest.json'));
  await published.put(`results/${EXAMPLE_BATCH}/results.json`, JSON.stringify({ results: shown }), 'application/json; charset=utf-8');
  await published.put(`results/${EXAMPLE_BATCH}/notice.html`, resultsNotice(results(DRAWN.length), shown), 'text/html; charset=utf-8');
};
