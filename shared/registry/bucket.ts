import { createHash } from 'node:crypto';

/** Which of the directory's 256 buckets holds a target: the first two hex digits of the SHA-256 of its id. */
export const bucketOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 2);

/** All buckets, `00` to `ff`. */
export const BUCKETS: readonly string[] = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
