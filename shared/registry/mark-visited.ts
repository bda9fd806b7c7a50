import { commit } from '../audit/commit.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { inParallel } from '../kernel/in-parallel.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Table } from '../store/table.ts';
import type { Write } from '../store/write.ts';
import { BULK_ROWS } from './bulk.ts';
import type { Desk } from './desk.ts';
import { departmentOf, inspectorPartition, inspectors } from './inspector-store.ts';
import { targets } from './target-store.ts';
import { lastInspectedAfter, visitedChange, visitedForAfter, type Visit } from './visited.ts';

/** One record to be written, with what the trail says of it. */
interface Mark {
  readonly write: Write;
  readonly note: { readonly kind: 'target' | 'officer'; readonly id: string } & Readonly<Record<string, unknown>>;
}

const ATTEMPTS = 3;

/**
 * After a batch: its targets' last inspection, and which officers were there last (NR-3), `visits` in the order they took place. `pooled`: bodies whose inspectors might have
 * come for another department (SM-4); one who came for it earlier, and now did not, is free again. May run again, as a step may: what is marked already is left alone.
 * Answers how many records were changed now.
 */
export const markVisited = async (desk: Desk, batchId: string, visits: readonly Visit[], pooled: readonly string[] = []): Promise<Result<{ readonly marked: number }, Refusal>> => {
  let marked = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const marks = [...(await targetMarks(desk.stores.registry, visits)), ...(await officerMarks(desk.stores.registry, visits, pooled))];
    const written = await writeAll(desk, batchId, marks);
    marked += written;
    if (written === marks.length) return ok({ marked });
  }
  return refuse('changed-meanwhile');
};

const targetMarks = async (registry: Table, visits: readonly Visit[]): Promise<Mark[]> => {
  const latest = new Map<string, Visit>();
  for (const visit of visits) {
    if (visit.visitedOn >= (latest.get(visit.targetId)?.visitedOn ?? '')) latest.set(visit.targetId, visit);
  }
  const marks = await inParallel([...latest.values()], 16, async (visit): Promise<Mark[]> => {
    const record = await targets.find(registry, visit.targetId);
    if (record === undefined) return [];
    const lastInspected = lastInspectedAfter(record.lastInspected, visit);
    if (lastInspected === record.lastInspected) return [];
    const write = targets.replace(registry, { ...record, lastInspected, version: record.version + 1 });
    return [{ write, note: { kind: 'target', id: record.id, before: record.lastInspected, after: lastInspected } }];
  });
  return marks.flat();
};

const officerMarks = async (registry: Table, visits: readonly Visit[], pooled: readonly string[]): Promise<Mark[]> => {
  const helped = visits.flatMap((visit) => [...(visit.helped?.values() ?? [])]);
  const departments = [...new Set([...visits.flatMap(({ officers }) => officers.map(departmentOf)), ...helped, ...pooled])].sort();
  const people = (await inParallel(departments, 4, (department) => inspectors.all(registry, inspectorPartition(department)))).flat();
  return people.flatMap((record): Mark[] => {
    const { added, released } = visitedChange(record, visits);
    const visitedFor = visitedForAfter(record, visits);
    if (added.length + released.length === 0 && canonicalJson(visitedFor) === canonicalJson(record.visitedFor ?? {})) return [];
    const { visitedFor: _before, ...rest } = record;
    const lastVisited = [...record.lastVisited.filter((id) => !released.includes(id)), ...added];
    const others = Object.keys(visitedFor).length === 0 ? {} : { visitedFor };
    const write = inspectors.replace(registry, { ...rest, lastVisited, ...others, version: record.version + 1 });
    return [{ write, note: { kind: 'officer', id: record.officerId, added, released, ...others } }];
  });
};

/** Writes chunk by chunk and stops at the first that somebody else got in the way of; answers how many were written. */
const writeAll = async ({ stores, act }: Desk, batchId: string, marks: readonly Mark[]): Promise<number> => {
  for (let at = 0; at < marks.length; at += BULK_ROWS) {
    const chunk = marks.slice(at, at + BULK_ROWS);
    const deed = { stream: `registry/visits/${batchId}`, action: 'visit.mark', subject: `batch/${batchId}`, detail: { changed: chunk.map(({ note }) => note) } };
    const done = await commit(stores, act, deed, chunk.map(({ write }) => write));
    if (!done.ok) return at;
  }
  return marks.length;
};
