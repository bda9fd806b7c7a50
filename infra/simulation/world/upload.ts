import { S3ServiceException } from '@aws-sdk/client-s3';
import { epochMs, type Instant } from '../../../shared/kernel/instant.ts';
import type { MemoryObjects } from './memory/objects.ts';

/** A PUT to a pre-signed URL: its bucket, key and time count; the signature was made by this process and is not checked again. Resolves with the HTTP status. */
export const uploadTo = (objects: MemoryObjects, { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> }, body: Uint8Array, now: Instant): number => {
  const { pathname, searchParams } = new URL(url);
  const [, bucket = '', ...key] = pathname.split('/');
  const signed = searchParams.get('X-Amz-Date') ?? '';
  const from = Date.parse(signed.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (epochMs(now) > from + Number(searchParams.get('X-Amz-Expires')) * 1000) return 403;
  try {
    objects.put(bucket, {
      key: decodeURIComponent(key.join('/')), body, checksummed: true,
      contentType: headers['content-type'] ?? 'application/octet-stream',
      sha256: headers['x-amz-checksum-sha256'],
    });
    return 200;
  } catch (error) {
    if (error instanceof S3ServiceException) return error.$metadata.httpStatusCode ?? 400;
    throw error;
  }
};
