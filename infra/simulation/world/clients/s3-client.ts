import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Invocation } from '../invocation.ts';
import { s3Error, type MemoryObjects, type Upload } from '../memory/objects.ts';
import { send, type Gate, type Request } from './sdk.ts';

/** Signs URLs as a function's own client would; sends nothing. */
const signing = new S3Client({
  region: 'us-east-1', endpoint: 'http://s3.simulated', forcePathStyle: true,
  credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
  requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
});

/** An S3 client of one invocation over the buckets of memory. `nameOf`: what a physical bucket is called in the record. */
export const s3Client = (objects: MemoryObjects, from: Invocation, gate: Gate, nameOf: (bucket: string) => string): S3Client => {
  const requestOf = (command: object): Request<unknown> => {
    const on = (bucket: string | undefined) => ({ service: 's3', resource: nameOf(bucket ?? ''), throttled, broken }) as const;
    if (command instanceof PutObjectCommand) {
      const { Bucket, IfNoneMatch } = command.input;
      return {
        ...on(Bucket), action: 's3:PutObject',
        perform: () => void objects.put(Bucket, uploadOf(command)),
        conflict: IfNoneMatch === undefined ? undefined : () => s3Error('ConditionalRequestConflict', 409, 'A conflicting conditional operation is currently in progress against this resource.'),
      };
    }
    if (command instanceof GetObjectCommand) {
      const { Bucket, Key = '', Range } = command.input;
      return {
        ...on(Bucket), action: 's3:GetObject',
        perform: () => {
          const { body } = objects.get(Bucket, Key);
          return { Body: { transformToByteArray: async () => Uint8Array.from(partOf(body, Range)) } };
        },
      };
    }
    if (command instanceof HeadObjectCommand) {
      const { Bucket, Key = '' } = command.input;
      return { ...on(Bucket), action: 's3:HeadObject', perform: () => objects.head(Bucket, Key) };
    }
    if (command instanceof CopyObjectCommand) {
      const { Bucket, Key = '', CopySource = '' } = command.input;
      return { ...on(Bucket), action: 's3:CopyObject', perform: () => void objects.copy(Bucket, Key, CopySource) };
    }
    throw new Error(`the simulated world does not know ${command.constructor.name}`);
  };
  return Object.assign(Object.create(signing) as S3Client, { send: (command: object) => send(requestOf(command), from, gate) });
};

const uploadOf = ({ input }: PutObjectCommand): Upload => ({
  key: input.Key ?? '',
  body: input.Body as Uint8Array | string,
  contentType: input.ContentType ?? 'application/octet-stream',
  checksummed: input.ChecksumAlgorithm === 'SHA256',
  sha256: input.ChecksumSHA256,
  onlyIfAbsent: input.IfNoneMatch === '*',
});

const partOf = (body: Uint8Array, range: string | undefined): Uint8Array => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (first === undefined || last === undefined) return body;
  if (Number(first) >= body.length) throw s3Error('InvalidRange', 416, 'The requested range is not satisfiable');
  return body.subarray(Number(first), Number(last) + 1);
};

const throttled = (): Error => s3Error('SlowDown', 503, 'Please reduce your request rate.');
const broken = (): Error => s3Error('InternalError', 500, 'We encountered an internal error. Please try again.');
