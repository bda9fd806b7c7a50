import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { ItemChange, TableName } from '../world/record.ts';

/** A thing that an audit entry tells of. `left`: the members it was left with; `version`: the version that is, where the entry says it. */
export interface Touched {
  readonly thing: string;
  readonly version?: number;
  readonly left?: Readonly<Record<string, unknown>>;
}

type Members = Readonly<Record<string, unknown>>;
interface Note {
  readonly inspectionId: string;
  readonly stage?: string;
  readonly version: number;
}

const versioned = (thing: string, left: Members): Touched => ({ thing, ...(typeof left['version'] === 'number' ? { version: left['version'] } : {}), left });
const bare = (thing: string, left?: Members): Touched => ({ thing, ...(left === undefined ? {} : { left }) });

/** The things an entry of the trail tells of, ledgers of visits among them. An entry of a kind nobody knows tells of its own subject. */
export const touchedBy = (entry: AuditEntry): readonly Touched[] => [...subjectsOf(entry), ...ledgersOf((entry.detail ?? {}) as Members)];

const ledgersOf = ({ visits }: Members): readonly Touched[] =>
  ((visits ?? []) as readonly { readonly year: number; readonly targetId: string; readonly version: number; readonly counted: number }[]).map(({ year, targetId, version, counted }) => ({
    thing: `visits/${year}/${targetId}`, version, left: { counted },
  }));

const subjectsOf = ({ action, subject, after, detail }: AuditEntry): readonly Touched[] => {
  const left = (after ?? {}) as Members;
  const more = (detail ?? {}) as Members;
  const batch = subject.startsWith('draw/') ? `batch/${subject.split('/')[1] ?? ''}` : subject;
  switch (action) {
    case 'wait.remind':
    case 'result.push':
    case 'result.push-failed':
    case 'batch.reconcile':
    case 'receipt.confirm':
    case 'blinding-key.set':
    // Of the thing's succession, which lies beside it.
    case 'execution.succeed':
      return [];
    case 'wait.escalate':
      return [bare(subject)];
    case 'draw.freeze':
      return [bare(subject, viewed(left)), bare(batch, { stage: 'drawing', attempt: left['drawNo'] })];
    case 'draw.publish':
      return [bare(subject, viewed(left)), bare(batch, { stage: 'drawn', drawnCount: left['drawnCount'], transcriptHash: left['transcriptHash'] })];
    case 'draw.lost-officer':
      return [...lines(subject, (after ?? []) as readonly Members[]), ...endedOf(subject.split('/')[1] ?? '', more)];
    case 'draw.event-commit':
    case 'draw.event-reveal':
    case 'draw.event-outcome':
    case 'draw.event-fail':
    case 'draw.event-sign-failed':
      return [bare(subject), ...linesOf(subject.split('/')[1] ?? '', more), ...endedOf(subject.split('/')[1] ?? '', more)];
    case 'inspection.lost-target': {
      const batchId = String(left['batchId']);
      return [
        versioned(subject, left),
        ...linesOf(batchId, more),
        ...endedOf(batchId, more),
        ...((more['forms'] ?? []) as readonly Note[]).map(({ inspectionId, stage, version }) => ({ thing: `inspection/${inspectionId}`, version, left: { stage } })),
      ];
    }
    case 'inspection.open':
    case 'inspection.notify':
    case 'result.publish':
      return ((more['forms'] ?? []) as readonly Note[]).map(({ inspectionId, stage, version }) => ({
        thing: `inspection/${inspectionId}`, version, left: { stage: stage ?? 'published' },
      }));
    case 'item.enter':
    case 'target.enter':
    case 'inspector.enter':
    case 'expert.enter':
      if (more['ids'] === undefined) return [versioned(subject, left)];
      return (more['ids'] as readonly string[]).map((id) => ({ thing: `${action.split('.')[0] ?? ''}/${id}`, version: 1 }));
    case 'visit.mark':
      return ((more['changed'] ?? []) as readonly { kind: string; id: string }[]).map(({ kind, id }) => bare(`${kind === 'officer' ? 'inspector' : 'target'}/${id}`));
    case 'proposal.merge': {
      const host = (more['into'] as { after?: Members } | undefined)?.after;
      return [versioned(subject, left), ...(host === undefined ? [] : [versioned(`proposal/${String(host['proposalId'])}`, host)])];
    }
    default:
      return [subject.startsWith('draw/') ? bare(subject, viewed(left)) : versioned(subject, left)];
  }
};

// What a view of an attempt has in common with the attempt itself.
const viewed = (view: Members): Members =>
  Object.fromEntries(['drawNo', 'stage', 'prev', 'M0', 'M1', 'M2', 'seed', 'manifestAt', 'commitBy', 'revealBy', 'quota', 'drawnCount', 'experts', 'transcriptHash'].flatMap((name) => (view[name] === undefined ? [] : [[name, view[name]]])));

