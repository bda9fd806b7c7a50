import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { AttemptTable } from './attempt-table.tsx';
import { batchLines } from './batch-line.ts';
import { at, link, percent, thousands } from './format.ts';
import { LookupForm } from './lookup.tsx';
import { PlanTable } from './plan.tsx';
import type { Overview } from './published-record.ts';
import { Figures } from './table.tsx';
import { YearPicture } from './timeline-picture.tsx';
import { WORDS, type Language } from './words.ts';

/** The year at a glance: its picture, its plan, its latest draws. */
export const Home = ({ overview, language, today }: { readonly overview: Overview; readonly language: Language; readonly today: LocalDate }) => {
  const words = WORDS[language];
  const [plan] = overview.plans;
  const lines = plan === undefined ? [] : batchLines(plan, overview);
  const totals = totalsOf(overview);
  return (
    <>
      <h1>{words.site}</h1>
      <p class="lede">{words.tagline}</p>
      {plan === undefined ? (
        <p>{words.plan}：{words.notPublished}</p>
      ) : (
        <>
          <p class="soft">
            {plan.year} · {words.documentNo} {plan.documentNo} · {words.published} {at(plan.publishedAt)}
          </p>
          <Figures
            figures={[
              [plan.entries.length, words.batches],
              [thousands(totals.drawn), words.drawn],
              [thousands(totals.published), words.publishedCount],
              [thousands(totals.exempt), words.exempt],
              ...(totals.closed === 0 ? [] : ([[percent(totals.entryRateBp), words.entryRate], [percent(totals.publicityRateBp), words.publicityRate]] as const)),
            ]}
          />
          <h2>{words.timeline}</h2>
          <YearPicture year={plan.year} lines={lines} today={today} words={words} />
          <h2 id="plan">{words.plan}</h2>
          <PlanTable plan={plan} lines={lines} language={language} />
        </>
      )}
      <h2>{words.lookup}</h2>
      <LookupForm language={language} />
      <h2 id="draws">{words.draws}</h2>
      <p>{words.allAttempts} <a href={link('/public/verify', language)}>{words.verify}</a></p>
      <AttemptTable attempts={overview.attempts} language={language} caption={words.draws} />
    </>
  );
};

const totalsOf = ({ attempts, results }: Overview) => {
  const drawn = attempts.reduce((sum, { state, drawnCount }) => sum + (state === 'published' || state === 'sealed' ? (drawnCount ?? 0) : 0), 0);
  const counts = results.map(({ reconciliation }) => reconciliation);
  const sum = (of: 'drawn' | 'entered' | 'published' | 'exempt'): number => counts.reduce((total, count) => total + count[of], 0);
  const closed = sum('drawn');
  const rate = (part: number): number => (closed === 0 ? 0 : Math.floor((part * 10_000) / closed));
  return { drawn, closed, published: sum('published'), exempt: sum('exempt'), entryRateBp: rate(sum('entered')), publicityRateBp: rate(sum('published') + sum('exempt')) };
};
