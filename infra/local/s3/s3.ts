import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ServiceRequest, ServiceResponse } from '../contract.ts';
import { openBlobs } from './blobs.ts';
import { openBuckets } from './buckets.ts';
import { callOf, type S3Call } from './call.ts';
import { corsHeaders, preflight } from './cors.ts';
import { objectIndex } from './object-index.ts';
import type { S3, S3Options } from './options.ts';
import type { Room } from './room.ts';
import { actionOf, routeOf } from './routes.ts';
import { errorAnswer, S3Error } from './s3-error.ts';
import { SCHEMA } from './schema.ts';
import { openUploads } from './uploads.ts';
import { element, xmlAnswer } from './xml.ts';

/** Opens S3 over `dataDir`: an index in SQLite and a file per version. What was answered survives the death of the process; a file without an index row is garbage and does no harm. */
export const createS3 = ({ dataDir, authorizer, clock, region, partition = 'aws' }: S3Options): S3 => {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 's3.sqlite'));
  db.exec(SCHEMA);
  const arnOf = (bucket: string, key: string): string => `arn:${partition}:s3:::${bucket}${key === '' ? '' : `/${key}`}`;
  const room: Room = {
    index: objectIndex(db),
    blobs: openBlobs(join(dataDir, 'objects')),
    buckets: openBuckets(db),
    uploads: openUploads(db),
    region,
    now: () => clock.now(),
    require: (call, action, bucket, key, context) => authorizer.require(call.principal, action, arnOf(bucket, key), context),
  };
  return {
    createBucket: (name, properties) => {
      room.buckets.put(name, properties, clock.now());
      return { name, arn: arnOf(name, '') };
    },
    describe: (request) => {
      const call = readable(request);
      return call === undefined ? { action: 's3:*', resource: '*' } : { action: actionOf(call), resource: call.bucket === '' ? '*' : arnOf(call.bucket, call.key) };
    },
    handle: async (request) => {
      try {
        const call = callOf(request);
        if (call.bucket !== '') return await inBucket(room, call);
        authorizer.require(call.principal, 's3:ListAllMyBuckets', '*');
        return listBuckets(room);
      } catch (error) {
        if (error instanceof S3Error) return errorAnswer(error, request.url.split('?')[0] ?? '');
        throw error;
      }
    },
    close: async () => db.close(),
  };
};

const inBucket = async (room: Room, call: S3Call): Promise<ServiceResponse> => {
  const bucket = room.buckets.get(call.bucket);
  if (call.method === 'OPTIONS') return preflight(bucket, call);
  const route = routeOf(call);
  if (route === undefined) throw new S3Error('NotImplemented', `This machine's S3 does not offer ${call.method} with ${[...call.query.keys()].join(', ')}.`);
  const allowed = corsHeaders(bucket, call);
  try {
    const answer = await route.operation(room, call, bucket);
    return { ...answer, headers: { ...answer.headers, ...allowed } };
  } catch (error) {
    if (error instanceof S3Error) throw new S3Error(error.code, error.message, { ...error.headers, ...allowed });
    throw error;
  }
};

const listBuckets = (room: Room): ServiceResponse =>
  xmlAnswer(element(
    'ListAllMyBucketsResult',
    element('Buckets', room.buckets.all().map(({ name, createdMs }) =>
      element('Bucket', element('Name', name), element('CreationDate', new Date(createdMs).toISOString())),
    )),
  ));

const readable = (request: ServiceRequest): S3Call | undefined => {
  try {
    return callOf(request);
  } catch {
    return undefined;
  }
};
