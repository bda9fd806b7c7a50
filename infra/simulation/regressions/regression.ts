/** A year that once broke. `only`: of all that befalls it, what it needed to; all of it if not given. */
export interface Regression {
  readonly seed: string;
  readonly only?: readonly string[];
  /** What was wrong, in words, and what holds since. */
  readonly found: string;
}
