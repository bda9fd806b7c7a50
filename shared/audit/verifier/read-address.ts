import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { inParallel } from '../../kernel/in-parallel.ts';
import { checkpointFile, leavesFile } from '../checkpoint/files.ts';
import { readCheckpoints } from './checkpoint-faults.ts';
import { upToCheckpoint, type Unattested } from './up-to-checkpoint.ts';
import type { AuditMaterial, TrailText } from './material.ts';

const WIDTH = 8;

/** What an address gave: the material up to the latest checkpoint, and what has been entered since. */
export interface Fetched {
  readonly material: AuditMaterial;
  readonly since: Unattested;
}

/**
 * Reads the published checkpoints of the site at `address` and, with the `token` of somebody who may read the trail, every stream of it. The trails
 * are cut at the latest checkpoint. Throws if the site does not answer.
 */
export const readAuditAddress = async (address: string, token?: string): Promise<Fetched> => {
  const base = new URL('/', address);
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response | undefined> => {
    const answer = await fetch(new URL(path, base), { headers });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${path}: the server answered ${answer.status}`);
    return answer;
  };
  const publicText = async (file: string): Promise<string | undefined> => (await get(`public/${file}`))?.text();

  const known = (await (await get('public/audit/index.json'))?.json()) as { readonly checkpoints: readonly { readonly date: string; readonly root: string }[] } | undefined;
  if (known === undefined) throw new Error('no checkpoint is published there');
  const days = [...known.checkpoints].sort((a, b) => (a.date < b.date ? -1 : 1));
  const checkpoints = await inParallel(days, WIDTH, async ({ date }) => ({ date, text: (await publicText(checkpointFile(date))) ?? '' }));
  const lists = await inParallel([...new Set(days.map(({ root }) => root))], WIDTH, async (root) => [root, await publicText(leavesFile(root))] as const);
  const found = { checkpoints, lists: new Map(lists.flatMap(([root, text]) => (text === undefined ? [] : [[root, text] as const]))) };
  if (token === undefined) return { material: found, since: { entries: 0, streams: 0 } };

  const asSupervisor = async <Item>(path: string, query: Readonly<Record<string, string>>): Promise<readonly Item[]> => {
    const items: Item[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const answer = await get(`${path}?${new URLSearchParams({ ...query, ...(cursor === undefined ? {} : { cursor }) })}`, { authorization: `Bearer ${token}` });
      const page = (await answer?.json()) as { readonly items: readonly Item[]; readonly cursor?: string } | undefined;
      items.push(...(page?.items ?? []));
      cursor = page?.cursor;
    }
    return items;
  };
  const streams = await asSupervisor<{ readonly stream: string }>('v1/audit/streams', {});
  const trails = await inParallel(streams, WIDTH, async ({ stream }): Promise<TrailText> => ({ stream, lines: (await asSupervisor<Json>('v1/audit', { stream })).map(canonicalJson) }));
  return upToCheckpoint({ ...found, trails }, readCheckpoints(found).read.at(-1));
};
