import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import type { DrawCrypto } from '../../kernel/hash.ts';
import type { Result } from '../../kernel/result.ts';
import { isReceived, isSignedValues } from '../ceremony/check-void.ts';
import { parseEvents } from '../events/events.ts';
import { parseManifest } from '../manifest/manifest.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { isDrawEvent } from '../events/event-shape.ts';
import { exactObject, isHash, isObject } from '../encoding/shape.ts';
import { TRANSCRIPT_MEMBERS } from '../transcript/transcript-shape.ts';
import type { FailedCeremony, FailedStep, Hex, Manifest, SignedValue, Transcript, UnsignedVoidRecord } from '../types.ts';
import type { Act, PartyRefusal } from './act.ts';
import { checkAgainst, commitTo, receiptFor, revealFor, seeVoid, signVoidOf } from './acts.ts';
import { admitLate } from './belied.ts';
import { commitAfter, revealAfter, signFailedLine, type Since } from './event-acts.ts';
import { readNotebook, type Notebook, type NotebookLine } from './notebook.ts';
import { REFUSALS, USAGE } from './words.ts';

/** What the tool needs from outside. `random`: 32 fresh bytes in hex from the system's source. */
export interface Party {
  readonly crypto: DrawCrypto;
  readonly random: () => Hex;
  /** The time it is, in milliseconds since 1970. */
  readonly nowMs: () => number;
  /** What is to be handed in, on standard output. */
  readonly print: (line: string) => void;
  /** Everything else. */
  readonly tell: (line: string) => void;
}

class Unreadable extends Error {}

/** Runs one command of a participant; resolves to the exit status: 0 done, 1 one should not sign, 2 the input cannot be used. */
export const runParty = (party: Party, args: readonly string[]): 0 | 1 | 2 => {
  const [file, command, ...rest] = args;
  if (file === undefined || command === undefined) {
    party.tell(USAGE);
    return 2;
  }
  try {
    return command === 'key' ? makeKey(party, file, rest) : carryOut(party, file, command, rest);
  } catch (error) {
    if (!(error instanceof Unreadable) && (error as { code?: string }).code === undefined) throw error;
    party.tell((error as Error).message);
    return 2;
  }
};

const makeKey = ({ crypto, random, print }: Party, file: string, [id]: readonly string[]): 0 => {
  if (id === undefined || id === '') throw new Unreadable(USAGE);
  const privateKey = random();
  const publicKey = crypto.publicKey(privateKey);
  write(file, { kind: 'key', id, publicKey, privateKey }, 'wx');
  print(publicKey);
  return 0;
};

const carryOut = (party: Party, file: string, command: string, rest: readonly string[]): 0 | 1 => {
  const notebook = open(file);
  if (command === 'show') {
    for (const line of notebook.lines) party.print(JSON.stringify(publicly(line, notebook)));
    return 0;
  }
  const done = act(party, notebook, command, rest);
  if (!done.ok) {
    const { zh, en } = REFUSALS[done.error];
    party.tell(`${zh}\n${en}`);
    return 1;
  }
  if (done.value.line !== undefined) write(file, done.value.line, 'a');
  party.print(typeof done.value.message === 'string' ? done.value.message : JSON.stringify(done.value.message));
  return 0;
};

const act = ({ crypto, random, nowMs }: Party, notebook: Notebook, command: string, [first = '', second = '', third = '', fourth = '']: readonly string[]): Result<Act<unknown>, PartyRefusal> => {
  switch (command) {
    case 'commit':
      return commitTo(crypto, notebook, manifestIn(first), random());
    case 'reveal':
      return revealFor(crypto, notebook, manifestIn(first), messagesIn(second, 'commitments'));
    case 'receipt':
      return receiptFor(crypto, notebook, manifestIn(first), { commitments: messagesIn(second, 'commitments'), reveals: messagesIn(second, 'reveals') }, nowMs());
    case 'void':
      return signVoidOf(crypto, notebook, manifestIn(first), voidIn(second));
    case 'seen':
      return seeVoid(crypto, notebook, manifestIn(first), canonicalIn(second));
    case 'after-commit':
      return commitAfter(crypto, notebook, sinceIn(first, second), Number(third), random());
    case 'after-reveal':
      return revealAfter(crypto, notebook, sinceIn(first, second), Number(third), messagesAfter(fourth));
    case 'after-failed':
      return signFailedLine(crypto, notebook, sinceIn(first, second), failedIn(third));
    case 'late':
      return admitLate(notebook, M0In(first), stepIn(second));
    case 'check':
      return checkAgainst(crypto, notebook, transcriptIn(first));
    default:
      throw new Unreadable(USAGE);
  }
};

