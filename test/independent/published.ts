import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One file of a folder by its name, or undefined if it is not there. */
export type Folder = (name: string) => Uint8Array | undefined;

/** All that is at hand of one draw. */
export interface Published {
  /** `/public/draws/<planId>/<drawNo>/`. */
  readonly draw: Folder;
  /** What supervisors and witnesses hold of it. */
  readonly witness?: Folder;
  /** The attempts before it, the first one first. */
  readonly before?: readonly Folder[];
  /** The finished draws that `earlier` of the manifest may name. */
  readonly earlier?: readonly Folder[];
  /** Hashes of this draw's events as the audit trail has them, in its order. */
  readonly eventHashes?: readonly string[];
}

/** A folder on disk. */
export const onDisk = (folder: string): Folder => (name) => {
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file) : undefined;
};

/** A folder inside another one. */
export const inside = (folder: Folder, name: string): Folder => (file) => folder(`${name}/${file}`);

/** A folder with some files put in place of its own; undefined takes one away. */
export const replacing = (folder: Folder, files: Readonly<Record<string, Uint8Array | string | undefined>>): Folder => (name) => {
  if (!Object.hasOwn(files, name)) return folder(name);
  const file = files[name];
  return typeof file === 'string' ? Buffer.from(file) : file;
};
