import { readFileSync } from 'node:fs';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { hasFailed, overall, stepStatus, type Report } from '../../../shared/lottery/verifier/report.ts';
import type { Source } from '../../../shared/lottery/verifier/published.ts';
import { verifyDraw } from '../../../shared/lottery/verifier/verify.ts';
import { fetchPublished } from '../../independent/fetched.ts';
import { verify } from '../../independent/verify.ts';
import { EXAMPLE } from './example.ts';

/** Files by path; null takes one away. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export const memorySource = (files: Files): Source => ({
  where: 'memory',
  read: async (path) => {
    const file = files[path] ?? null;
    return typeof file === 'string' ? utf8(file) : file;
  },
});

const NAMES = ['manifest.json', 'transcript.json', 'rows-0000.txt', 'excluded.txt', 'officers.txt', 'events.txt', 'witness/recusals.txt', 'witness/seats.json', 'witness/secret.txt'];

/** The published example's files. */
export const exampleFiles = (): Record<string, string> => Object.fromEntries(NAMES.map((name) => [name, readFileSync(new URL(name, EXAMPLE), 'utf8')]));

/** What the verifier says; throws if the one written from the page alone sees it otherwise. */
export const verifyFiles = async (files: Files): Promise<Report> => {
  const report = await verifyDraw(nodeCrypto, memorySource(files));
  const second = verify(await fetchPublished(memorySource(files).read));
  const [first, other] = [hasFailed(report), second.overall === 'FAIL'];
  // Of experts the page says nothing, and the signatures of beacons the second verifier leaves open: there it may pass what the first fails.
  const mayPass = Object.keys(files).some((name) => name.includes('experts')) || second.steps.some(({ missing }) => missing.some((what) => what.includes('beacon')));
  if (first !== other && !(mayPass && first)) throw new Error(`one verifier says ${overall(report)}, the other: ${JSON.stringify(second.steps)}`);
  return report;
};

/** The steps that failed. */
export const failedSteps = (report: Report): readonly number[] => report.steps.filter((step) => stepStatus(step) === 'FAIL').map(({ step }) => step);

/** What was unchecked, by name. */
export const uncheckedNames = (report: Report): readonly string[] =>
  report.steps.flatMap(({ findings }) => findings.flatMap((one) => (one.status === 'UNCHECKED' ? [one.what] : [])));

export { overall };
