import { dateOf } from '../../kernel/instant.ts';
import { checkpointHash, readCheckpoint, type Checkpoint } from '../checkpoint/checkpoint.ts';
import { readLeaves, rootOf } from '../checkpoint/leaves.ts';
import type { AuditFault } from './fault.ts';
import type { AuditMaterial, Kept } from './material.ts';

/** A published checkpoint that could be read, with the hash of its bytes and its leaves if its list is sound. */
export interface Read {
  readonly checkpoint: Checkpoint;
  readonly hash: string;
  readonly leaves: readonly string[] | undefined;
}

/** Reads the checkpoints and their lists: each is what it must be, each names the one before, none is missing in between. */
export const readCheckpoints = ({ checkpoints, lists }: Pick<AuditMaterial, 'checkpoints' | 'lists'>): { readonly read: readonly Read[]; readonly faults: readonly AuditFault[] } => {
  const faults: AuditFault[] = [];
  const read: Read[] = [];
  const sound = new Map<string, readonly string[] | undefined>();
  let before: Read | undefined;
  let isGap = false;
  for (const { date, text } of checkpoints) {
    const checkpoint = readCheckpoint(text);
    if (checkpoint === undefined || checkpoint.date !== date || dateOf(checkpoint.at) !== date) {
      faults.push({ kind: 'checkpoint-altered', checkpoint: date });
      isGap = true;
      continue;
    }
    const list = lists.get(checkpoint.root);
    if (!sound.has(checkpoint.root)) sound.set(checkpoint.root, list === undefined ? undefined : soundLeaves(list, checkpoint.root));
    const leaves = sound.get(checkpoint.root);
    if (list === undefined) faults.push({ kind: 'list-missing', checkpoint: date });
    else if (leaves?.length !== checkpoint.size) faults.push({ kind: 'list-altered', checkpoint: date });

    // After one that cannot be read there is nothing to compare with.
    if (!isGap) faults.push(...linkFaults(before, checkpoint));
    before = { checkpoint, hash: checkpointHash(text), leaves: leaves?.length === checkpoint.size ? leaves : undefined };
    isGap = false;
    read.push(before);
  }
  return { read, faults };
};

const soundLeaves = (text: string, root: string): readonly string[] | undefined => {
  const leaves = readLeaves(text);
  return leaves !== undefined && rootOf(leaves) === root ? leaves : undefined;
};

const linkFaults = (before: Read | undefined, { number, date, size, previous }: Checkpoint): AuditFault[] => {
  if (before === undefined) return number === 1 && previous === null ? [] : [{ kind: 'checkpoint-missing', checkpoint: date }];
  if (number !== before.checkpoint.number + 1 || previous?.date !== before.checkpoint.date) return [{ kind: 'checkpoint-missing', checkpoint: date }];
  return [
    ...(previous.hash === before.hash ? [] : [{ kind: 'checkpoint-not-named', checkpoint: before.checkpoint.date } as const]),
    ...(size < before.checkpoint.size ? [{ kind: 'streams-vanished', checkpoint: date } as const] : []),
  ];
};

/** Which of the checkpoints that somebody kept is not among those published. */
export const keptFaults = (read: readonly Read[], kept: readonly Kept[]): AuditFault[] =>
  kept
    .filter(({ date, hash }) => !read.some((each) => each.hash === hash && (date === undefined || each.checkpoint.date === date)))
    .map(({ date }) => ({ kind: 'not-the-kept', ...(date === undefined ? {} : { checkpoint: date }) }));
