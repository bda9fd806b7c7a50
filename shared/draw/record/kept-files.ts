import * as z from 'zod';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { textOf, utf8 } from '../../lottery/encoding/bytes.ts';
import type { Stores } from '../../store/record.ts';
import { hasher } from './draw-crypto.ts';
import { mediaTypeOf, publicKey, readFile, recordKey, type AttemptRef } from './draw-files.ts';
import { hash } from './fields.ts';

/** A frozen file: under which hash its bytes are kept, and whether the public finds it too. */
const keptFile = z.object({ file: z.string(), sha256: hash, isPublic: z.boolean() });

export type KeptFile = z.output<typeof keptFile>;

const bytesKey = (sha256: string): string => `kept/${sha256}`;
const listKey = (M0: string): string => `kept/${M0}.json`;

/** Keeps the bytes of a file under their hash, where no other run can put others. */
export const keepFile = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, file: string, body: Uint8Array | string, { isPublic }: Pick<KeptFile, 'isPublic'>): Promise<KeptFile> => {
  const bytes = typeof body === 'string' ? utf8(body) : body;
  const sha256 = hasher.hex(bytes);
  await stores.snapshots.put(recordKey(ref, bytesKey(sha256)), bytes, mediaTypeOf(file));
  return { file, sha256, isPublic };
};

/** The bytes of a kept file. Throws if they are not there. */
export const readKept = (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, { sha256 }: Pick<KeptFile, 'sha256'>): Promise<Uint8Array> => readFile(stores, ref, bytesKey(sha256));

/** Keeps the list of the files that belong to the manifest M0. */
export const keepList = (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, M0: string, files: readonly KeptFile[]): Promise<void> =>
  stores.snapshots.put(recordKey(ref, listKey(M0)), utf8(canonicalJson(files)), mediaTypeOf(listKey(M0)));

/**
 * Lays the files of the manifest M0 where the record and the public look for them, whatever lay there: of two freezings at once one goes on record, and its files are to
 * lie there whoever wrote last. The lists first: a manifest that stands in public has everything it commits to beside it. Run again, it lays the same.
 */
export const layOut = async (stores: Pick<Stores, 'snapshots' | 'published'>, ref: AttemptRef, M0: string): Promise<void> => {
  const files = z.array(keptFile).parse(JSON.parse(textOf(await readFile(stores, ref, listKey(M0)))));
  const lay = ({ file, sha256, isPublic }: KeptFile): Promise<unknown> => {
    const from = recordKey(ref, bytesKey(sha256));
    return Promise.all([
      stores.snapshots.copyFrom(stores.snapshots, from, recordKey(ref, file)),
      ...(isPublic ? [stores.published.copyFrom(stores.snapshots, from, publicKey(ref, file))] : []),
    ]);
  };
  const isManifest = ({ file }: KeptFile): boolean => file === 'manifest.json';
  await Promise.all(files.filter((one) => !isManifest(one)).map(lay));
  await Promise.all(files.filter(isManifest).map(lay));
};
