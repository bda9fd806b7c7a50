import { isLocked, isVersioned } from './buckets.ts';
import type { Operation } from './room.ts';
import { S3Error } from './s3-error.ts';
import { element, optional, xmlAnswer } from './xml.ts';

export const headBucket: Operation = (room, call, bucket) => {
  room.require(call, 's3:ListBucket', bucket.name, '');
  return { status: 200, headers: { 'x-amz-bucket-region': room.region }, body: '' };
};

export const bucketLocation: Operation = (room, call, bucket) => {
  room.require(call, 's3:GetBucketLocation', bucket.name, '');
  // The oldest region has no name here.
  return xmlAnswer(element('LocationConstraint', room.region === 'us-east-1' ? '' : room.region));
};

export const bucketVersioning: Operation = (room, call, bucket) => {
  room.require(call, 's3:GetBucketVersioning', bucket.name, '');
  const status = isVersioned(bucket) ? 'Enabled' : bucket.settings.VersioningConfiguration?.Status;
  return xmlAnswer(element('VersioningConfiguration', optional('Status', status)));
};

export const bucketLock: Operation = (room, call, bucket) => {
  room.require(call, 's3:GetBucketObjectLockConfiguration', bucket.name, '');
  if (!isLocked(bucket)) throw new S3Error('ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket');
  const standard = bucket.settings.ObjectLockConfiguration?.Rule?.DefaultRetention;
  const rule = standard === undefined ? [] : [element('Rule', element(
    'DefaultRetention', element('Mode', standard.Mode), optional('Days', standard.Days), optional('Years', standard.Years),
  ))];
  return xmlAnswer(element('ObjectLockConfiguration', element('ObjectLockEnabled', 'Enabled'), rule));
};
