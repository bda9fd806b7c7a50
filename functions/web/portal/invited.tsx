import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import { at } from './format.ts';
import { Table, type Column } from './table.tsx';
import { WORDS, type Language } from './words.ts';

type Invited = PublicAttempt['invited'][number];

const SENT = ['committedAt', 'revealedAt', 'receiptedAt'] as const;

/** Who was invited to an attempt, when, and whether they took part: by what they sent, or, of those who only watch, by record (GY-12, GS-3). */
export const InvitedPeople = ({ invited, language }: { readonly invited: readonly Invited[]; readonly language: Language }) => {
  const words = WORDS[language];
  const tookPart = (one: Invited): string => {
    const sent = SENT.flatMap((step) => (one[step] === undefined ? [] : [`${words.sentNames[step]} ${at(one[step])}`]));
    if (sent.length > 0) return sent.join(language === 'zh' ? '，' : ', ');
    return one.attended === undefined ? words.notRecorded : one.attended ? words.came : words.didNotCome;
  };
  const columns: readonly Column<Invited>[] = [
    { head: words.party, kind: 'name', cell: ({ name }) => name },
    { head: words.invitedAs, cell: ({ as }) => words.invitedNames[as] },
    { head: words.invitedAt, kind: 'date', cell: ({ invitedAt }) => at(invitedAt) },
    { head: words.tookPart, cell: tookPart },
  ];
  return (
    <>
      <h2>{words.invited}</h2>
      <Table caption={words.invited} columns={columns} rows={invited} empty={words.none} />
    </>
  );
};
