/** The outcome of something that may be refused for an expected reason. Bugs and outages throw instead. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success that carries `value`. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** A refusal; `error` says why, as a literal reason or an object with one. */
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
