import { isVersioned, type Bucket } from './buckets.ts';
import type { NewVersion, ObjectVersion } from './object-version.ts';
import type { Room } from './room.ts';

const KEPT = ['content-type', 'cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];

/** The headers of an upload that a download gives back. */
export const keptHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.includes(name) || name.startsWith('x-amz-meta-')));

type Check = (latest: ObjectVersion | undefined) => void;

/**
 * Stores `write`'s bytes and then the version that speaks of them. `check` is asked before the bytes are written and again when the
 * version is added, since another may have come between; if it throws, the bytes go.
 */
export const storeVersion = async (
  room: Room,
  bucket: Bucket,
  version: Omit<NewVersion, 'blob' | 'bucket' | 'modifiedMs' | 'deleteMarker'>,
  check: Check,
  write: () => Promise<string>,
): Promise<ObjectVersion> => {
  check(room.index.latest(bucket.name, version.key));
  const blob = await write();
  try {
    const whole = { ...version, bucket: bucket.name, blob, deleteMarker: false, modifiedMs: room.now() };
    const { version: stored, replaced } = room.index.add(whole, isVersioned(bucket), check);
    if (replaced) await room.blobs.remove(replaced);
    return stored;
  } catch (error) {
    await room.blobs.remove(blob);
    throw error;
  }
};

/** `x-amz-version-id`, where the bucket has versions. */
export const versionHeader = (bucket: Bucket, version: ObjectVersion): Record<string, string> =>
  isVersioned(bucket) ? { 'x-amz-version-id': version.versionId } : {};
