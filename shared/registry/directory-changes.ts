import type { AuditEntry } from '../audit/entry.ts';
import { allHeads, readTrail } from '../audit/trail.ts';
import { inParallel } from '../kernel/in-parallel.ts';
import type { Table } from '../store/table.ts';

/** How far the trail of the target directory had come: the number of the last entry, by stream. */
export type DirectoryMark = Readonly<Record<string, number>>;

const WIDTH = 8;
const isOfDirectory = (stream: string): boolean => stream.startsWith('registry/targets/') || stream.startsWith('registry/visits');

/** How far the trail has come by now. Taken before the directory is read: what changes meanwhile is read now and once more the next time. */
export const markDirectory = async (lifecycle: Table): Promise<DirectoryMark> =>
  Object.fromEntries((await allHeads(lifecycle)).filter(({ stream }) => isOfDirectory(stream)).map(({ stream, seq }) => [stream, seq]));

/** The ids of the targets entered or changed between two marks; `undefined` if an entry is of a kind that is not known here, and all may have changed. */
export const changedBetween = async (lifecycle: Table, before: DirectoryMark, now: DirectoryMark): Promise<ReadonlySet<string> | undefined> => {
  const ahead = Object.entries(now).filter(([stream, seq]) => seq > (before[stream] ?? 0));
  const entries = (await inParallel(ahead, WIDTH, ([stream]) => entriesAfter(lifecycle, stream, before[stream] ?? 0))).flat();
  const ids = entries.map(targetsOf);
  return ids.every((each) => each !== undefined) ? new Set(ids.flat() as string[]) : undefined;
};

const entriesAfter = async (lifecycle: Table, stream: string, after: number): Promise<readonly AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await readTrail(lifecycle, stream, { after, ...(cursor === undefined ? {} : { cursor }) });
    entries.push(...page.entries);
    if (page.cursor === undefined) return entries;
    cursor = page.cursor;
  }
};

const targetsOf = ({ action, subject, detail }: AuditEntry): readonly string[] | undefined => {
  switch (action) {
    case 'target.enter':
      return (detail as { readonly ids: readonly string[] }).ids;
    case 'target.change':
      return [subject.slice('target/'.length)];
    case 'visit.mark':
      return (detail as { readonly changed: readonly { readonly kind: string; readonly id: string }[] }).changed.filter(({ kind }) => kind === 'target').map(({ id }) => id);
    default:
      return undefined;
  }
};
