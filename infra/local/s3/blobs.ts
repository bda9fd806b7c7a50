import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { link, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The objects' bytes, each under a name never used before: a file is complete before anything speaks of it, and never changes. */
export interface Blobs {
  write(bytes: Uint8Array): Promise<string>;
  /** A second name for the same bytes. */
  copy(name: string): Promise<string>;
  read(name: string): Promise<Uint8Array>;
  /** `length` bytes from `start`. */
  readPart(name: string, start: number, length: number): Promise<Uint8Array>;
  /** Does nothing if it is gone already. */
  remove(name: string): Promise<void>;
}

const FOLDERS = 256;

/** Opens the store, making its folders. */
export const openBlobs = (folder: string): Blobs => {
  for (let at = 0; at < FOLDERS; at += 1) mkdirSync(join(folder, at.toString(16).padStart(2, '0')), { recursive: true });
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name);
  return {
    write: async (bytes) => {
      const name = randomUUID();
      await writeFile(pathOf(name), bytes, { flag: 'wx' });
      return name;
    },
    copy: async (source) => {
      const name = randomUUID();
      await link(pathOf(source), pathOf(name));
      return name;
    },
    read: (name) => readFile(pathOf(name)),
    readPart: async (name, start, length) => {
      const file = await open(pathOf(name));
      try {
        const bytes = Buffer.alloc(length);
        await file.read(bytes, 0, length, start);
        return bytes;
      } finally {
        await file.close();
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
};
