import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import { at, link } from './format.ts';
import { Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

/** Every attempt with its state; a void one with who failed and why (BY-2). */
export const AttemptTable = ({ attempts, language, caption }: { readonly attempts: readonly PublicAttempt[]; readonly language: Language; readonly caption: string }) => {
  const words = WORDS[language];
  const columns: readonly Column<PublicAttempt>[] = [
    { head: words.batch, kind: 'name', cell: ({ planId, drawNo }) => <a class="nowrap" href={link(drawAddress(planId, drawNo), language)}>{planId}</a> },
    { head: words.attempt, kind: 'number', cell: ({ drawNo }) => drawNo },
    { head: words.name, cell: ({ name }) => name },
    { head: words.manifestAt, kind: 'date', cell: ({ manifestAt }) => at(manifestAt) },
    { head: words.state, cell: ({ state }) => <span class={`tag ${state}`}>{words.stateNames[state]}</span> },
    { head: words.drawn, kind: 'number', cell: ({ drawnCount }) => drawnCount ?? '—' },
    { head: words.failed, cell: (attempt) => (attempt.state === 'void' ? [failedOf(attempt, language), attempt.reason].filter((part) => part !== undefined && part !== '').join('；') : '—') },
  ];
  return <Table caption={caption} columns={columns} rows={attempts} empty={words.none} />;
};

/** The page of an attempt. */
export const drawAddress = (planId: string, drawNo: number): string => `/public/draws/${planId}/${drawNo}/`;

/** Who did not send what; nobody where inspectors were short. */
export const failedOf = ({ failed = [] }: PublicAttempt, language: Language): string =>
  failed.map(({ id, what }) => `${id}（${WORDS[language].failedWhat[what]}）`).join('、');
