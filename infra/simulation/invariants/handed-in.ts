import type { StoredItem } from '../../../shared/store/item.ts';
import type { ItemChange } from '../world/record.ts';

interface Message {
  readonly id: string;
}

interface Ceremony {
  readonly M0: string;
  readonly commitments?: readonly Message[];
  readonly reveals?: readonly Message[];
  readonly receipts?: readonly Message[];
  readonly sigs?: readonly Message[];
  readonly failure?: { readonly sigs: readonly Message[] };
}

interface View {
  readonly M0?: string;
  readonly participants?: readonly (Message & { readonly committed: boolean; readonly revealed: boolean })[];
  readonly receipts?: readonly Message[];
  readonly voiding?: { readonly sigs: readonly Message[] };
  readonly failed?: readonly Message[];
  readonly failure?: { readonly sigs: readonly Message[] };
  readonly stage?: string;
}

/** Who had handed in what to which ceremony by a moment: heard write by write, in the order of the record. */
export interface HandedIn {
  hear(change: Pick<ItemChange, 'sk' | 'after'>): void;
  /** Whether an answer to a participant tells of nothing that was not there by now. */
  covers(answer: unknown): boolean;
}

/** Nothing handed in yet. Attempts and the ceremonies of events are told apart by their M0. */
export const nothingHandedIn = (): HandedIn => {
  const known = new Map<string, ReadonlySet<string>>();
  const namesOf = (kind: string, messages: readonly Message[] = []): readonly string[] => messages.map(({ id }) => `${kind} ${id}`);
  return {
    hear: ({ sk, after }) => {
      if (after === undefined || !/^(ATTEMPT|EVENT)#/.test(sk)) return;
      const { M0, commitments, reveals, receipts, sigs, failure } = ceremonyIn(after);
      known.set(M0, new Set([...namesOf('commitment', commitments), ...namesOf('reveal', reveals), ...namesOf('receipt', receipts), ...namesOf('signature', sigs ?? failure?.sigs), ...(failure === undefined ? [] : ['failure'])]));
    },
    covers: (answer) => {
      const { M0 = '', participants = [], receipts, voiding, failure, failed, stage } = ((answer as { ceremony?: View } | null)?.ceremony ?? answer ?? {}) as View;
      const there = known.get(M0);
      const told = [
        ...namesOf('commitment', participants.filter(({ committed }) => committed)),
        ...namesOf('reveal', participants.filter(({ revealed }) => revealed)),
        ...namesOf('receipt', receipts),
        ...namesOf('signature', voiding?.sigs ?? failure?.sigs),
        ...(failed !== undefined && stage !== 'overdue' ? ['failure'] : []),
      ];
      return there !== undefined && told.length > 0 && told.every((name) => there.has(name));
    },
  };
};

const ceremonyIn = (item: StoredItem): Ceremony => (item['ceremony'] ?? item) as unknown as Ceremony;
