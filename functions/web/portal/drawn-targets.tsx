import type { Manifest, Stratum, Transcript } from '../../../shared/lottery/types.ts';
import type { DrawRecord } from './draw-record.ts';
import { share } from './format.ts';
import { Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

/** The strata with every target's probability (BY-5), and who was drawn. */
export const DrawnTargets = ({ manifest, transcript, excluded, language }: { readonly manifest: Manifest; readonly transcript?: Transcript; readonly excluded?: DrawRecord['excluded']; readonly language: Language }) => {
  const words = WORDS[language];
  const columns: readonly Column<Stratum>[] = [
    { head: words.stratum, kind: 'name', cell: ({ code }) => code },
    { head: words.eligible, kind: 'number', cell: ({ eligible }) => eligible },
    { head: words.drawnCount, kind: 'number', cell: ({ k }) => k },
    { head: words.probability, kind: 'number', cell: ({ k, eligible }) => `${k}/${eligible} = ${share(k, eligible)}` },
    { head: words.threshold, cell: ({ code }) => <code class="hash">{transcript?.strata.find((stratum) => stratum.code === code)?.tau ?? '—'}</code> },
  ];
  return (
    <>
      <h2>{words.strata}</h2>
      <Table caption={words.strata} columns={columns} rows={manifest.item.strata} empty={words.none} />
      {excluded === undefined ? null : (
        <p class="soft">
          {words.excludedList} {(['F', 'S', 'O'] as const).flatMap((code) => (excluded[code] === undefined ? [] : [words.excludedOf[code].replace('{n}', String(excluded[code]))])).join(words.listComma)} {words.excludedNote}
        </p>
      )}
      {transcript === undefined ? null : (
        <>
          <h2>{words.drawnList}（{transcript.drawn.length}）</h2>
          <p class="soft">{words.drawnNote}</p>
          <ol class="ids">{transcript.drawn.map((id) => <li>{id}</li>)}</ol>
          <details>
            <summary>{words.reserveList}</summary>
            {transcript.reserve.map(({ stratum, ids }) => (
              <>
                <p>{words.stratum} {stratum}</p>
                <ol class="ids">{ids.map((id) => <li>{id}</li>)}</ol>
              </>
            ))}
          </details>
        </>
      )}
    </>
  );
};
