import { canonicalJson } from '../../kernel/canonical-json.ts';
import { portableCrypto } from '../portable/portable.ts';
import { addressSource } from './address.ts';
import { askWhy } from './ask-why.ts';
import { folderSource } from './folder.ts';
import type { Source } from './published.ts';
import { hasFailed, reportLines, type Report } from './report.ts';
import { verifyDraw } from './verify.ts';
import { verifyWhy } from './verify-why.ts';

export const USAGE = `usage: verify [place [earlier draw …]]               checks a draw; a place is a folder or an address
       verify --head HASH place [earlier draw …]    the same; HASH is the last event's hash in the audit trail
       verify --why CODE [place]                    says why a firm was, or was not, drawn, with its proof, as JSON
       verify --inclusion proof.json [place]        checks such an answer`;

const sourceOf = (where: string): Source => (/^https?:\/\//.test(where) ? addressSource(where) : folderSource(where));

type Print = (line: string) => void;

/**
 * Verifies the draw at the first of `places`, a folder or an http address; further ones are the year's earlier draws that its manifest
 * counts. `--why CODE place` prints one firm's answer instead, `--inclusion file place` checks one. Prints the report line by line. Resolves
 * with the exit status, 0 or 1, and 2 where it was asked wrongly.
 */
export const runVerifier = async (args: readonly string[], print: Print, here?: string): Promise<0 | 1 | 2> => {
  const [first, head = '', ...places] = args;
  if (first === '--head') return /^[0-9a-f]{64}$/.test(head) ? run(places, print, here, head) : run(['-'], print, here);
  return run(args, print, here);
};

const run = async (args: readonly string[], print: Print, here?: string, head?: string): Promise<0 | 1 | 2> => {
  const [option, value, place = here] = args;
  const asks = option === '--why' || option === '--inclusion';
  const where = asks ? place : (option ?? here);
  if (where === undefined || (option?.startsWith('-') === true && !(asks && value !== undefined))) {
    print(USAGE);
    return 2;
  }
  try {
    if (asks && value !== undefined) return option === '--why' ? await printWhy(where, value, print) : printReport(await verifyWhy(portableCrypto, sourceOf(where), await textOfFile(value)), print);
    return printReport(await verifyDraw(portableCrypto, sourceOf(where), args.slice(1).map(sourceOf), undefined, head), print);
  } catch (error) {
    print(`FAIL: cannot read ${where}: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
};

const printReport = (report: Report, print: Print): 0 | 1 => {
  for (const line of reportLines(report)) print(line);
  return hasFailed(report) ? 1 : 0;
};

const printWhy = async (where: string, id: string, print: Print): Promise<0 | 1> => {
  const answer = await askWhy(portableCrypto, sourceOf(where), { id });
  print(answer.ok ? canonicalJson(answer.value) : `FAIL: no answer for ${id}: ${[answer.error.reason, answer.error.file].filter(Boolean).join(' ')}`);
  return answer.ok ? 0 : 1;
};

const textOfFile = async (path: string): Promise<string> => (await import('node:fs/promises')).readFile(path, 'utf8');
