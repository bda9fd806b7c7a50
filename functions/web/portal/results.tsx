import type { BatchResults } from '../../../shared/publication/batch-results.ts';
import { at, link, percent } from './format.ts';
import { LookupForm } from './lookup.tsx';
import { Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

/** All published batches with both rates (GY-21). */
export const Results = ({ results, language }: { readonly results: readonly BatchResults[]; readonly language: Language }) => {
  const words = WORDS[language];
  const columns: readonly Column<BatchResults>[] = [
    { head: words.batch, kind: 'name', cell: ({ batchId }) => <a class="nowrap" href={link(`/public/results/${batchId}/`, language)}>{batchId}</a> },
    { head: words.name, cell: ({ name }) => name },
    { head: words.published, kind: 'date', cell: ({ publishedAt }) => at(publishedAt) },
    { head: words.drawn, kind: 'number', cell: ({ reconciliation }) => reconciliation.drawn },
    { head: words.publishedCount, kind: 'number', cell: ({ reconciliation }) => reconciliation.published },
    { head: words.exempt, kind: 'number', cell: ({ reconciliation }) => reconciliation.exempt },
    { head: words.open, kind: 'number', cell: ({ reconciliation }) => reconciliation.open },
    { head: words.entryRate, kind: 'number', cell: ({ reconciliation }) => percent(reconciliation.entryRateBp) },
    { head: words.publicityRate, kind: 'number', cell: ({ reconciliation }) => percent(reconciliation.publicityRateBp) },
  ];
  return (
    <>
      <h1>{words.results}</h1>
      <LookupForm language={language} />
      <Table caption={words.results} columns={columns} rows={results} empty={words.none} />
    </>
  );
};