const lines = (first: string, made: readonly Members[]): readonly Touched[] => {
  const at = first.lastIndexOf('/');
  return made.map(({ line, hash }, i) => bare(`${first.slice(0, at)}/${Number(first.slice(at + 1)) + i}`, { line, hash }));
};

const linesOf = (batchId: string, { lines: made }: Members): readonly Touched[] =>
  ((made ?? []) as readonly { readonly line: { readonly seq: number }; readonly hash: string }[]).map(({ line, hash }) => bare(`event/${batchId}/${line.seq}`, { line, hash }));

// Ceremonies that ended because their seats were settled otherwise.
const endedOf = (batchId: string, { ended }: Members): readonly Touched[] => ((ended ?? []) as readonly number[]).map((seq) => bare(`event/${batchId}/${seq}`));

/** Where the record keeps a thing; undefined for what it does not keep. */
export const placeOf = (thing: string): { readonly table: TableName; readonly pk: string; readonly sk: string } | undefined => {
  const [kind, ...rest] = thing.split('/');
  const id = rest.join('/');
  switch (kind) {
    case 'year': return { table: 'lifecycle', pk: `YEAR#${id}`, sk: 'YEAR' };
    case 'proposal': return { table: 'lifecycle', pk: `YEAR#${id.slice(0, 4)}`, sk: `PROPOSAL#${id}` };
    case 'batch': return { table: 'lifecycle', pk: `BATCH#${id}`, sk: 'BATCH' };
    case 'draw': return { table: 'lifecycle', pk: `BATCH#${rest[0] ?? ''}`, sk: `ATTEMPT#${(rest[1] ?? '').padStart(4, '0')}` };
    case 'event': return { table: 'lifecycle', pk: `BATCH#${rest[0] ?? ''}`, sk: `EVENT#${(rest[1] ?? '').padStart(4, '0')}` };
    case 'inspection': return { table: 'lifecycle', pk: `BATCH#${id.slice(0, id.lastIndexOf(':'))}`, sk: `FORM#${id.slice(id.lastIndexOf(':') + 1)}` };
    case 'evidence': return { table: 'lifecycle', pk: `EVIDENCE#${rest[0] ?? ''}`, sk: rest.slice(1).join('#') };
    case 'visits': return { table: 'lifecycle', pk: `VISITS#${rest[0] ?? ''}#${createHash('sha256').update(rest[1] ?? '').digest('hex').slice(0, 1)}`, sk: rest[1] ?? '' };
    case 'receipt': {
      const [batchId = '', targetId = '', channel = ''] = id.split(':');
      return { table: 'lifecycle', pk: `BATCH#${batchId}`, sk: `RECEIPT#${channel}#${targetId}` };
    }
    case 'department': return { table: 'registry', pk: 'DEPARTMENT', sk: id };
    case 'work-rules': return { table: 'registry', pk: 'RULES', sk: id };
    case 'recusal': return { table: 'registry', pk: 'RECUSAL', sk: id };
    case 'item': return { table: 'registry', pk: 'ITEM', sk: id };
    case 'target': return { table: 'registry', pk: `TARGET#${createHash('sha256').update(id).digest('hex').slice(0, 2)}`, sk: id };
    case 'expert': return { table: 'registry', pk: 'EXPERT', sk: id };
    case 'inspector': return { table: 'registry', pk: `INSPECTOR#${id.slice(0, 2)}`, sk: id };
    default: return undefined;
  }
};

/** The thing that lies at a place, where the trail tells of each of its versions. */
export const thingAt = ({ table, pk, sk }: Pick<ItemChange, 'table' | 'pk' | 'sk'>): string | undefined => {
  if (table === 'publication') return undefined;
  const [kind = '', id = ''] = pk.split('#');
  if (table === 'registry') return { DEPARTMENT: `department/${sk}`, RULES: `work-rules/${sk}`, RECUSAL: `recusal/${sk}`, ITEM: `item/${sk}`, TARGET: `target/${sk}`, INSPECTOR: `inspector/${sk}`, EXPERT: `expert/${sk}` }[kind];
  if (kind === 'EVIDENCE') return `evidence/${id}/${sk.replace('#', '/')}`;
  if (kind === 'VISITS') return `visits/${id}/${sk}`;
  if (kind === 'YEAR') return sk === 'YEAR' ? `year/${id}` : `proposal/${sk.slice('PROPOSAL#'.length)}`;
  if (kind !== 'BATCH') return undefined;
  const [what = '', name = ''] = sk.split('#');
  return { BATCH: `batch/${id}`, ATTEMPT: `draw/${id}/${Number(name)}`, EVENT: `event/${id}/${Number(name)}`, FORM: `inspection/${id}:${name}` }[what];
};
