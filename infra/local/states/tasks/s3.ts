import { XMLParser } from 'fast-xml-parser';
import { TaskError, type Principal, type TaskIntegration } from '../../contract.ts';

/** Sends one request of the S3 protocol as `principal`; `url` is the path with its query. A refusal has `status` ≥ 300 and the error document as body. */
export type SendS3 = (
  request: { readonly method: 'GET' | 'PUT'; readonly url: string; readonly contentType?: string; readonly body?: string },
  principal: Principal,
) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }>;

// Exceptions the service's model lists for reading and writing objects; every other one goes by the service's own name.
const MODELLED = new Set(['NoSuchKey', 'NoSuchBucket', 'InvalidObjectState', 'EncryptionTypeMismatch', 'InvalidRequest', 'InvalidWriteOffset', 'TooManyParts']);

type Input = Readonly<Record<string, unknown>>;
type Listed = { readonly Key: string; readonly LastModified: string; readonly ETag: string; readonly Size: string; readonly StorageClass: string };
type Listing = { readonly Contents?: readonly Listed[]; readonly IsTruncated?: string; readonly NextContinuationToken?: string };

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Contents' });

const ask = async (send: SendS3, request: Parameters<SendS3>[0], principal: Principal) => {
  const response = await send(request, principal);
  if (response.status < 300) return response;
  const { Code = 'S3', Message = response.body } = (parser.parse(response.body) as { Error?: { Code?: string; Message?: string } }).Error ?? {};
  throw new TaskError(`S3.${MODELLED.has(Code) ? Code : 'S3'}Exception`, `${Message} (Service: S3, Status Code: ${response.status}, Request ID: local)`);
};

const objectUrl = ({ Bucket, Key, VersionId }: Input): string =>
  `/${Bucket}/${String(Key).split('/').map(encodeURIComponent).join('/')}${VersionId === undefined ? '' : `?versionId=${encodeURIComponent(String(VersionId))}`}`;

const getObject = (send: SendS3): TaskIntegration => ({
  call: async ({ arguments: input, principal }) => {
    const { headers, body } = await ask(send, { method: 'GET', url: objectUrl(input as Input) }, principal);
    return { Body: body, ETag: headers['etag'], ContentType: headers['content-type'], VersionId: headers['x-amz-version-id'] };
  },
});

const putObject = (send: SendS3): TaskIntegration => ({
  call: async ({ arguments: input, principal }) => {
    const { Body, ContentType } = input as Input;
    const body = typeof Body === 'string' ? Body : JSON.stringify(Body ?? '');
    const { headers } = await ask(send, { method: 'PUT', url: objectUrl(input as Input), body, ...(typeof ContentType === 'string' ? { contentType: ContentType } : {}) }, principal);
    return { ETag: headers['etag'], VersionId: headers['x-amz-version-id'] };
  },
});

const page = async (send: SendS3, { Bucket, Prefix, StartAfter, MaxKeys, ContinuationToken }: Input, principal: Principal): Promise<Listing> => {
  const wanted = { prefix: Prefix, 'start-after': StartAfter, 'max-keys': MaxKeys, 'continuation-token': ContinuationToken };
  const query = new URLSearchParams({ 'list-type': '2', ...Object.fromEntries(Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))) });
  const { body } = await ask(send, { method: 'GET', url: `/${Bucket}?${query}` }, principal);
  return (parser.parse(body) as { ListBucketResult: Listing }).ListBucketResult;
};

const itemOf = ({ Key, LastModified, ETag, Size, StorageClass }: Listed) => ({ Etag: ETag, Key, LastModified: Date.parse(LastModified) / 1000, Size: Number(Size), StorageClass });

// A Map reads a bucket to its end; a task of its own gets one page, as the SDK does.
const listObjects = (send: SendS3, toTheEnd: boolean): TaskIntegration => ({
  call: async ({ arguments: input, principal }) => {
    const contents: ReturnType<typeof itemOf>[] = [];
    let listing = await page(send, input as Input, principal);
    for (;;) {
      contents.push(...(listing.Contents ?? []).map(itemOf));
      const next = listing.NextContinuationToken;
      if (next === undefined || !toTheEnd) return { Contents: contents, KeyCount: contents.length, IsTruncated: next !== undefined, ...(next === undefined ? {} : { NextContinuationToken: next }) };
      listing = await page(send, { ...(input as Input), ContinuationToken: next }, principal);
    }
  },
});

/** The resources of S3 for `ItemReader` and `ResultWriter` (`s3:getObject`, `s3:listObjectsV2`, `s3:putObject`) and for Tasks (`aws-sdk:s3:…`), failing by the names the real service gives. */
export const s3Integrations = (send: SendS3): Record<string, TaskIntegration> => ({
  's3:getObject': getObject(send),
  's3:listObjectsV2': listObjects(send, true),
  's3:putObject': putObject(send),
  'aws-sdk:s3:getObject': getObject(send),
  'aws-sdk:s3:listObjectsV2': listObjects(send, false),
  'aws-sdk:s3:putObject': putObject(send),
});
