import { EXEMPT_KIND_NAMES } from '../../../shared/profile/exempt-kinds.ts';
import type { BatchLine } from './batch-line.ts';
import { drawAddress } from './attempt-table.tsx';
import { at, link, percent, ratio } from './format.ts';
import type { PublishedPlan } from './published-record.ts';
import { ForecastTable } from './forecast-table.tsx';
import { Facts, Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

interface PlanProps {
  readonly plan: PublishedPlan;
  readonly lines: readonly BatchLine[];
  readonly language: Language;
}

/** The batches of a plan with how far each has come. */
export const PlanTable = ({ plan, lines, language }: PlanProps) => {
  const words = WORDS[language];
  const department = (code: string): string => plan.departments[code] ?? code;
  const columns: readonly Column<BatchLine>[] = [
    { head: words.batch, kind: 'name', cell: ({ entry }) => <a class="nowrap" href={link(`/public/plans/${plan.year}#${entry.batchId}`, language)}>{entry.batchId}</a> },
    { head: words.name, cell: ({ entry }) => entry.name },
    { head: words.lead, cell: ({ entry, results }) => plan.departments[entry.leadDepartment] ?? results?.lead ?? department(entry.leadDepartment) },
    { head: words.period, kind: 'date', cell: ({ entry }) => `${entry.inspectionDate.from} – ${entry.inspectionDate.to}` },
    { head: words.stage, cell: (line) => <Progress line={line} language={language} /> },
  ];
  return <Table caption={`${plan.year} ${words.plan}`} columns={columns} rows={lines} empty={words.none} />;
};

/** The whole plan, each entry with its nine fields (GY-9). */
export const PlanPage = ({ plan, lines, language }: PlanProps) => {
  const words = WORDS[language];
  const department = (code: string): string => plan.departments[code] ?? code;
  return (
    <>
      <h1>{plan.year} {words.plan}</h1>
      <p class="lede">{words.documentNo} {plan.documentNo}</p>
      <p class="soft">{words.issued} {at(plan.issuedAt)} · {words.published} {at(plan.publishedAt)}</p>
      {plan.visitsPerYear === undefined ? null : <p>{words.visitsPerYear.replace('{n}', String(plan.visitsPerYear))}</p>}
      <PlanTable plan={plan} lines={lines} language={language} />
      {lines.map((line) => (
        <section id={line.entry.batchId} aria-labelledby={`${line.entry.batchId}-name`}>
          <h2 id={`${line.entry.batchId}-name`}>{line.entry.name}</h2>
          <Facts
            facts={[
              [words.batch, line.entry.batchId],
              [words.items, line.entry.items.map((item) => plan.items[item] ?? item).join('、')],
              [words.targets, line.entry.targets.description],
              [words.methods, line.entry.methods.map((method) => words.methodNames[method]).join('、')],
              [words.ratio, ratio(line.entry.ratio)],
              [words.quantity, line.entry.quantity ?? words.byRatio],
              [words.lead, department(line.entry.leadDepartment)],
              [words.participants, line.entry.participatingDepartments.map(department).join('、') || words.none],
              [words.period, `${line.entry.inspectionDate.from} – ${line.entry.inspectionDate.to}`],
              ...beyondTheNine(line.entry, language),
              [words.stage, <Progress line={line} language={language} />],
            ]}
          />
        </section>
      ))}
      {plan.forecast === undefined ? null : <ForecastTable forecast={plan.forecast} language={language} />}
    </>
  );
};

/** What an entry says beyond its nine fields, where it says it (GY-13, GY-17, NR-5, NR-8, GS-6). */
const beyondTheNine = ({ classes = [], exceedance, finishBy, uncounted, coordination }: BatchLine['entry'], language: Language): readonly (readonly [string, string])[] => {
  const words = WORDS[language];
  const facts: (readonly [string, string] | undefined)[] = [
    ...classes.map(({ code, ratio: own, mandatory }) => [words.ratioOf.replace('{class}', code), `${ratio(own)}${mandatory ? words.whole : ''}`] as const),
    exceedance && [words.exceedance, words.upTo.replace('{share}', percent(exceedance.limitBp)).replace('{ground}', words.exceedanceGrounds[exceedance.ground]).replace('{reason}', () => exceedance.reason)],
    finishBy && [words.finishBy, finishBy],
    uncounted && [words.uncounted, `${EXEMPT_KIND_NAMES[uncounted.kind][language]}：${uncounted.reason}`],
    coordination === undefined ? undefined : [words.coordination, coordination],
  ];
  return facts.filter((fact) => fact !== undefined);
};

const Progress = ({ line, language }: { readonly line: BatchLine; readonly language: Language }) => {
  const words = WORDS[language];
  const last = line.attempts.at(-1);
  return (
    <>
      <span class={`tag ${line.stage}`}>{words.stageNames[line.stage]}</span>{' '}
      {last === undefined ? null : <a href={link(drawAddress(last.planId, last.drawNo), language)}>{words.draws}</a>}{' '}
      {line.results === undefined ? null : <a href={link(`/public/results/${line.entry.batchId}/`, language)}>{words.results}</a>}
    </>
  );
};
