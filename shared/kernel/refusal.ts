import { err } from './result.ts';

/** One refusal as people read it. `{name}` in a text stands for the fact of that name. */
export interface RefusalText {
  readonly status: 400 | 403 | 404 | 409 | 412 | 413 | 422 | 428 | 500;
  /** The clause of the requirements it comes from, e.g. `GY-13`. */
  readonly clause?: string;
  readonly zh: string;
  readonly en: string;
}

/** A concept's catalogue of refusals, by stable code. */
export type RefusalCatalogue = Readonly<Record<string, RefusalText>>;

/** An expected refusal. `pointer` is a JSON pointer into the request body; `errors` lists several faults at once. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly pointer?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A refused {@link Result}. */
export const refuse = <Code extends string>(
  code: Code,
  more: Omit<Refusal<Code>, 'code'> = {},
): { readonly ok: false; readonly error: Refusal<Code> } => err({ code, ...more });

/** `text` with each `{name}` replaced by its fact. */
export const withFacts = (text: string, facts: Refusal['facts'] = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
