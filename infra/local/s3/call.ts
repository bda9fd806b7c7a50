import type { Principal, ServiceRequest } from '../contract.ts';
import { S3Error } from './s3-error.ts';

/** A request to S3, path style, taken apart. */
export interface S3Call {
  readonly method: string;
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly principal: Principal;
}

/** Throws `InvalidURI` if the path cannot be decoded. */
export const callOf = ({ method, url, headers, body, principal }: ServiceRequest): S3Call => {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { method, bucket: decode(bucket), key: decode(key), query, headers: { ...hoisted(query), ...headers }, body, principal };
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
};

const SIGNING = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256)$/;

/**
 * Headers that a signer moved into the query of a pre-signed URL. Checksums stay out, as on AWS: there they are signed and then ignored,
 * because the SDK signs the checksum of an empty body. Who wants a checksum kept signs it as a header.
 */
const hoisted = (query: URLSearchParams): Record<string, string> =>
  query.has('X-Amz-Credential')
    ? Object.fromEntries(
        [...query].map(([name, value]) => [name.toLowerCase(), value] as const)
          .filter(([name]) => name.startsWith('x-amz-') && !name.startsWith('x-amz-checksum-') && !SIGNING.test(name)),
      )
    : {};
