import { err, ok, type Result } from '../../kernel/result.ts';
import type { Memory } from '../ceremony/participant.ts';
import { exactObject, isHash, isOneOf, isSignature, isText, type Check } from '../encoding/shape.ts';
import type { FailedStep, Hex } from '../types.ts';

/** One line of a participant's notebook. Lines are only ever added, so that it can be held against what is published. */
export type NotebookLine =
  | { readonly kind: 'key'; readonly id: string; readonly publicKey: Hex; readonly privateKey: Hex }
  /** Written before the message leaves: a secret that is lost would void the draw, a second one for the same attempt would be a fraud. */
  | { readonly kind: 'committed'; readonly subject: string; readonly M0: Hex; readonly r: Hex; readonly value: Hex; readonly sig: Hex }
  | { readonly kind: 'revealed'; readonly M0: Hex; readonly M1: Hex; readonly sig: Hex }
  /** Written before the receipt leaves, and one for a manifest: a second M2 would let somebody choose between two after the round is known. */
  | { readonly kind: 'receipted'; readonly M0: Hex; readonly M1: Hex; readonly M2: Hex; readonly sig: Hex }
  /** Its owner says that the message of that step left after its deadline; without it a record that names us for it is taken for false. */
  | { readonly kind: 'late'; readonly M0: Hex; readonly what: FailedStep }
  | { readonly kind: 'void-signed'; readonly M0: Hex; readonly sig: Hex }
  | { readonly kind: 'void-seen'; readonly M0: Hex; readonly hash: Hex }
  | { readonly kind: 'checked'; readonly M0: Hex; readonly M1: Hex; readonly M2: Hex };

/** The line of one kind. */
export type LineOf<Kind extends NotebookLine['kind']> = Extract<NotebookLine, { readonly kind: Kind }>;

const MEMBERS: { readonly [Kind in NotebookLine['kind']]: Readonly<Record<keyof LineOf<Kind>, Check>> } = {
  key: { kind: isOneOf('key'), id: isText, publicKey: isHash, privateKey: isHash },
  committed: { kind: isOneOf('committed'), subject: isText, M0: isHash, r: isHash, value: isHash, sig: isSignature },
  revealed: { kind: isOneOf('revealed'), M0: isHash, M1: isHash, sig: isSignature },
  receipted: { kind: isOneOf('receipted'), M0: isHash, M1: isHash, M2: isHash, sig: isSignature },
  late: { kind: isOneOf('late'), M0: isHash, what: isOneOf('commit', 'reveal', 'receipt') },
  'void-signed': { kind: isOneOf('void-signed'), M0: isHash, sig: isSignature },
  'void-seen': { kind: isOneOf('void-seen'), M0: isHash, hash: isHash },
  checked: { kind: isOneOf('checked'), M0: isHash, M1: isHash, M2: isHash },
};

/** A notebook as it is worked with: its owner's key and all its lines. */
export interface Notebook {
  readonly key: LineOf<'key'>;
  readonly lines: readonly NotebookLine[];
}

/** Reads a notebook, one JSON object a line, the key first. The error is the number of the first line that is not one. */
export const readNotebook = (text: string): Result<Notebook, { readonly line: number }> => {
  const lines: NotebookLine[] = [];
  for (const [at, one] of text.split('\n').entries()) {
    if (one === '') continue;
    const line = readLine(one);
    if (line === undefined || (line.kind === 'key') !== (lines.length === 0)) return err({ line: at + 1 });
    lines.push(line);
  }
  const [key] = lines;
  return key?.kind === 'key' ? ok({ key, lines }) : err({ line: 1 });
};

const readLine = (text: string): NotebookLine | undefined => {
  try {
    const value = JSON.parse(text) as NotebookLine;
    const members = MEMBERS[value.kind] as Readonly<Record<string, Check>> | undefined;
    return members !== undefined && exactObject(value, members) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The lines of one kind, in their order. */
export const linesOf = <Kind extends NotebookLine['kind']>({ lines }: Notebook, kind: Kind): readonly LineOf<Kind>[] =>
  lines.filter((line): line is LineOf<Kind> => line.kind === kind);

/** What the notebook remembers, for the rules a participant keeps to. */
export const memoryOf = (notebook: Notebook): Memory => ({
  committed: new Map(linesOf(notebook, 'committed').map(({ subject, M0 }) => [subject, M0])),
  revealed: new Set(linesOf(notebook, 'revealed').map(({ M0 }) => M0)),
  voids: new Set(linesOf(notebook, 'void-seen').map(({ hash }) => hash)),
});
