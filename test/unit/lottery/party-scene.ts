import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { runParty } from '../../../shared/lottery/party/cli.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { Signer } from '../../../shared/lottery/ceremony/participant.ts';
import type { Receipt, SignedValue } from '../../../shared/lottery/types.ts';

/** A participant's notebook in a folder of its own, and its commands. `random` counts on, so that each secret is another; the clock stands at `nowMs`. */
export const openNotebook = ({ id, privateKey }: Signer, nowMs = 0) => {
  const folder = mkdtempSync(join(tmpdir(), 'party-'));
  const file = join(folder, 'notebook.jsonl');
  writeFileSync(file, `${JSON.stringify({ kind: 'key', id, publicKey: nodeCrypto.publicKey(privateKey), privateKey })}\n`);
  let count = 0;
  const random = (): string => String((count += 1)).padStart(64, '0');
  /** Lays a file beside the notebook; what is no text is written as canonical JSON. */
  const write = (name: string, value: unknown): string => {
    writeFileSync(join(folder, name), typeof value === 'string' ? value : canonicalJson(value as never));
    return join(folder, name);
  };
  const run = (...args: readonly string[]) => {
    const [printed, told]: [string[], string[]] = [[], []];
    const status = runParty({ crypto: nodeCrypto, random, nowMs: () => nowMs, print: (line) => printed.push(line), tell: (line) => told.push(line) }, [file, ...args]);
    return { status, printed: printed.join('\n'), told: told.join('\n') };
  };
  /** Runs a command that prints a message to hand in; throws if it refuses. */
  const sign = <Message extends SignedValue | Receipt = SignedValue>(...args: readonly string[]): Message => {
    const done = run(...args);
    if (done.status !== 0) throw new Error(done.told);
    return JSON.parse(done.printed) as Message;
  };
  return { id, run, sign, write, lines: () => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind) };
};
