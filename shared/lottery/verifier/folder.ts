import type { Source } from './published.ts';

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** A draw's files in a folder of this machine. */
export const folderSource = (folder: string): Source => ({
  where: folder,
  read: async (path) => {
    // Asked for only here, so that the same program runs where there are no folders: in a page.
    const [{ readFile }, { join }] = await Promise.all([import('node:fs/promises'), import('node:path')]);
    try {
      return new Uint8Array(await readFile(join(folder, path)));
    } catch (error) {
      if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return null;
      throw error;
    }
  },
});
