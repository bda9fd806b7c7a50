import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Notes this process in `file` as the one that works in a folder: its number, and when it was started. */
export const noteHolder = (file: string): void => writeFileSync(file, `${process.pid} ${startOf(process.pid) ?? ''}`);

/** The process noted in `file`, if it still runs. Another one that was given its number since, as happens after a crash, is not it. */
export const holderOf = (file: string): number | undefined => {
  const [pidText = '', start = ''] = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return undefined;
  return start === '' || startOf(pid) === start ? pid : undefined;
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

// Places in `/proc/<pid>/stat` after the command's name, which may hold anything: state first, start (ticks since the computer's own) twentieth.
const STATE = 0;
const START = 19;

/** When the process was started; undefined where the system does not say, and for one that has ended and only waits to be taken note of. */
const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[STATE] === 'Z' ? undefined : fields[START];
  } catch {
    return undefined;
  }
};
