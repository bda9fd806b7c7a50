/** What one check found. `evidence` says what was compared; `missing` what would be needed to check at all. */
export type Finding =
  | { readonly status: 'PASS'; readonly what: string; readonly evidence: string }
  | { readonly status: 'FAIL'; readonly what: string; readonly evidence: string }
  | { readonly status: 'UNCHECKED'; readonly what: string; readonly missing: string };

export type Step = 0 | 1 | 2 | 3 | 4;

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  0: 'canonical bytes, chain of attempts and events',
  1: 'times, signatures, commitments, participants, seed',
  2: 'quotas',
  3: 'rows, tickets, targets',
  4: 'officers, recusals, seats, events',
};

export type StepReport = { readonly step: Step; readonly findings: readonly Finding[] };

/** The verifier's answer; never to be shortened to a bare yes. */
export type Report = { readonly subject: string; readonly steps: readonly StepReport[] };

export const pass = (what: string, evidence: string): Finding => ({ status: 'PASS', what, evidence });
export const fail = (what: string, evidence: string): Finding => ({ status: 'FAIL', what, evidence });
export const unchecked = (what: string, missing: string): Finding => ({ status: 'UNCHECKED', what, missing });

/** PASS if the stated value is the computed one, else FAIL with both. */
export const compare = (what: string, stated: string, computed: string): Finding =>
  stated === computed ? pass(what, brief(stated)) : fail(what, `stated ${brief(stated)}, computed ${brief(computed)}`);

/** FAIL with the evidence, or PASS where `problem` is null. */
export const unless = (what: string, problem: string | null, evidence: string): Finding =>
  problem === null ? pass(what, evidence) : fail(what, problem);

const brief = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

/** A step fails if anything in it does; it is unchecked if nothing in it could be checked. */
export const stepStatus = ({ findings }: StepReport): Finding['status'] => {
  if (findings.some(({ status }) => status === 'FAIL')) return 'FAIL';
  return findings.some(({ status }) => status === 'PASS') ? 'PASS' : 'UNCHECKED';
};

/** What could not be checked, with what is missing for it. */
export const uncheckedOf = (steps: readonly StepReport[]): readonly string[] =>
  steps.flatMap(({ findings }) => findings.flatMap((finding) => (finding.status === 'UNCHECKED' ? [`${finding.what} (${finding.missing})`] : [])));

/** True if nothing failed; says nothing about what was unchecked. */
export const hasFailed = (report: Report): boolean => report.steps.some((step) => stepStatus(step) === 'FAIL');

/** `PASS`, `PASS, unchecked: …` or `FAIL at step N: …`, with every step that failed. */
export const overall = (report: Report): string => {
  const failures = report.steps.flatMap(({ step, findings }) => {
    const first = findings.find(({ status }) => status === 'FAIL');
    return first?.status === 'FAIL' ? [`FAIL at step ${step}: ${first.what}: ${first.evidence}`] : [];
  });
  if (failures.length > 0) return failures.join('\n');
  const open = uncheckedOf(report.steps);
  return open.length === 0 ? 'PASS' : `PASS, unchecked: ${open.join('; ')}`;
};

/** The whole report as lines of text: a line per step, below it one per finding, at the end the answer. */
export const reportLines = (report: Report): readonly string[] => [
  report.subject,
  ...report.steps.flatMap((step) => [stepLine(step), ...step.findings.map(findingLine)]),
  overall(report),
];

const stepLine = (step: StepReport): string => {
  const open = uncheckedOf([step]).length;
  const status = stepStatus(step);
  const rest = status === 'PASS' && open > 0 ? `PASS, ${open} unchecked` : status;
  return `step ${step.step} ${STEP_TITLES[step.step]}: ${rest}`;
};

const findingLine = (finding: Finding): string =>
  `    ${finding.status} ${finding.what}: ${finding.status === 'UNCHECKED' ? `missing ${finding.missing}` : finding.evidence}`;
