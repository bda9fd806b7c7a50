import type { CategoryReport, DimensionReport, FairnessReport } from '../../../shared/lottery/fairness/report.ts';
import { Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

/** Below this chance a page says "rare" (one fair draw in a hundred looks so). */
const RARE = 0.01;
const isRare = (chance: string): boolean => chance.startsWith('<') || Number(chance) < RARE;

/** How the drawn compare with chance, in words, numbers and bars (BY-5). */
export const Fairness = ({ report, language }: { readonly report: FairnessReport; readonly language: Language }) => {
  const { proof } = WORDS[language];
  return (
    <>
      <h2 id="fairness">{proof.fairness}</h2>
      <p>{proof.fairnessNote}</p>
      <p class="soft">{proof.fairnessFixed}</p>
      {report.dimensions.filter(({ categories }) => categories.length > 0).map((one) => <DimensionTable report={one} language={language} />)}
      <h3>{proof.pairing}</h3>
      <Pairing report={report} language={language} />
    </>
  );
};

const DimensionTable = ({ report, language }: { readonly report: DimensionReport; readonly language: Language }) => {
  const words = WORDS[language];
  const { proof } = words;
  const most = Math.max(...report.categories.map(({ drawn, expected }) => Math.max(drawn, Number(expected))), 1);
  const columns: readonly Column<CategoryReport>[] = [
    { head: proof.category, kind: 'name', cell: ({ category }) => nameOf(report.dimension, category, language) },
    { head: words.eligible, kind: 'number', cell: ({ eligible }) => eligible },
    { head: words.drawnCount, kind: 'number', cell: ({ drawn }) => drawn },
    { head: proof.expected, kind: 'number', cell: ({ expected }) => expected },
    { head: proof.picture, cell: (row) => <Bar row={row} most={most} /> },
    { head: proof.chanceHead, kind: 'number', cell: ({ chance }) => <span class={isRare(chance) ? 'late' : ''}>{chance}</span> },
  ];
  return (
    <>
      <h3>{proof.byDimension[report.dimension]}</h3>
      <p>{(isRare(report.chance) ? proof.unusual : proof.usual).replace('{p}', report.chance)}</p>
      <Table caption={proof.byDimension[report.dimension]} columns={columns} rows={report.categories} empty={words.none} />
    </>
  );
};

const WIDTH = 220;

/** Its numbers stand beside it, so a reader of the screen needs no words for it. */
const Bar = ({ row: { drawn, expected }, most }: { readonly row: CategoryReport; readonly most: number }) => {
  const x = Math.round((Number(expected) / most) * WIDTH);
  return (
    <svg class="fair" viewBox={`0 0 ${WIDTH + 4} 16`} width={WIDTH + 4} height={16} aria-hidden="true">
      <rect x={0} y={3} width={Math.round((drawn / most) * WIDTH)} height={10} />
      <line x1={x + 1} x2={x + 1} y1={0} y2={16} />
    </svg>
  );
};

const nameOf = (dimension: DimensionReport['dimension'], category: string, language: Language): string => {
  const { proof } = WORDS[language];
  if (dimension === 'industry') return `${category} ${proof.industries[category as keyof typeof proof.industries] ?? ''}`;
  if (dimension === 'history') return proof.histories[category as keyof typeof proof.histories] ?? category;
  return dimension === 'mark' ? proof.mark.replace('{n}', category) : category;
};

const Pairing = ({ report: { pairing }, language }: { readonly report: FairnessReport; readonly language: Language }) => {
  const { proof } = WORDS[language];
  const { rarest, comparisons, chance } = pairing;
  if (comparisons === 0 || rarest === null) return <p>{proof.pairingNone}</p>;
  const [kind = '', of = ''] = rarest.kind.split(' ');
  const kindText = (proof.kinds[kind as keyof typeof proof.kinds] ?? kind).replace('{of}', of);
  return (
    <>
      <p>{(isRare(chance) ? proof.pairingUnusual : proof.pairingUsual).replace('{n}', String(comparisons)).replace('{p}', chance)}</p>
      <p class="soft">
        {proof.pairingRarest.replace('{officer}', rarest.officer).replace('{visits}', String(rarest.visits)).replace('{ofKind}', String(rarest.ofKind)).replace('{kind}', kindText).replace('{expected}', rarest.expected)}
      </p>
    </>
  );
};
