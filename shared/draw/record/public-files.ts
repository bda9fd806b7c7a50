import { rowsFile } from '../../lottery/directory/shard-files.ts';
import type { Manifest } from '../../lottery/types.ts';

/** The files every attempt has from its manifest on; of a blinded directory no rows. */
export const frozenFiles = (manifest: Manifest): readonly string[] => [
  'manifest.json',
  ...(manifest.snapshot.blinded ? [] : manifest.snapshot.shards.map((_, index) => rowsFile(index))),
  'excluded.txt',
  'officers.txt',
  'verify.mjs',
  'party.mjs',
];

export const FAIRNESS_FILE = 'fairness.json';

/** The files of a fairness report: none for a blinded directory, where counts by class would tell of single firms. */
export const fairnessFiles = ({ snapshot }: Manifest): readonly string[] => (snapshot.blinded ? [] : [FAIRNESS_FILE]);

/** The files of a draw that is published, and of one that was sealed until it was opened. */
export const publishedFiles = (manifest: Manifest, { wasSealed = false } = {}): readonly string[] => [
  ...frozenFiles(manifest), ...(wasSealed ? ['sealed.json'] : []), 'transcript.json', 'events.txt', ...fairnessFiles(manifest),
];

/** The files of a draw while it is sealed (NR-9). */
export const sealedFiles = (manifest: Manifest): readonly string[] => [...frozenFiles(manifest), 'sealed.json'];
