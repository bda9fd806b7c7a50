import type { NotebookLine } from './notebook.ts';

/** Why a participant should not sign; `cli.ts` says it in words. */
export type PartyRefusal =
  | 'not-invited'
  | 'another-key'
  | 'another-manifest'
  | 'unknown-previous'
  | 'not-committed'
  | 'own-commitment-changed'
  | 'commitments-wrong'
  | 'another-reveal-signed'
  | 'no-beacon'
  | 'own-reveal-missing'
  | 'reveals-wrong'
  | 'another-receipt-signed'
  | 'round-exists'
  | 'named-falsely'
  | 'own-failure'
  | 'was-in-time'
  | 'events-wrong'
  | 'no-such-loss'
  | 'another-line'
  | 'own-message-missing'
  | 'void-wrong'
  | 'transcript-differs';

/** What to hand in, and the line to write down before. No line: it was signed before, and this is the same message. */
export interface Act<Message> {
  readonly message: Message;
  readonly line?: NotebookLine;
}
