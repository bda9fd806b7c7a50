import type { ObjectVersion } from './object-version.ts';
import { S3Error } from './s3-error.ts';

type Headers = Readonly<Record<string, string>>;

const etagsOf = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));

const names = (header: string, version: ObjectVersion): boolean => etagsOf(header).some((tag) => tag === '*' || tag === version.etag);

const failed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', `At least one of the pre-conditions you specified did not hold: ${condition}`);

/** The check of a conditional write against the latest version. It throws `PreconditionFailed`, or `NoSuchKey` where `If-Match` meets nothing. */
export const writeCondition = (headers: Headers): ((latest: ObjectVersion | undefined) => void) => {
  const { 'if-none-match': noneMatch, 'if-match': match } = headers;
  if (noneMatch !== undefined && noneMatch !== '*') throw new S3Error('NotImplemented', 'A write takes If-None-Match only with *.');
  return (latest) => {
    const present = latest?.deleteMarker === false ? latest : undefined;
    if (noneMatch !== undefined && present !== undefined) throw failed('If-None-Match');
    if (match === undefined) return;
    if (present === undefined) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
    if (!names(match, present)) throw failed('If-Match');
  };
};

/** True if a read may be answered 304. Throws `PreconditionFailed` where `If-Match` or `If-Unmodified-Since` do not hold. */
export const isUnchanged = (headers: Headers, version: ObjectVersion): boolean => {
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-modified-since': since, 'if-unmodified-since': until } = headers;
  // Dates in headers have whole seconds.
  const modified = Math.floor(version.modifiedMs / 1000) * 1000;
  if (match !== undefined && !names(match, version)) throw failed('If-Match');
  if (match === undefined && until !== undefined && modified > Date.parse(until)) throw failed('If-Unmodified-Since');
  if (noneMatch !== undefined) return names(noneMatch, version);
  return since !== undefined && modified <= Date.parse(since);
};
