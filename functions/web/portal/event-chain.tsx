import { eventHash } from '../../../shared/lottery/events/events.ts';
import { nodeHasher } from '../../../shared/lottery/providers/node.ts';
import type { DrawEvent, Transcript } from '../../../shared/lottery/types.ts';
import { EVENT_WORDS, eventInWords } from './event-words.ts';
import { at } from './format.ts';
import { Table, type Column } from './table.tsx';
import type { Language } from './words.ts';

/** What happened since a draw, line by line and in words, failures with their names (BY-2, BY-3). Nothing where nothing did. */
export const EventChain = ({ events, transcript, language }: { readonly events: readonly DrawEvent[]; readonly transcript: Transcript; readonly language: Language }) => {
  if (events.length === 0) return null;
  const words = EVENT_WORDS[language];
  const hasher = nodeHasher(transcript.manifest.suite);
  const successors = successorsIn(transcript, events);
  const columns: readonly Column<DrawEvent>[] = [
    { head: words.line, kind: 'number', cell: ({ seq }) => seq },
    { head: words.time, kind: 'date', cell: (event) => at(event.at) },
    { head: words.what, cell: (event) => <>{eventInWords(event, ({ seq }) => successors.get(seq), language).map((sentence) => <p>{sentence}</p>)}</> },
    { head: words.hash, cell: (event) => <code class="hash">{eventHash(hasher, event)}</code> },
  ];
  return (
    <>
      <h2 id="since">{words.title}</h2>
      <p class="soft">{words.note}</p>
      <Table caption={words.title} columns={columns} rows={events} empty={words.none} />
    </>
  );
};

/** Who moves up by each line that loses a target: of its stratum the next ticket in reserve. */
const successorsIn = ({ reserve }: Transcript, events: readonly DrawEvent[]): ReadonlyMap<number, string> => {
  const left = new Map(reserve.map(({ stratum, ids }) => [stratum, [...ids]]));
  const found = new Map<number, string>();
  for (const event of events) {
    const next = event.kind === 'lost-target' ? left.get(event.stratum)?.shift() : undefined;
    if (next !== undefined) found.set(event.seq, next);
  }
  return found;
};
