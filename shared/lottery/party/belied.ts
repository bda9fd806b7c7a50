import { err, ok, type Result } from '../../kernel/result.ts';
import type { Failure, FailedStep, Hex, Received } from '../types.ts';
import type { Act, PartyRefusal } from './act.ts';
import { linesOf, type LineOf, type Notebook } from './notebook.ts';

/** The commitment that the notebook holds for a ceremony, by its M0. */
export const committedTo = (notebook: Notebook, M0: Hex): LineOf<'committed'> | undefined => linesOf(notebook, 'committed').find((line) => line.M0 === M0);

const SIGNED = { commit: 'committed', reveal: 'revealed', receipt: 'receipted' } as const satisfies Record<FailedStep, LineOf<'committed' | 'revealed' | 'receipted'>['kind']>;

const hasSigned = (notebook: Notebook, M0: Hex, step: FailedStep): boolean => linesOf(notebook, SIGNED[step]).some((line) => line.M0 === M0);

/** What was signed next shows that the step before was in time: it was signed for what lay open, our own among it. */
const wasInTime = (notebook: Notebook, M0: Hex, step: FailedStep): boolean =>
  (step === 'commit' && hasSigned(notebook, M0, 'reveal')) || (step === 'reveal' && hasSigned(notebook, M0, 'receipt'));

/** True if the message of that step was signed and, as far as its owner says, handed in before its deadline. */
const hasSent = (notebook: Notebook, M0: Hex, step: FailedStep): boolean =>
  hasSigned(notebook, M0, step) && (wasInTime(notebook, M0, step) || !linesOf(notebook, 'late').some((line) => line.M0 === M0 && line.what === step));

/** What a void record and the `failed` line of a ceremony after a loss have in common. */
interface FailureRecord {
  readonly M0: Hex;
  readonly failed: readonly Failure[];
  readonly received: Received;
}

/** [BY-2] How the notebook belies a record of failure: it names us for what we sent, or leaves out what we sent. Null if it does not. */
export const belied = (notebook: Notebook, { M0, failed, received }: FailureRecord): PartyRefusal | null => {
  const { id } = notebook.key;
  if (failed.some((one) => one.id === id && hasSent(notebook, M0, one.what))) return 'named-falsely';
  const own = committedTo(notebook, M0);
  const isThere = (values: Received['reveals'], value: Hex | undefined): boolean => values.find((one) => one.id === id)?.value === value;
  const isComplete =
    (!hasSent(notebook, M0, 'commit') || isThere(received.commitments, own?.value)) && (!hasSent(notebook, M0, 'reveal') || isThere(received.reveals, own?.r));
  return isComplete ? null : 'own-message-missing';
};

/**
 * [BY-2] Notes that the message of a step was handed in after its deadline, so that the record which names us for it is true. Not for what was never signed, nor
 * where what was signed next shows that it was in time.
 */
export const admitLate = (notebook: Notebook, M0: Hex, what: FailedStep): Result<Act<Hex>, PartyRefusal> => {
  if (!hasSigned(notebook, M0, what)) return err('not-committed');
  if (wasInTime(notebook, M0, what)) return err('was-in-time');
  return ok(hasSent(notebook, M0, what) ? { message: M0, line: { kind: 'late', M0, what } } : { message: M0 });
};
