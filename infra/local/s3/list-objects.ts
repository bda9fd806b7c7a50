import type { S3Call } from './call.ts';
import type { ObjectVersion } from './object-version.ts';
import type { Operation, Room } from './room.ts';
import { S3Error } from './s3-error.ts';
import { element, optional, xmlAnswer, type Xml } from './xml.ts';

const PAGE = 1000;

/** The greatest character there is: text followed by it comes after all that begins with text. */
const LAST = '\u{10ffff}';

/** What one page holds. */
interface Page {
  readonly objects: readonly ObjectVersion[];
  readonly prefixes: readonly string[];
  /** The key or common prefix to go on after; `undefined` at the end. */
  readonly next: string | undefined;
}

export const listObjects: Operation = (room, call, bucket) => {
  const { prefix, delimiter, limit } = listingOf(call);
  room.require(call, 's3:ListBucket', bucket.name, '', { 's3:prefix': prefix, 's3:delimiter': delimiter, 's3:max-keys': String(limit) });
  const token = call.query.get('continuation-token') ?? undefined;
  const after = token === undefined ? (call.query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const page = pageOf(room, bucket.name, prefix, delimiter, after, limit);
  const name = nameCoder(call);
  return xmlAnswer(element(
    'ListBucketResult',
    element('Name', bucket.name), element('Prefix', name(prefix)), optional('Delimiter', delimiter === '' ? undefined : name(delimiter)),
    optional('StartAfter', call.query.get('start-after') ?? undefined), optional('EncodingType', call.query.get('encoding-type') ?? undefined),
    element('MaxKeys', limit), element('KeyCount', page.objects.length + page.prefixes.length), element('IsTruncated', page.next !== undefined),
    optional('ContinuationToken', token), optional('NextContinuationToken', page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url')),
    page.objects.map((object) => entry(object, name)),
    page.prefixes.map((common) => element('CommonPrefixes', element('Prefix', name(common)))),
  ));
};

/** Prefix, delimiter and page size of a listing. Throws `InvalidArgument`. */
export const listingOf = (call: S3Call): { readonly prefix: string; readonly delimiter: string; readonly limit: number } => {
  const wish = call.query.get('max-keys') ?? String(PAGE);
  if (!/^\d{1,9}$/.test(wish)) throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  return { prefix: call.query.get('prefix') ?? '', delimiter: call.query.get('delimiter') ?? '', limit: Math.min(PAGE, Number(wish)) };
};

/** How names are written: URL-encoded if the caller asked, since XML cannot hold every character. */
export const nameCoder = (call: S3Call): ((name: string) => string) =>
  call.query.get('encoding-type') === 'url' ? (name) => encodeURIComponent(name).replaceAll('%2F', '/') : (name) => name;

const entry = (object: ObjectVersion, name: (key: string) => string): Xml =>
  element(
    'Contents', element('Key', name(object.key)), element('LastModified', new Date(object.modifiedMs).toISOString()),
    element('ETag', `"${object.etag}"`), element('Size', object.size), element('StorageClass', 'STANDARD'),
  );

const pageOf = (room: Room, bucket: string, prefix: string, delimiter: string, after: string, limit: number): Page => {
  const objects: ObjectVersion[] = [];
  const prefixes: string[] = [];
  let last = after;
  let from = after > prefix ? resume(after, delimiter) : prefix;
  while (limit > 0) {
    const rows = room.index.listLatest(bucket, from, PAGE);
    let skipTo: string | undefined;
    for (const row of rows) {
      if (!row.key.startsWith(prefix)) return { objects, prefixes, next: undefined };
      if (row.key === after) continue;
      if (objects.length + prefixes.length === limit) return { objects, prefixes, next: last };
      const common = commonPrefix(row.key, prefix, delimiter);
      last = common ?? row.key;
      if (common === undefined) objects.push(row);
      else {
        prefixes.push(common);
        skipTo = common + LAST;
        break;
      }
    }
    if (skipTo === undefined && rows.length < PAGE) return { objects, prefixes, next: undefined };
    from = skipTo ?? `${last}\0`;
  }
  return { objects, prefixes, next: undefined };
};

const resume = (after: string, delimiter: string): string => (delimiter !== '' && after.endsWith(delimiter) ? after + LAST : after);

const commonPrefix = (key: string, prefix: string, delimiter: string): string | undefined => {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
};
