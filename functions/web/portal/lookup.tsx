import type { PublicResult } from '../../../shared/publication/public-result.ts';
import { overallText } from './batch-page.tsx';
import { link } from './format.ts';
import { Table } from './table.tsx';
import { WORDS, type Language } from './words.ts';

/** Asks for a credit code; a plain form that needs no script. */
export const LookupForm = ({ language, code = '' }: { readonly language: Language; readonly code?: string }) => {
  const words = WORDS[language];
  return (
    <form class="look" action="/public/lookup" method="get" role="search" aria-label={words.lookup}>
      {language === 'en' ? <input type="hidden" name="lang" value="en" /> : null}
      <label>
        <span>{words.lookupHint}</span>
        <input name="code" value={code} required minlength={18} maxlength={18} autocomplete="off" spellcheck={false} />
      </label>
      <button type="submit">{words.search}</button>
    </form>
  );
};

/** What one search found. */
export interface Found {
  readonly batchId: string;
  readonly result: PublicResult;
}

/** The published results of one enterprise over all batches. */
export const Lookup = ({ code, found, language }: { readonly code: string; readonly found: readonly Found[]; readonly language: Language }) => {
  const words = WORDS[language];
  return (
    <>
      <h1>{words.lookup}</h1>
      <LookupForm language={language} code={code} />
      {code === '' ? null : (
        <Table
          caption={code}
          rows={found}
          empty={words.lookupNone}
          columns={[
            { head: words.batch, kind: 'name', cell: ({ batchId, result }) => <a href={link(`/public/results/${batchId}/${result.enterprise.id}`, language)}>{batchId}</a> },
            { head: words.enterprise, cell: ({ result }) => result.enterprise.name },
            { head: words.completedOn, kind: 'date', cell: ({ result }) => result.completedOn },
            { head: words.resultOf, cell: ({ result }) => overallText(result, language) },
          ]}
        />
      )}
    </>
  );
};
