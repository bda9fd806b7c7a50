import type { Child } from 'hono/jsx';

/** One column: its head, its cell, and whether it holds numbers, dates or the row's name. */
export interface Column<Row> {
  readonly head: string;
  readonly kind?: 'number' | 'date' | 'name';
  readonly cell: (row: Row) => Child;
}

const CLASSES = { number: 'n', date: 'd', name: '' } as const;

/** A table with its caption; it scrolls sideways by itself where a screen is narrow, and the keyboard can reach it. */
export const Table = <Row,>({ caption, columns, rows, empty }: { readonly caption: string; readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly empty: string }) =>
  rows.length === 0 ? (
    <p class="soft">{empty}</p>
  ) : (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>{columns.map(({ head, kind }) => <th scope="col" class={kind === undefined ? '' : CLASSES[kind]}>{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>{columns.map(({ kind, cell }) => (kind === 'name' ? <th scope="row">{cell(row)}</th> : <td class={kind === undefined ? '' : CLASSES[kind]}>{cell(row)}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );

/** Names and their values. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [string, Child])[] }) => (
  <dl>
    {facts.map(([name, value]) => (
      <>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
);

/** Large numbers with what they count. */
export const Figures = ({ figures }: { readonly figures: readonly (readonly [string | number, string])[] }) => (
  <ul class="figures">
    {figures.map(([number, name]) => (
      <li>
        <b>{number}</b>
        <span>{name}</span>
      </li>
    ))}
  </ul>
);
