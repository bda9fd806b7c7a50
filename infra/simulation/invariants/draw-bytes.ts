import type { BucketView, ObjectChange, WorldRecord } from '../world/record.ts';
import type { Invariant } from './invariant.ts';

/** `draws/<batch>/<no>/<file>` in public, `<batch>/<no>/<file>` in the snapshots. */
const PLACE = /^(?:draws\/)?([^/]+)\/(\d+)\/(.+)$/;
/** Files of a freezing: they may be laid down again, from a directory read anew, until the attempt is recorded. */
const FROZEN = /^(manifest\.json|rows-\d+\.txt|excluded\.txt|officers\.txt|directory\.json|(verify|party)\.mjs|witness\/(recusals|secret|salts-\d+)\.txt|witness\/exclusions\.json)$/;

/** Nothing of a draw changes: what was frozen once its attempt is recorded, what was drawn ever; the events only grow (BY-1, BY-2). */
export const drawBytes: Invariant = {
  id: 'draw-bytes-stay',
  clauses: ['BY-1', 'SM-7'],
  en: 'No published or frozen file of a draw changes after its attempt is recorded; the lines of its events are only added to.',
  watch: () => ({ record }, { objects }) => objects.flatMap((change) => changed(record, change)),
};

const changed = (record: WorldRecord, { bucket, version, by }: ObjectChange): readonly string[] => {
  const place = bucket === 'published' || bucket === 'snapshots' ? PLACE.exec(version.key) : null;
  const before = beforeOf(record.buckets[bucket], version.key, version.versionId);
  if (place === null || before === undefined) return [];
  const [, batchId = '', drawNo = '', file = ''] = place;
  if (Buffer.from(before.body).equals(Buffer.from(version.body))) return [];
  if (file === 'events.txt') return Buffer.from(version.body).subarray(0, before.body.length).equals(Buffer.from(before.body)) ? [] : [`the events of ${batchId}#${drawNo} lost lines, by ${by.function}`];
  if (FROZEN.test(file) && !wasRecorded(record, batchId, Number(drawNo), version.at)) return [];
  return [`${bucket}/${version.key} was given other bytes by ${by.function}`];
};

const beforeOf = (bucket: BucketView, key: string, versionId: string) => {
  const versions = bucket.versions(key);
  return versions[versions.findIndex((each) => each.versionId === versionId) - 1];
};

// A file of the same second as the attempt's record may have come before it.
const wasRecorded = ({ tables }: WorldRecord, batchId: string, drawNo: number, at: string): boolean => {
  const attempt = tables.lifecycle.get(`BATCH#${batchId}`, `ATTEMPT#${String(drawNo).padStart(4, '0')}`);
  return attempt !== undefined && (attempt['manifestAt'] as string) < at;
};
