/** What JSONata calls an environment, as far as it is used here. */
export type Frame = { lookup(name: string | symbol): unknown; timestamp: Date | null };

/** How many nodes of the syntax tree one evaluation may visit. */
export const STEP_BUDGET = 300_000;

/** What one evaluation knows of its surroundings: the clock, its own random numbers, and how much it may still do. */
export class Evaluation {
  readonly nowMs: number;
  private readonly seed: string;
  private draws = 0;
  private steps = 0;
  constructor(nowMs: number, seed: string) {
    this.nowMs = nowMs;
    this.seed = seed;
  }

  /** A new text for each call, the same ones when the evaluation is repeated. */
  nextSeed(): string {
    this.draws += 1;
    return `${this.seed} ${this.draws}`;
  }

  /** Throws once the budget is spent. */
  step(): void {
    this.steps += 1;
    if (this.steps > STEP_BUDGET) throw Object.assign(new Error('step budget'), { code: 'D1011', message: 'The expression takes too many steps' });
  }
}

// The space keeps it out of reach of any variable an expression can name.
const BINDING = ' evaluation';

/** The bindings that carry `evaluation` into an expression. */
export const bindEvaluation = (evaluation: Evaluation): Record<string, unknown> => ({ [BINDING]: evaluation });

/** The evaluation that `frame` belongs to. */
export const evaluationOf = (frame: Frame): Evaluation => frame.lookup(BINDING) as Evaluation;
