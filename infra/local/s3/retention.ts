import { isLocked, type Bucket } from './buckets.ts';
import { xmlAnswer, element, parseXml } from './xml.ts';
import type { S3Call } from './call.ts';
import { found } from './found.ts';
import type { ObjectVersion, Retention } from './object-version.ts';
import type { Operation, Room } from './room.ts';
import { S3Error } from './s3-error.ts';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;

/** The retention of a new version: what its headers ask for, else the bucket's default. Throws `InvalidRequest`, or `AccessDenied`. */
export const retentionFor = (room: Room, call: S3Call, bucket: Bucket): Retention | undefined => {
  const mode = call.headers['x-amz-object-lock-mode'];
  const until = call.headers['x-amz-object-lock-retain-until-date'];
  if (mode !== undefined || until !== undefined) {
    room.require(call, 's3:PutObjectRetention', bucket.name, call.key);
    return parsed(bucket, mode, until, room.now());
  }
  const standard = isLocked(bucket) ? bucket.settings.ObjectLockConfiguration?.Rule?.DefaultRetention : undefined;
  if (standard === undefined) return undefined;
  const days = standard.Days ?? (standard.Years ?? 0) * YEAR_DAYS;
  return { mode: standard.Mode, untilMs: room.now() + days * DAY_MS };
};

const parsed = (bucket: Bucket, mode: unknown, until: unknown, nowMs: number): Retention => {
  if (!isLocked(bucket)) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const untilMs = Date.parse(String(until));
  if ((mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') || Number.isNaN(untilMs)) throw new S3Error('MalformedXML', 'The retention is not well formed.');
  if (untilMs <= nowMs) throw new S3Error('InvalidArgument', 'The retain until date must be in the future!');
  return { mode, untilMs };
};

/** Throws `AccessDenied` in S3's words if the version is held now and the caller may not, or did not, ask to pass over it. */
export const requireUnheld = (room: Room, call: S3Call, version: ObjectVersion): void => {
  const { retention } = version;
  if (retention === undefined || retention.untilMs <= room.now()) return;
  if (retention.mode === 'COMPLIANCE' || call.headers['x-amz-bypass-governance-retention']?.toLowerCase() !== 'true')
    throw new S3Error('AccessDenied', `Access Denied because object protected by object lock: ${version.key}`);
  room.require(call, 's3:BypassGovernanceRetention', version.bucket, version.key);
};

export const getRetention: Operation = (room, call, bucket) => {
  room.require(call, 's3:GetObjectRetention', bucket.name, call.key);
  const { retention } = found(room, call, bucket);
  if (retention === undefined) throw new S3Error('NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration');
  return xmlAnswer(
    element('Retention', element('Mode', retention.mode), element('RetainUntilDate', new Date(retention.untilMs).toISOString())),
  );
};

/** Extends freely; to shorten or loosen is passing over. */
export const putRetention: Operation = (room, call, bucket) => {
  room.require(call, 's3:PutObjectRetention', bucket.name, call.key);
  const version = found(room, call, bucket);
  const wish = parseXml(call.body, 'Retention');
  const retention = parsed(bucket, wish?.Mode, wish?.RetainUntilDate, room.now());
  const held = version.retention;
  const extends_ = held === undefined || (retention.untilMs >= held.untilMs && !(held.mode === 'COMPLIANCE' && retention.mode === 'GOVERNANCE'));
  if (!extends_) requireUnheld(room, call, version);
  room.index.retain(version, retention);
  return { status: 200, headers: {}, body: '' };
};
