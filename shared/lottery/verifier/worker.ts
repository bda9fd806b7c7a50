import { canonicalJson } from '../../kernel/canonical-json.ts';
import { portableCrypto } from '../portable/portable.ts';
import type { Why } from '../events/why.ts';
import { addressSource } from './address.ts';
import { askWhy, type WhyRefusal } from './ask-why.ts';
import type { Progress } from './progress.ts';
import { hasFailed, overall, reportLines, stepStatus, STEP_TITLES, uncheckedOf, type Finding, type Step } from './report.ts';
import { verifyDraw } from './verify.ts';

/** What a page asks of the verifier in its worker: to check the draw at `address`, or why a firm was, or was not, drawn there. */
export type Asked = { readonly ask: 'verify'; readonly address: string } | { readonly ask: 'why'; readonly address: string; readonly id: string };

/** What it answers. `text` of a `why` is the canonical JSON, as the file to keep has it. */
export type Told =
  | { readonly tell: 'ready' }
  | { readonly tell: 'reading'; readonly file: string; readonly bytes: number; readonly of: number | null }
  | { readonly tell: 'step'; readonly step: Step; readonly title: string; readonly status: Finding['status']; readonly unchecked: readonly string[]; readonly findings: readonly Finding[] }
  | { readonly tell: 'report'; readonly failed: boolean; readonly overall: string; readonly lines: readonly string[] }
  | { readonly tell: 'why'; readonly why: Why; readonly text: string }
  | { readonly tell: 'no-answer'; readonly refusal: WhyRefusal }
  | { readonly tell: 'error'; readonly reason: string };

/** The worker's own side of its channel. */
export type Port = { onmessage: ((event: { readonly data: Asked }) => void) | null; readonly postMessage: (told: Told) => void };

/** Answers what a page asks, one thing at a time, and says after each step what it found. */
export const listen = (port: Port): void => {
  port.onmessage = ({ data }) => {
    answer(data, port).catch((error: unknown) => port.postMessage({ tell: 'error', reason: error instanceof Error ? error.message : String(error) }));
  };
  port.postMessage({ tell: 'ready' });
};

const answer = async (asked: Asked, port: Port): Promise<void> => {
  const source = addressSource(asked.address);
  if (asked.ask === 'why') {
    const why = await askWhy(portableCrypto, source, { id: asked.id });
    port.postMessage(why.ok ? { tell: 'why', why: why.value, text: `${canonicalJson(why.value)}\n` } : { tell: 'no-answer', refusal: why.error });
    return;
  }
  const report = await verifyDraw(portableCrypto, source, [], (progress) => port.postMessage(toldOf(progress)));
  port.postMessage({ tell: 'report', failed: hasFailed(report), overall: overall(report), lines: reportLines(report) });
};

const toldOf = (progress: Progress): Told => {
  if (progress.doing === 'reading') return { tell: 'reading', file: progress.file, bytes: progress.bytes, of: progress.of };
  const { step } = progress;
  return { tell: 'step', step: step.step, title: STEP_TITLES[step.step], status: stepStatus(step), unchecked: uncheckedOf([step]), findings: step.findings };
};
