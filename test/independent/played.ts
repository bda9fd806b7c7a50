import type { WorldRecord } from '../../infra/simulation/world/record.ts';
import type { Folder, Published } from './published.ts';

export interface Played extends Published {
  /** `batch-2026-001/2`. */
  readonly name: string;
}

/** Every attempt that a simulated world has published, with the witnesses' files, the attempts before it, all other draws, and what the audit trail says of its events. */
export function playedDraws({ buckets, tables }: Pick<WorldRecord, 'buckets' | 'tables'>): readonly Played[] {
  const at = (bucket: 'published' | 'snapshots', folder: string): Folder => (name) => buckets[bucket].get(`${folder}/${name}`)?.body;
  const attempts = buckets.published.keys('draws/').flatMap((key) => /^draws\/([^/]+)\/(\d+)\/(?:manifest|sealed)\.json$/.exec(key)?.slice(1, 3).join('/') ?? []);
  const names = [...new Set(attempts)].sort((a, b) => numberOf(a) - numberOf(b));
  return names.map((name) => {
    const [batchId = ''] = name.split('/');
    const isBefore = (other: string) => other.startsWith(`${batchId}/`) && numberOf(other) < numberOf(name);
    const draw = at('published', `draws/${name}`);
    return {
      name, draw,
      witness: at('snapshots', `${name}/witness`),
      before: names.filter(isBefore).map((other) => at('published', `draws/${other}`)),
      earlier: names.map((other) => at('published', `draws/${other}`)),
      ...(draw('void.json') === undefined ? { eventHashes: eventsInTrail(tables, batchId) } : {}),
    };
  });
}

const numberOf = (name: string): number => Number(name.split('/')[1]);

/** Hashes of a batch's events in the order of their numbers, as entries of the trail have them. */
function eventsInTrail({ lifecycle }: WorldRecord['tables'], batchId: string): readonly string[] {
  const found = new Map<number, string>();
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { line, hash } = value as { readonly line?: { readonly seq?: number; readonly prev?: string }; readonly hash?: string };
    if (line?.seq !== undefined && line.prev !== undefined && hash !== undefined) found.set(line.seq, hash);
    else for (const part of Object.values(value)) walk(part);
  };
  for (const pk of lifecycle.partitions()) if (pk.startsWith('AUDIT#') && pk.includes(batchId)) for (const entry of lifecycle.partition(pk, 'E#')) walk(entry);
  return [...found].sort(([a], [b]) => a - b).map(([, hash]) => hash);
}
