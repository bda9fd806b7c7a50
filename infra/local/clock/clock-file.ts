import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a virtual clock keeps the time it has reached, so that a killed rehearsal goes on there. */
export interface ClockFile {
  /** Milliseconds since 1970, or `undefined` if there is none yet. */
  read(): number | undefined;
  write(nowMs: number): void;
}

/** `<dataDir>/clock.json`. Throws if the file exists and holds no time. */
export const clockFile = (dataDir: string): ClockFile => {
  const path = join(dataDir, 'clock.json');
  mkdirSync(dataDir, { recursive: true });
  return {
    read: () => {
      const text = readIfThere(path);
      if (text === undefined) return undefined;
      const now: unknown = (JSON.parse(text) as { now?: unknown }).now;
      const ms = typeof now === 'string' ? Date.parse(now) : Number.NaN;
      if (!Number.isFinite(ms)) throw new Error(`${path} holds no time: ${text}`);
      return ms;
    },
    write: (nowMs) => {
      writeFileSync(`${path}.new`, `${JSON.stringify({ now: new Date(nowMs).toISOString() })}\n`);
      renameSync(`${path}.new`, path);
    },
  };
};

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
