import { ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { ClientInput } from '../../shared/api/client.ts';
import type { AnyEndpoint } from '../../shared/api/endpoint.ts';
import type { User } from './city/people.ts';

/** A command as it is kept while its answer has not come. `endpoint`: its name. */
export interface OpenCommand {
  readonly user: User;
  readonly endpoint: string;
  readonly input: ClientInput<AnyEndpoint>;
}

/**
 * Commands on their way. Who is killed before an answer came cannot know whether the command was carried out, nor whether those who wait
 * for it were told: whoever goes on sends it again, under the same Idempotency-Key.
 */
export interface OpenCommands {
  /** On disk when it returns. */
  begin(command: OpenCommand): number;
  /** It is answered; `isAcknowledged`: carried out, and noted so in `acknowledged.jsonl`, by which the system can be held to its word. */
  end(id: number, isAcknowledged?: boolean): void;
  /** Those an earlier process began and did not see to end, in their order. */
  left(): readonly (OpenCommand & { readonly id: number })[];
}

/** A command the system said it had carried out. */
export interface Acknowledged {
  readonly sub: string;
  readonly key: string;
  readonly endpoint: string;
}

/** File of {@link Acknowledged} commands in a rehearsal's folder, one a line. */
export const ACKNOWLEDGED = 'acknowledged.jsonl';

const asAcknowledged = ({ user: { sub }, endpoint, input: { idempotencyKey: key = '' } }: OpenCommand): Acknowledged => ({ sub, key, endpoint });

type Line = { readonly begin: number; readonly command: OpenCommand } | { readonly end: number };

/** The commands in `<folder>/open-commands.jsonl`; the file is empty whenever nothing is open. */
export const openCommands = (folder: string): OpenCommands => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'open-commands.jsonl');
  const open = stillOpen(file);
  const left = [...open].map(([id, command]) => ({ id, ...command }));
  let last = Math.max(0, ...open.keys());
  const fd = openSync(file, 'a');
  const acknowledged = openSync(path.join(folder, ACKNOWLEDGED), 'a');
  // What was torn off by the end of a process must not run into the next line.
  if (open.size > 0) writeSync(fd, '\n');
  const write = (line: Line): void => void writeSync(fd, `${JSON.stringify(line)}\n`);
  return {
    begin: (command) => {
      last += 1;
      write({ begin: last, command });
      open.set(last, command);
      return last;
    },
    end: (id, isAcknowledged = false) => {
      const command = open.get(id);
      if (isAcknowledged && command !== undefined) writeSync(acknowledged, `${JSON.stringify(asAcknowledged(command))}\n`);
      open.delete(id);
      if (open.size === 0) ftruncateSync(fd);
      else write({ end: id });
    },
    left: () => left.filter(({ id }) => open.has(id)),
  };
};

const stillOpen = (file: string): Map<number, OpenCommand> => {
  const open = new Map<number, OpenCommand>();
  for (const line of linesOf(file)) {
    if ('begin' in line) open.set(line.begin, line.command);
    else open.delete(line.end);
  }
  return open;
};

// A line that was not written to its end stands for a command that was never sent.
const linesOf = (file: string): readonly Line[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').flatMap((text) => (text.endsWith('}') ? parsed(text) : []));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const parsed = (text: string): Line[] => {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
};
