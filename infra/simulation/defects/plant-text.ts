import type { Defect } from './defect.ts';

/** The source with the defect in it. Throws if a piece is not there exactly once: then the source has changed and the defect must be written anew. */
export const plantText = (source: string, { name, file, pieces }: Defect): string =>
  pieces.reduce((text, { find, put }) => {
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`the defect ${name} is stale: its text is ${times === 0 ? 'no longer' : `${times} times`} in ${file}: ${find.trim().split('\n')[0] ?? ''}`);
    return text.replace(find, () => put);
  }, source);
