import { textOf } from '../../lottery/encoding/bytes.ts';
import { rowsFile } from '../../lottery/directory/shard-files.ts';
import { addShard, fairnessReport, fairnessText, noRowFacts } from '../../lottery/fairness/fairness.ts';
import type { Transcript } from '../../lottery/types.ts';
import type { Stores } from '../../store/record.ts';
import { hasher } from '../record/draw-crypto.ts';
import { publishFile, readExcluded, readFile, readOfficers, type AttemptRef } from '../record/draw-files.ts';
import { FAIRNESS_FILE, fairnessFiles } from '../record/public-files.ts';

/** Publishes how the drawn compare with chance (BY-5). One shard of the frozen rows at a time; run again, it publishes the same bytes. */
export const publishFairness = async (stores: Pick<Stores, 'snapshots' | 'published'>, ref: AttemptRef): Promise<void> => {
  const transcript = JSON.parse(textOf(await readFile(stores, ref, 'transcript.json'))) as Transcript;
  if (fairnessFiles(transcript.manifest).length === 0) return;
  const excluded = await readExcluded(stores, ref);
  const facts = noRowFacts();
  for (const index of transcript.manifest.snapshot.shards.keys()) addShard(facts, await readFile(stores, ref, rowsFile(index)), transcript, excluded);
  await publishFile(stores, ref, FAIRNESS_FILE, fairnessText(fairnessReport(hasher, transcript, facts, await readOfficers(stores, ref))));
};