const open = (file: string): Notebook => {
  const notebook = readNotebook(readFileSync(file, 'utf8'));
  if (!notebook.ok) throw new Unreadable(`${file}: 第 ${notebook.error.line} 行无法识别 line ${notebook.error.line} is not a notebook's`);
  return notebook.value;
};

// On disk before anything is shown: what is signed and then forgotten can never be told from what was never signed.
const write = (file: string, line: NotebookLine, flag: 'a' | 'wx'): void => {
  const to = openSync(file, flag, 0o600);
  try {
    appendFileSync(to, `${JSON.stringify(line)}\n`);
    fsyncSync(to);
  } finally {
    closeSync(to);
  }
};

const isOpen = (line: NotebookLine, { lines }: Notebook): boolean => lines.some((other) => other.kind === 'revealed' && line.kind === 'committed' && other.M0 === line.M0);

const publicly = (line: NotebookLine, notebook: Notebook): object => {
  if (line.kind === 'key') return { ...line, privateKey: undefined };
  return line.kind === 'committed' && !isOpen(line, notebook) ? { ...line, r: undefined } : line;
};

const manifestIn = (file: string): Manifest => {
  const manifest = parseManifest(readFileSync(file, 'utf8'));
  if (!manifest.ok) throw new Unreadable(`${file}: 不是抽取清单 not a manifest (${manifest.error.reason})`);
  return manifest.value;
};

const canonicalIn = (file: string): unknown => {
  const value = readCanonical(readFileSync(file, 'utf8'));
  if (value === undefined) throw new Unreadable(`${file}: 不是规范 JSON not canonical JSON`);
  return value;
};

// Takes the list itself, or the answer of the API with the attempt in it.
const messagesIn = (file: string, which: 'commitments' | 'reveals'): readonly SignedValue[] => {
  const value = jsonIn(file);
  const attempt = isObject(value) && isObject(value['attempt']) ? value['attempt'] : {};
  const list = Array.isArray(value) ? value : withoutTimes(attempt[which]);
  if (!isSignedValues(list)) throw new Unreadable(`${file}: 没有${which === 'commitments' ? '承诺' : '揭示'}列表 holds no list of ${which}`);
  return list as readonly SignedValue[];
};

const jsonIn = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Unreadable(`${file}: 无法读取 cannot be read (${(error as Error).message})`);
  }
};

const withoutTimes = (list: unknown): unknown => (Array.isArray(list) ? list.map((one: SignedValue) => ({ id: one.id, value: one.value, sig: one.sig })) : list);

const voidIn = (file: string): UnsignedVoidRecord => {
  const value = canonicalIn(file);
  const isRecord = isObject(value) && isHash(value['M0']) && Array.isArray(value['failed']) && isReceived(value['received']);
  if (!isRecord) throw new Unreadable(`${file}: 不是作废记录 not a void record`);
  return value as unknown as UnsignedVoidRecord;
};

const sinceIn = (manifest: string, file: string): Since => {
  const events = parseEvents(readFileSync(file, 'utf8'));
  if (!events.ok) throw new Unreadable(`${file}: 不是 events.txt，第 ${events.error.line} 行 not events.txt at line ${events.error.line}`);
  return { manifest: manifestIn(manifest), events: events.value };
};

// Takes the list itself, or the line of the API's answer with its ceremony.
const messagesAfter = (file: string): readonly SignedValue[] => {
  const value = jsonIn(file);
  const ceremony = isObject(value) && isObject(value['ceremony']) ? value['ceremony'] : {};
  const list = Array.isArray(value) ? value : ceremony['commitments'];
  if (!isSignedValues(list)) throw new Unreadable(`${file}: 没有承诺列表 holds no list of commitments`);
  return list as readonly SignedValue[];
};

const failedIn = (file: string): Omit<FailedCeremony, 'sigs'> => {
  const value = canonicalIn(file);
  if (!isObject(value) || !isDrawEvent({ ...value, sigs: [] }) || value['kind'] !== 'failed') throw new Unreadable(`${file}: 不是补抽未成的记录 not the line of a failed ceremony`);
  return value as unknown as Omit<FailedCeremony, 'sigs'>;
};

const M0In = (text: string): Hex => {
  if (!isHash(text)) throw new Unreadable(`${text}: 不是 M0 not an M0`);
  return text;
};

const stepIn = (text: string): FailedStep => {
  if (text !== 'commit' && text !== 'reveal' && text !== 'receipt') throw new Unreadable(USAGE);
  return text;
};

const transcriptIn = (file: string): Transcript => {
  const value = canonicalIn(file);
  if (!exactObject(value, TRANSCRIPT_MEMBERS)) throw new Unreadable(`${file}: 不是抽取记录 not a transcript`);
  return value as Transcript;
};
