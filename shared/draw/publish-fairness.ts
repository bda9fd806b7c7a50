import { textOf } from '../lottery/bytes.ts';
import { addShard, fairnessReport, fairnessText, noRowFacts } from '../lottery/fairness/fairness.ts';
import type { Manifest, Transcript } from '../lottery/types.ts';
import type { Stores } from '../store/record.ts';
import { hasher } from './draw-crypto.ts';
import { publishFile, readExcluded, readFile, readOfficers, rowsFile, type AttemptRef } from './draw-files.ts';

const FAIRNESS_FILE = 'fairness.json';

/** The files of a fairness report: none for a blinded directory, where counts by class would tell of single firms. */
export const fairnessFiles = ({ snapshot }: Manifest): readonly string[] => (snapshot.blinded ? [] : [FAIRNESS_FILE]);

/** Publishes how the drawn compare with chance (BY-5). One shard of the frozen rows at a time; run again, it publishes the same bytes. */
export const publishFairness = async (stores: Pick<Stores, 'snapshots' | 'published'>, ref: AttemptRef): Promise<void> => {
  const transcript = JSON.parse(textOf(await readFile(stores, ref, 'transcript.json'))) as Transcript;
  if (fairnessFiles(transcript.manifest).length === 0) return;
  const excluded = await readExcluded(stores, ref);
  const facts = noRowFacts();
  for (const index of transcript.manifest.snapshot.shards.keys()) addShard(facts, await readFile(stores, ref, rowsFile(index)), transcript, excluded);
  await publishFile(stores, ref, FAIRNESS_FILE, fairnessText(fairnessReport(hasher, transcript, facts, await readOfficers(stores, ref))));
};
