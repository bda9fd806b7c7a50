import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import type { FairnessReport } from '../../../shared/lottery/fairness/report.ts';
import type { ExpertList, ExpertsDrawn } from '../../../shared/lottery/expert-types.ts';
import { parseEvents } from '../../../shared/lottery/events/events.ts';
import { nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { parseExcluded } from '../../../shared/lottery/directory/excluded.ts';
import { itemSeed } from '../../../shared/lottery/targets/seeds.ts';
import type { DrawEvent, ExclusionCode, Manifest, Transcript, VoidRecord } from '../../../shared/lottery/types.ts';
import type { ExpertFiles } from './experts.tsx';
import { readAttempts, type PublicStores } from './published-record.ts';

/** One attempt with what its files say: the manifest always, the transcript if it came to one, the void record if it is void. */
export interface DrawRecord {
  readonly attempt: PublicAttempt;
  readonly manifest?: Manifest;
  readonly transcript?: Transcript;
  readonly voidRecord?: VoidRecord;
  /** What happened since the draw; empty where nothing did or nothing is published of it. */
  readonly events: readonly DrawEvent[];
  readonly fairness?: FairnessReport;
  /** Where the scheme asks for experts. */
  readonly experts?: ExpertFiles;
  /** S_item, with which anyone computes a ticket. */
  readonly itemSeed?: string;
  /** How many are on the list of exclusions, by code; absent where nobody is. */
  readonly excluded?: Readonly<Partial<Record<ExclusionCode, number>>>;
}

/** Reads an attempt as the public can, or undefined if there is none of that number. */
export const readDraw = async (stores: PublicStores, planId: string, drawNo: number): Promise<DrawRecord | undefined> => {
  const attempt = (await readAttempts(stores)).find((each) => each.planId === planId && each.drawNo === drawNo);
  if (attempt === undefined) return undefined;
  const read = async <T>(file: string): Promise<T | undefined> => {
    if (!attempt.files.includes(file)) return undefined;
    const bytes = await stores.published.get(`${attempt.folder}/${file}`);
    return bytes === undefined ? undefined : (JSON.parse(Buffer.from(bytes).toString('utf8')) as T);
  };
  const readEvents = async (): Promise<readonly DrawEvent[]> => {
    const bytes = attempt.files.includes('events.txt') ? await stores.published.get(`${attempt.folder}/events.txt`) : undefined;
    const events = parseEvents(Buffer.from(bytes ?? []).toString('utf8'));
    return events.ok ? events.value : [];
  };
  const [manifest, transcript, voidRecord, fairness, list, drawn] = await Promise.all([
    read<Manifest>('manifest.json'), read<Transcript>('transcript.json'), read<VoidRecord>('void.json'), read<FairnessReport>('fairness.json'), read<ExpertList>('experts.json'), read<ExpertsDrawn>('experts-drawn.json'),
  ]);
  const excluded = (manifest?.item.excluded.count ?? 0) === 0 ? undefined : await countExcluded(stores, attempt);
  return {
    attempt,
    events: await readEvents(),
    ...(excluded === undefined ? {} : { excluded }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(transcript === undefined ? {} : { transcript, itemSeed: itemSeed(nodeHasher(transcript.manifest.suite), transcript.seed, transcript.manifest.item.itemId) }),
    ...(voidRecord === undefined ? {} : { voidRecord }),
    ...(fairness === undefined ? {} : { fairness }),
    ...(list === undefined ? {} : { experts: { list, ...(drawn === undefined ? {} : { drawn }) } }),
  };
};

const countExcluded = async ({ published }: PublicStores, { folder }: PublicAttempt): Promise<DrawRecord['excluded']> => {
  const parsed = parseExcluded(Buffer.from((await published.get(`${folder}/excluded.txt`)) ?? []).toString('utf8'));
  if (!parsed.ok) return undefined;
  const counts: Partial<Record<ExclusionCode, number>> = {};
  for (const { code } of parsed.value) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};
