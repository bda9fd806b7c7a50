import type { Manifest } from '../lottery/types.ts';
import { rowsFile } from './draw-files.ts';

/** The files every attempt has from its manifest on. */
export const frozenFiles = (manifest: Manifest): readonly string[] => [
  'manifest.json',
  ...manifest.snapshot.shards.map((_, index) => rowsFile(index)),
  'excluded.txt',
  'officers.txt',
  'verify.mjs',
  'party.mjs',
];
