/** In which direction a person may lean. */
export type Leaning = 'late' | 'absent' | 'careless' | 'hasty' | 'meddling' | 'fate';

interface Row {
  /** Probability at each occasion, for somebody of even temper. */
  readonly rate: number;
  readonly leaning: Leaning;
  readonly words: string;
}

/** Everything people do that they should not, or not so: with which probability at each occasion. */
export const MISCHIEF = {
  late: { rate: 0.08, leaning: 'late', words: 'does it only after the deadline' },
  absent: { rate: 0.03, leaning: 'absent', words: 'is absent until the escalation' },
  'proposal-late': { rate: 0.15, leaning: 'late', words: 'submits only in January' },
  'does-not-commit': { rate: 0.04, leaning: 'absent', words: 'does not commit in time' },
  'does-not-reveal': { rate: 0.05, leaning: 'absent', words: 'commits and does not reveal in time' },
  'double-click': { rate: 0.06, leaning: 'hasty', words: 'clicks twice: the same command twice at once, with one key' },
  'two-windows': { rate: 0.05, leaning: 'hasty', words: 'sends the same command twice at once from two windows, with two keys' },
  'two-colleagues': { rate: 0.06, leaning: 'fate', words: 'a colleague does the same at the same moment' },
  'sends-again': { rate: 0.05, leaning: 'hasty', words: 'sends the same command again later, with the same key' },
  stale: { rate: 0.15, leaning: 'careless', words: 'changes a version that is no longer the newest' },
  wrong: { rate: 0.07, leaning: 'careless', words: 'first sends something wrong' },
  outsider: { rate: 0.05, leaning: 'meddling', words: 'somebody else tries it first' },
  'own-approval': { rate: 0.15, leaning: 'meddling', words: 'tries to decide on what is their own' },
  'over-cap': { rate: 0.15, leaning: 'careless', words: 'asks for more than the cap allows: by the ratio, or by one enterprise' },
  'compiles-early': { rate: 0.1, leaning: 'hasty', words: 'compiles the plan before submissions are closed' },
  'compiles-undecided': { rate: 0.3, leaning: 'hasty', words: 'compiles the plan while a proposal is undecided' },
  returned: { rate: 0.25, leaning: 'fate', words: 'the conference returns the proposal with reasons' },
  'two-minds': { rate: 0.1, leaning: 'fate', words: 'one colleague approves while another returns it' },
  'gives-up': { rate: 0.5, leaning: 'fate', words: 'the department withdraws what was returned' },
  'withdraws-at-review': { rate: 0.15, leaning: 'fate', words: 'the department withdraws while the conference approves' },
  'changes-at-compiling': { rate: 0.1, leaning: 'hasty', words: 'a department drafts something while the plan is compiled' },
  recusal: { rate: 0.35, leaning: 'fate', words: 'an officer asks to step aside from an enterprise' },
  'recusal-undecided': { rate: 0.3, leaning: 'absent', words: 'the head leaves the recusal undecided' },
  'enterprise-closes': { rate: 0.15, leaning: 'fate', words: 'an enterprise closes before the draw' },
  'loses-officer': { rate: 0.1, leaning: 'fate', words: 'an officer falls ill before the visit' },
  'certificate-withdrawn': { rate: 0.12, leaning: 'fate', words: 'an officer loses the certificate before the visit' },
  'loses-target': { rate: 0.12, leaning: 'fate', words: 'the enterprise turns out to be gone before the visit' },
  'found-at-the-door': { rate: 0.7, leaning: 'fate', words: 'that the certificate is no longer valid is noticed on the day of the visit' },
  unreachable: { rate: 0.08, leaning: 'fate', words: 'nobody is met at the registered premises' },
  'asks-secrecy': { rate: 0.2, leaning: 'fate', words: 'the handler asks that the result stay unpublished' },
  'is-head-as-well': { rate: 0.4, leaning: 'fate', words: 'the handler is head as well, and tries to decide on the own request' },
  'enters-open': { rate: 0.15, leaning: 'hasty', words: 'enters the form while an item has no result' },
  'two-findings': { rate: 0.06, leaning: 'fate', words: 'two officers write different findings for one item at once' },
  'corrects-result': { rate: 0.08, leaning: 'fate', words: 'the officer corrects a result' },
  'visit-after-the-end': { rate: 0.004, leaning: 'late', words: 'makes the visit only after the last day of the year’s inspections' },
  'visit-moved': { rate: 0.08, leaning: 'fate', words: 'the visit is moved to another day' },
} as const satisfies Readonly<Record<string, Row>>;

/** A row of {@link MISCHIEF}. */
export type Mischief = keyof typeof MISCHIEF;
