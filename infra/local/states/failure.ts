/** Why a state failed. `error` and `cause` may be absent: a Fail state and SendTaskFailure may leave them out. */
export class StateFailure extends Error {
  readonly error: string | null;
  readonly cause_: string | null;
  /** Names a Retry or Catch may use for the same failure besides `error`. */
  readonly aliases: readonly string[];
  constructor(error: string | null, cause: string | null, aliases: readonly string[] = []) {
    super(`${error}: ${cause}`);
    this.name = 'StateFailure';
    this.error = error;
    this.cause_ = cause;
    this.aliases = aliases;
  }
}

/** A JSONata field could not be evaluated. `detail` is the cause without the sentence that names the state, which only the interpreter can add. */
export class QueryFailure extends Error {
  readonly detail: string;
  readonly location: string | null;
  /** True if the field had a value, which then could not be used: the event that says so comes after the state's entry, not beside it. */
  readonly afterEntry: boolean;
  constructor(detail: string, location: string | null, afterEntry = false) {
    super(detail);
    this.afterEntry = afterEntry;
    this.name = 'QueryFailure';
    this.detail = detail;
    this.location = location;
  }
}

/** The execution cannot go on and nothing can catch it, as when the history is full. */
export const runtimeFailure = (cause: string): StateFailure => new StateFailure('States.Runtime', cause);
