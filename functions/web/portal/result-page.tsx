import { officerInLine, type PublicResult } from '../../../shared/publication/public-result.ts';
import { resultText } from './batch-page.tsx';
import { at, link } from './format.ts';
import { Facts, Table } from './table.tsx';
import { WORDS, type Language } from './words.ts';

/** The public result notice of one enterprise: plan, task, type, authority, day, and each item with its result. */
export const ResultPage = ({ result, batchId, language }: { readonly result: PublicResult; readonly batchId: string; readonly language: Language }) => {
  const words = WORDS[language];
  return (
    <>
      <h1>{result.enterprise.name}</h1>
      <p class="lede"><code>{result.enterprise.id}</code></p>
      <Facts
        facts={[
          [words.planNo, `${result.planNo} ${result.planName}`],
          [words.taskNo, result.taskNo],
          [words.taskName, <a href={link(`/public/results/${batchId}/`, language)}>{result.taskName}</a>],
          [words.type, `${words.drawTypes[result.type.draw]}，${words.scopes[result.type.scope]}`],
          [words.authority, result.authorities.join('、')],
          [words.officers, result.officers.map(officerInLine).join('、')],
          [words.completedOn, result.completedOn],
          [words.published, at(result.publishedAt)],
        ]}
      />
      <h2>{words.results}</h2>
      <Table
        caption={words.results}
        rows={result.items}
        empty={words.none}
        columns={[
          { head: words.item, kind: 'name', cell: ({ name }) => name },
          { head: words.authority, cell: ({ authority }) => authority },
          { head: words.resultOf, cell: ({ codes }) => codes.map((code) => resultText(code, language)).join('；') },
        ]}
      />
    </>
  );
};
