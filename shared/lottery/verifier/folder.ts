import type { Source } from './published.ts';

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** What `use` makes of a file, or null where there is none. */
const orNull = async <T>(use: () => Promise<T>): Promise<T | null> => {
  try {
    return await use();
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return null;
    throw error;
  }
};

// Asked for only when needed, so that the same program runs where there are no folders: in a page.
const files = () => Promise.all([import('node:fs/promises'), import('node:path')]);

/** A draw's files in a folder of this machine. */
export const folderSource = (folder: string): Source => ({
  where: folder,
  read: (path) =>
    orNull(async () => {
      const [{ readFile }, { join }] = await files();
      return new Uint8Array(await readFile(join(folder, path)));
    }),
  part: (path, from, length) =>
    orNull(async () => {
      const [{ open }, { join }] = await files();
      const file = await open(join(folder, path));
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    }),
});
