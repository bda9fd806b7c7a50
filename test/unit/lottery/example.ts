import { readFileSync } from 'node:fs';
import { parseExcluded } from '../../../shared/lottery/directory/excluded.ts';
import { parseManifest } from '../../../shared/lottery/manifest/manifest.ts';
import { parseOfficers } from '../../../shared/lottery/directory/officers.ts';
import { nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { parseRecusals } from '../../../shared/lottery/directory/recusals.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { DrawEvent, Transcript } from '../../../shared/lottery/types.ts';

export const EXAMPLE = new URL('./draw-example/', import.meta.url);
export const sha256 = nodeHasher('SHA-256');

export const fileBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, EXAMPLE)));
export const fileText = (path: string): string => readFileSync(new URL(path, EXAMPLE), 'utf8');

/** The value of a success; a refusal is a failure of the test. */
export const must = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Everything of the published example, parsed. */
export const example = () => ({
  manifest: must(parseManifest(fileText('manifest.json'))),
  transcript: JSON.parse(fileText('transcript.json')) as Transcript,
  shards: [fileBytes('rows-0000.txt')],
  excluded: must(parseExcluded(fileText('excluded.txt'))),
  officers: must(parseOfficers(fileText('officers.txt'))),
  recusals: must(parseRecusals(fileText('witness/recusals.txt'))),
  secret: fileText('witness/secret.txt').trim(),
  keys: JSON.parse(fileText('keys.json')) as Record<string, { private: string; public: string }>,
  events: fileText('events.txt').trimEnd().split('\n').map((line) => JSON.parse(line) as DrawEvent),
});
