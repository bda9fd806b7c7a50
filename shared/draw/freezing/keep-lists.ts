import { canonicalJson } from '../../kernel/canonical-json.ts';
import { exclusionLine } from '../../lottery/directory/excluded.ts';
import { officerLine } from '../../lottery/directory/officers.ts';
import { recusalLines } from '../../lottery/directory/recusals.ts';
import { linesToText } from '../../lottery/encoding/list-text.ts';
import { manifestText } from '../../lottery/manifest/manifest.ts';
import type { Manifest } from '../../lottery/types.ts';
import type { Stores } from '../../store/record.ts';
import type { AttemptRef } from '../record/draw-files.ts';
import { keepFile, type KeptFile } from '../record/kept-files.ts';
import type { OfficerLists } from './freeze-lists.ts';
import type { FrozenRows } from './freeze-rows.ts';
import { EXCLUSIONS_FILE, type FrequencyExclusions } from './frequency-exclusions.ts';
import { MARK_FILE } from './last-rows.ts';

/** The stand-alone programs, each one file: the verifier, whose hash the manifest names, and the one with which a participant keeps its notebook. */
export interface Programs {
  readonly verifier: Uint8Array;
  readonly party: Uint8Array;
}

/** Everything that is frozen of the directories. */
export type Lists = OfficerLists & FrozenRows & FrequencyExclusions;

/** How far the directory's trail had come when its rows were read, as it is kept. */
export const markText = ({ mark }: Pick<Lists, 'mark'>): string => canonicalJson(mark);

/** Keeps the lists, the manifest and the programs; the rows were kept as they were read. */
export const keepLists = (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, lists: Lists, manifest: Manifest, { verifier, party }: Programs): Promise<readonly KeptFile[]> => {
  const open: readonly (readonly [string, Uint8Array | string])[] = [
    ['excluded.txt', linesToText(lists.exclusions.map(exclusionLine))],
    ['officers.txt', linesToText(lists.officers.map(officerLine))],
    ['verify.mjs', verifier],
    ['party.mjs', party],
    ['manifest.json', manifestText(manifest)],
  ];
  const closed: readonly (readonly [string, string])[] = [
    ['witness/recusals.txt', linesToText(recusalLines(lists.recusals))],
    ['witness/secret.txt', `${lists.secret}\n`],
    [MARK_FILE, markText(lists)],
    ...(lists.ground === undefined ? [] : [[EXCLUSIONS_FILE, lists.ground] as const]),
  ];
  return Promise.all([
    ...open.map(([file, body]) => keepFile(stores, ref, file, body, { isPublic: true })),
    ...closed.map(([file, body]) => keepFile(stores, ref, file, body, { isPublic: false })),
  ]);
};
