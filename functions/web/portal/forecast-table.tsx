import type { ForecastCell } from '../../../shared/plan/forecast.ts';
import { FORECAST_WORDS } from './forecast-words.ts';
import type { PublishedPlan } from './published-record.ts';
import type { Language } from './words.ts';

const SHADES = 4;

/** The forecast published with a plan, as a heat table of months and regions (BY-4): every figure is text, the shade only repeats it. */
export const ForecastTable = ({ forecast, language }: { readonly forecast: NonNullable<PublishedPlan['forecast']>; readonly language: Language }) => {
  const words = FORECAST_WORDS[language];
  const { cells, note, asOf } = forecast;
  const months = [...new Set(cells.map(({ month }) => month))].sort();
  const regions = [...new Set(cells.map(({ region }) => region))].sort();
  const at = new Map(cells.map((cell) => [`${cell.month}|${cell.region}`, cell]));
  const most = Math.max(1, ...cells.map(({ visits }) => visits.expected));
  return (
    <section aria-labelledby="forecast">
      <h2 id="forecast">{words.title}</h2>
      <p>{note[language]}</p>
      <p class="soft">{words.asOf.replace('{day}', asOf)} {words.legend}</p>
      <div class="scroll" tabindex={0} role="region" aria-label={words.caption}>
        <table>
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.region}</th>
              {months.map((month) => <th scope="col" class="n">{words.month(month)}</th>)}
              <th scope="col" class="n">{words.total}</th>
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <tr>
                <th scope="row">{region}</th>
                {months.map((month) => <Cell cell={at.get(`${month}|${region}`)} most={most} language={language} />)}
                <td class="n">{cells.filter((cell) => cell.region === region).reduce((sum, { visits }) => sum + visits.expected, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const Cell = ({ cell, most, language }: { readonly cell: ForecastCell | undefined; readonly most: number; readonly language: Language }) => {
  const words = FORECAST_WORDS[language];
  if (cell === undefined) return <td class="n">–</td>;
  const { visits, short } = cell;
  const shade = Math.ceil((SHADES * visits.expected) / most);
  return (
    <td class={`n heat${shade}`}>
      {visits.expected}
      <br />
      <span class="soft">{words.atMost.replace('{n}', String(visits.atMost))}</span>
      {short.atMost === 0 ? null : (
        <>
          <br />
          <span class="late">{(short.expected > 0 ? words.shortLikely : words.shortWorst).replace('{n}', String(short.expected > 0 ? short.expected : short.atMost))}</span>
        </>
      )}
    </td>
  );
};
