import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { instant, type Instant } from '../../shared/kernel/instant.ts';

/**
 * The stop to which the clock is being moved. A process that was killed on the way leaves the clock between two stops; looking around there
 * already would give the people other hours than they would have had.
 */
export interface Bookmark {
  read(): Instant | undefined;
  /** On disk when it returns. */
  set(at: Instant): void;
}

/** The bookmark in `<folder>/bookmark.json`. */
export const openBookmark = (folder: string): Bookmark => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'bookmark.json');
  let known = readBookmark(file);
  return {
    read: () => known,
    set: (at) => {
      if (at === known) return;
      writeFileSync(`${file}.new`, `${JSON.stringify({ nextStop: at })}\n`);
      renameSync(`${file}.new`, file);
      known = at;
    },
  };
};

const readBookmark = (file: string): Instant | undefined => {
  try {
    return instant((JSON.parse(readFileSync(file, 'utf8')) as { readonly nextStop: string }).nextStop);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
