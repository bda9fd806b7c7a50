import type { BatchResults } from '../../../shared/publication/batch-results.ts';
import type { PublicResult } from '../../../shared/publication/public-result.ts';
import { RESULT_CODES } from '../../../shared/inspection/result-code.ts';
import { link, percent } from './format.ts';
import { Facts, Figures, Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

interface BatchPageProps {
  readonly batch: BatchResults;
  readonly results: readonly PublicResult[];
  readonly language: Language;
}

/** The results of one batch, both rates, its clocks, and the exempt by number only (GY-21, GY-22). */
export const BatchPage = ({ batch, results, language }: BatchPageProps) => {
  const words = WORDS[language];
  const { drawn, published, exempt, open, entryRateBp, publicityRateBp, receipts } = batch.reconciliation;
  return (
    <>
      <h1>{batch.name}</h1>
      <p class="lede">{batch.batchId} · {batch.lead} · <span class={`tag ${batch.stage}`}>{words.stageNames[batch.stage]}</span></p>
      <Figures figures={[[percent(entryRateBp), words.entryRate], [percent(publicityRateBp), words.publicityRate]]} />
      <p>
        {words.reconciliation}：{words.drawn} {drawn} = {words.publishedCount} {published} + {words.exempt} {exempt} + {words.open} {open}
      </p>
      {Object.keys(receipts).length === 0 ? null : <p class="soft">{words.receipts}：{Object.entries(receipts).map(([channel, count]) => `${channel} ${count}`).join('，')}</p>}
      <h2>{words.clocks}</h2>
      <Clocks batch={batch} language={language} />
      <h2>{words.results}</h2>
      <ResultTable results={results} batchId={batch.batchId} language={language} />
      {batch.exempt.length === 0 ? null : (
        <>
          <h2>{words.exempt}（{batch.exempt.length}）</h2>
          <p class="soft">{words.exemptNote}</p>
          <ul class="ids">{batch.exempt.map(({ taskNo }) => <li>{taskNo}</li>)}</ul>
        </>
      )}
      <h2>{words.files}</h2>
      <ul>{batch.files.map((file) => <li><a href={`/public/results/${batch.batchId}/${file}`}><code>{file}</code></a></li>)}</ul>
    </>
  );
};

const Clocks = ({ batch, language }: { readonly batch: BatchResults; readonly language: Language }) => {
  const words = WORDS[language];
  const { organisedOn, organiseBy, organisedLate, inspectedOn, enteredOn, enterBy, enteredLate, provisional = [] } = batch.clocks;
  const kept = (on: string, deadline: 'organiseBy' | 'enterBy', by: string, late: number) => (
    <>
      {on}（{words.due} {by}{provisional.includes(deadline) ? <> <span class="tag">{words.provisional}</span></> : null}）{late === 0 ? words.inTime : <span class="late">{words.late} {late}</span>}
    </>
  );
  const facts = [[words.organised, kept(organisedOn, 'organiseBy', organiseBy, organisedLate)], [words.inspected, inspectedOn], [words.entered, kept(enteredOn, 'enterBy', enterBy, enteredLate)]] as const;
  return (
    <>
      <Facts facts={facts} />
      {provisional.length === 0 ? null : <p class="soft">{words.provisionalNote}</p>}
    </>
  );
};

const ResultTable = ({ results, batchId, language }: { readonly results: readonly PublicResult[]; readonly batchId: string; readonly language: Language }) => {
  const words = WORDS[language];
  const columns: readonly Column<PublicResult>[] = [
    { head: words.taskNo, kind: 'name', cell: ({ taskNo }) => <span class="nowrap">{taskNo}</span> },
    { head: words.enterprise, cell: ({ enterprise }) => <a href={link(`/public/results/${batchId}/${enterprise.id}`, language)}>{enterprise.name}</a> },
    { head: words.completedOn, kind: 'date', cell: ({ completedOn }) => completedOn },
    { head: words.resultOf, cell: (result) => overallText(result, language) },
  ];
  return <Table caption={`${words.results}（${results.length}）`} columns={columns} rows={results} empty={words.none} />;
};

/** A result code with its words. */
export const resultText = (code: keyof typeof RESULT_CODES, language: Language): string => `${code} ${RESULT_CODES[code][language]}`;

/** What a visit came to over all its items: "no problem" is said only if it is all that was found. */
export const overallText = ({ items }: PublicResult, language: Language): string => {
  const codes = [...new Set(items.flatMap((item) => item.codes))].sort();
  return (codes.length > 1 ? codes.filter((code) => code !== '01') : codes).map((code) => resultText(code, language)).join('；');
};
