import type { CheckCrypto } from '../../kernel/hash.ts';
import { readResult } from './ask-why.ts';
import { checkWhy, isWhy } from './check-why.ts';
import type { Source } from './published.ts';
import { fail, type Finding, type Report, type StepReport } from './report.ts';
import { verifyDraw } from './verify.ts';

/**
 * Checks one firm's answer (the text of a file that {@link askWhy} made) against the draw published at `source`: its findings stand in step 2,
 * among those of the ceremony and the quotas. The rows of the others are not read.
 */
export const verifyWhy = async (crypto: CheckCrypto, source: Source, text: string): Promise<Report> => {
  const withoutRows: Source = { where: source.where, read: async (path, watch) => (/^(?:witness\/)?(?:rows|salts)-\d+\.txt$/.test(path) ? null : source.read(path, watch)) };
  const report = await verifyDraw(crypto, withoutRows);
  const findings = await findingsOf(crypto, source, text);
  return { ...report, steps: report.steps.map((step): StepReport => (step.step === 2 ? { step: 2, findings: [...step.findings, ...findings] } : step)) };
};

const findingsOf = async (crypto: CheckCrypto, source: Source, text: string): Promise<readonly Finding[]> => {
  const what = 'the proof';
  const why = parsed(text);
  if (!isWhy(why)) return [fail(what, 'is not the JSON of an answer')];
  const draw = await readResult(source);
  if (!draw.ok) return [fail(what, `there is no result to hold it against (${draw.error.reason})`)];
  const { transcript, excluded, events } = draw.value;
  return checkWhy(crypto.hasher(transcript.manifest.suite), transcript, excluded, why, events);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
