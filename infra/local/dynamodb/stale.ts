import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Notes which process serves the database. */
export const notePid = (pidFile: string, pid: number): void => writeFileSync(pidFile, String(pid));

/**
 * Ends the process that an earlier, killed run left behind, if the one with its number is still that process: its command line
 * must name `dbPath`. Resolves when it is gone.
 */
export const endStale = async (pidFile: string, dbPath: string): Promise<void> => {
  const pid = Number(readOr(pidFile, ''));
  while (pid > 1 && commandLine(pid).includes(dbPath)) {
    process.kill(pid, 'SIGKILL');
    await delay(20);
  }
  rmSync(pidFile, { force: true });
};

const commandLine = (pid: number): string[] => readOr(`/proc/${pid}/cmdline`, '').split('\0');

const readOr = (path: string, absent: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return absent;
  }
};
