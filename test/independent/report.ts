export type Step = 0 | 1 | 2 | 3 | 4;

export interface StepAnswer {
  readonly step: Step;
  readonly verdict: 'PASS' | 'FAIL' | 'UNCHECKED';
  /** What is wrong. */
  readonly evidence: readonly string[];
  /** What could not be looked at, and for want of what. */
  readonly missing: readonly string[];
}

export interface Answer {
  readonly overall: 'FAIL' | 'PASS' | `PASS, unchecked: ${string}`;
  readonly steps: readonly StepAnswer[];
}

/** Collects what the checks find. */
export interface Findings {
  readonly fail: (step: Step, what: string) => void;
  readonly unchecked: (step: Step, what: string) => void;
  readonly hold: (step: Step, holds: boolean, what: string) => void;
  /** Runs a check; what it throws is a failure of that step. */
  readonly attempt: <T>(step: Step, check: () => T) => T | undefined;
  readonly answer: () => Answer;
}

const STEPS: readonly Step[] = [0, 1, 2, 3, 4];

/** An empty collection. */
export function findings(): Findings {
  const wrong: [Step, string][] = [];
  const open: [Step, string][] = [];
  const of = (list: readonly [Step, string][], step: Step) => list.filter(([each]) => each === step).map(([, what]) => what);
  const fail: Findings['fail'] = (step, what) => void wrong.push([step, what]);
  return {
    fail,
    unchecked: (step, what) => {
      if (!of(open, step).includes(what)) open.push([step, what]);
    },
    hold: (step, holds, what) => {
      if (!holds) fail(step, what);
    },
    attempt: (step, check) => {
      try {
        return check();
      } catch (reason) {
        fail(step, reason instanceof Error ? reason.message : String(reason));
        return undefined;
      }
    },
    answer: () => ({
      overall: wrong.length > 0 ? 'FAIL' : open.length === 0 ? 'PASS' : `PASS, unchecked: ${open.map(([step, what]) => `${step} ${what}`).join('; ')}`,
      steps: STEPS.map((step) => {
        const [evidence, missing] = [of(wrong, step), of(open, step)];
        return { step, verdict: evidence.length > 0 ? 'FAIL' : missing.length > 0 ? 'UNCHECKED' : 'PASS', evidence, missing };
      }),
    }),
  };
}
