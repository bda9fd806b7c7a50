import type { ExpertList, ExpertsDrawn } from '../../../shared/lottery/expert-types.ts';
import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import { EXPERT_WORDS } from './expert-words.ts';
import { Facts, Table, type Column } from './table.tsx';
import type { Language } from './words.ts';

/** What is published of an attempt's experts: their list, and who was drawn once that is open. */
export interface ExpertFiles {
  readonly list: ExpertList;
  readonly drawn?: ExpertsDrawn;
}

interface ExpertsProps extends ExpertFiles {
  readonly attempt: PublicAttempt;
  readonly language: Language;
}

type Place = { readonly target: string; readonly reserve: boolean; readonly field: string; readonly ids: readonly string[]; readonly open: number };

/** The experts who help at the visits of a draw (NR-2): by their codes, as their list was published. */
export const Experts = ({ list, drawn, attempt, language }: ExpertsProps) => {
  const words = EXPERT_WORDS[language];
  const columns: readonly Column<Place>[] = [
    { head: words.enterprise, kind: 'name', cell: ({ target, reserve }) => (reserve ? `${target}（${words.reserve}）` : target) },
    { head: words.field, cell: ({ field }) => field },
    { head: words.drawn, cell: ({ ids, open }) => [...ids, ...(open === 0 ? [] : [words.open.replace('{n}', String(open))])].join('、') },
  ];
  const places = (drawn?.visits ?? []).flatMap(({ target, reserve, experts }) => experts.map((each) => ({ target, reserve, ...each })));
  return (
    <>
      <h2>{words.title}</h2>
      <p>{words.note}</p>
      <Facts
        facts={[
          [words.wanted, list.wanted.map(({ field, count }) => `${field} × ${count}`).join('、')],
          ...(attempt.experts === undefined ? [] : ([[words.listHash, <code class="hash">{attempt.experts.list}</code>]] as const)),
          ...(attempt.experts?.drawn === undefined || drawn === undefined ? [] : ([[words.drawnHash, <code class="hash">{attempt.experts.drawn}</code>]] as const)),
        ]}
      />
      {drawn === undefined ? null : <Table caption={words.caption} columns={columns} rows={places} empty={words.none} />}
    </>
  );
};
