import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { headKey, type Head } from '../../../shared/audit/trail.ts';
import { pushesIn } from '../../rehearsal/pushes.ts';
import type { TakenPush } from '../../rehearsal/pushes.ts';
import { servedRecord, type Item } from './served-record.ts';

/** All that a served machine holds of its year, and what the world outside has got of it. */
export interface RecordOfYear {
  /** `rehearsal/summary.json` as it lies there. */
  readonly summary: string;
  /** SHA-256 of every published file, snapshot and piece of evidence, by bucket and key. */
  readonly objects: ReadonlyMap<string, string>;
  /** SHA-256 of every item but those of the trails, by table and key. */
  readonly items: ReadonlyMap<string, string>;
  /** Receipts of commands, `sub key`. */
  readonly receipts: ReadonlySet<string>;
  readonly trails: ReadonlyMap<string, { readonly entries: readonly AuditEntry[]; readonly head: Head | undefined }>;
  /** What the channels took, in their own words. */
  readonly pushes: readonly TakenPush[];
}

/** Reads the year that lies in `dir` and is served at `url`. */
export const recordOfYear = async (dir: string, url: string): Promise<RecordOfYear> => {
  const record = await servedRecord(url);
  const all = await record.items();
  const objects = new Map<string, string>();
  for await (const [name, content] of record.objects()) objects.set(name, sha256(content));
  return {
    summary: readFileSync(path.join(dir, 'rehearsal/summary.json'), 'utf8'),
    objects,
    items: new Map(all.map(({ table, item }) => [`${table} ${item.pk} ${item.sk}`, sha256(sorted(item))])),
    receipts: new Set(all.filter(({ item }) => item.pk.startsWith('IDEMPOTENCY#')).map(({ item: { pk, sk } }) => `${pk.slice('IDEMPOTENCY#'.length)} ${sk}`)),
    trails: trailsIn(all.map(({ item }) => item)),
    pushes: pushesIn(path.join(dir, 'rehearsal')),
  };
};

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** JSON in which equal items are equal texts. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

/** The audit entries among items, by stream in the order of their numbers, each with the head of its stream. */
const trailsIn = (items: readonly Item[]): RecordOfYear['trails'] => {
  const ofTrails = items.filter(({ pk }) => pk.startsWith('AUDIT#')).sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const heads = new Map(items.filter(({ pk }) => pk === headKey('').pk).map((item) => [item.sk, item as unknown as Head]));
  const streams = new Set([...heads.keys(), ...ofTrails.map(({ pk }) => pk.slice('AUDIT#'.length))]);
  return new Map(
    [...streams].map((stream) => {
      const entries = ofTrails.filter(({ pk }) => pk === `AUDIT#${stream}`).map(({ pk: _pk, sk: _sk, ...entry }) => entry as unknown as AuditEntry);
      return [stream, { entries, head: heads.get(stream) }] as const;
    }),
  );
};
