import { bucketLocation, bucketLock, bucketVersioning, headBucket } from './bucket-views.ts';
import type { S3Call } from './call.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { readAction } from './found.ts';
import { getObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { listVersions } from './list-versions.ts';
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from './multipart.ts';
import { putObject } from './put-object.ts';
import { getRetention, putRetention } from './retention.ts';
import type { Operation } from './room.ts';

/** Which requests an operation answers. */
interface Route {
  readonly method: string;
  readonly on: 'bucket' | 'object';
  /** Query parameter that tells it from others of the same method. */
  readonly marker?: string;
  /** Header that does. */
  readonly header?: string;
  readonly operation: Operation;
  /** What it needs at least, to name the call; the operation itself asks for all. */
  readonly action: string | ((call: S3Call) => string);
}

/** The first that fits is taken, so those with a marker come first. */
const ROUTES: readonly Route[] = [
  { method: 'HEAD', on: 'bucket', operation: headBucket, action: 's3:ListBucket' },
  { method: 'GET', on: 'bucket', marker: 'location', operation: bucketLocation, action: 's3:GetBucketLocation' },
  { method: 'GET', on: 'bucket', marker: 'versioning', operation: bucketVersioning, action: 's3:GetBucketVersioning' },
  { method: 'GET', on: 'bucket', marker: 'object-lock', operation: bucketLock, action: 's3:GetBucketObjectLockConfiguration' },
  { method: 'GET', on: 'bucket', marker: 'versions', operation: listVersions, action: 's3:ListBucketVersions' },
  { method: 'GET', on: 'bucket', marker: 'list-type', operation: listObjects, action: 's3:ListBucket' },
  { method: 'POST', on: 'bucket', marker: 'delete', operation: deleteObjects, action: 's3:DeleteObject' },
  { method: 'GET', on: 'object', marker: 'retention', operation: getRetention, action: 's3:GetObjectRetention' },
  { method: 'PUT', on: 'object', marker: 'retention', operation: putRetention, action: 's3:PutObjectRetention' },
  { method: 'POST', on: 'object', marker: 'uploads', operation: createUpload, action: 's3:PutObject' },
  { method: 'POST', on: 'object', marker: 'uploadId', operation: completeUpload, action: 's3:PutObject' },
  { method: 'GET', on: 'object', marker: 'uploadId', operation: listParts, action: 's3:ListMultipartUploadParts' },
  { method: 'DELETE', on: 'object', marker: 'uploadId', operation: abortUpload, action: 's3:AbortMultipartUpload' },
  { method: 'PUT', on: 'object', marker: 'uploadId', operation: uploadPart, action: 's3:PutObject' },
  { method: 'PUT', on: 'object', header: 'x-amz-copy-source', operation: copyObject, action: 's3:PutObject' },
  { method: 'PUT', on: 'object', operation: putObject, action: 's3:PutObject' },
  { method: 'GET', on: 'object', operation: getObject, action: readAction },
  { method: 'HEAD', on: 'object', operation: getObject, action: readAction },
  {
    method: 'DELETE', on: 'object', operation: deleteObject,
    action: (call) => (call.query.has('versionId') ? 's3:DeleteObjectVersion' : 's3:DeleteObject'),
  },
];

/** Parts of S3 that are named by a query parameter and not offered: without this, `?acl` would read the object. */
const NOT_OFFERED = ['acl', 'attributes', 'cors', 'encryption', 'legal-hold', 'lifecycle', 'logging', 'notification', 'policy', 'policyStatus',
  'publicAccessBlock', 'renameObject', 'replication', 'restore', 'select', 'tagging', 'torrent', 'website', 'partNumber'];

/** The route of a request; `undefined` if this machine does not offer what it asks. */
export const routeOf = (call: S3Call): Route | undefined => {
  const route = ROUTES.find(
    ({ method, on, marker, header }) =>
      method === call.method && (on === 'object') === (call.key !== '') &&
      (marker === undefined || call.query.has(marker)) && (header === undefined || header in call.headers),
  );
  return route?.marker === undefined && NOT_OFFERED.some((name) => call.query.has(name)) ? undefined : route;
};

/** The IAM action that names the call. */
export const actionOf = (call: S3Call): string => {
  const action = call.bucket === '' ? 's3:ListAllMyBuckets' : (routeOf(call)?.action ?? `s3:${call.method}`);
  return typeof action === 'string' ? action : action(call);
};
