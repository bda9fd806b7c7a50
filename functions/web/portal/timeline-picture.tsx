import { localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { BatchLine } from './batch-line.ts';
import { LEFT, marksOf, WIDTH, xOf, type Mark } from './timeline.ts';
import type { Words } from './words.ts';

const ROW = 30;
const TOP = 26;
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const;

/** The year as one picture: a row per batch, a bar for the planned dates, a mark for each day on which something happened. */
export const YearPicture = ({ year, lines, today, words }: { readonly year: number; readonly lines: readonly BatchLine[]; readonly today: LocalDate; readonly words: Words }) => {
  const height = TOP + lines.length * ROW + 8;
  const now = today.startsWith(String(year)) ? xOf(year, today) : undefined;
  return (
    <figure>
      <div class="scroll" tabindex={0} role="region" aria-label={words.timeline}>
        <svg class="year" viewBox={`0 0 ${LEFT + WIDTH + 16} ${height}`} role="img" aria-label={`${words.timeline} ${year}`}>
          {MONTHS.map((month) => {
            const x = xOf(year, localDate(`${year}-${month}-01`));
            return (
              <>
                <line class="grid" x1={x} x2={x} y1={TOP - 6} y2={height} />
                <text class="m" x={x + 4} y={14}>{Number(month)}</text>
              </>
            );
          })}
          {lines.map((line, i) => <Row line={line} year={year} y={TOP + i * ROW} words={words} />)}
          {now === undefined ? null : (
            <>
              <line class="now" x1={now} x2={now} y1={TOP - 6} y2={height}><title>{`${words.today} ${today}`}</title></line>
            </>
          )}
        </svg>
      </div>
      <figcaption>
        {words.timelineNote} ▬ {words.planned} · ● {words.drawPublished} · ✕ {words.drawVoid} · ○ {words.organised}、{words.inspected}、{words.entered} · ◆ {words.resultsPublished}
      </figcaption>
    </figure>
  );
};

const Row = ({ line, year, y, words }: { readonly line: BatchLine; readonly year: number; readonly y: number; readonly words: Words }) => {
  const { from, to } = line.entry.inspectionDate;
  const x = xOf(year, from);
  return (
    <>
      <text x={0} y={y + 14}>{line.entry.batchId}</text>
      <rect class="bar" x={x} y={y + 5} width={Math.max(4, xOf(year, to) - x)} height={10}>
        <title>{`${line.entry.name}：${from} – ${to}`}</title>
      </rect>
      {marksOf(line).map((mark) => <Sign mark={mark} x={xOf(year, mark.on)} y={y + 10} words={words} />)}
    </>
  );
};

const Sign = ({ mark, x, y, words }: { readonly mark: Mark; readonly x: number; readonly y: number; readonly words: Words }) => {
  const title = <title>{`${words[mark.what]} ${mark.on}`}</title>;
  if (mark.kind === 'draw') return <circle class="draw" cx={x} cy={y} r={5.5}>{title}</circle>;
  if (mark.kind === 'step') return <circle class="step" cx={x} cy={y} r={4}>{title}</circle>;
  if (mark.kind === 'void') return <path class="void" d={`M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}`}>{title}</path>;
  return <path class="done" d={`M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`}>{title}</path>;
};
