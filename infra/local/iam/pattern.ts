/** Tells whether a text matches. */
export type Matcher = (text: string) => boolean;

const SPECIAL = /[\\^$.|+()[\]{}]/g;

const toRegExp = (pattern: string, flags: string): RegExp =>
  new RegExp(`^${pattern.replace(SPECIAL, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`);

/** A matcher for a pattern in which `*` stands for any run of characters and `?` for one; `ignoreCase` as for action names. */
export const wildcard = (pattern: string, { ignoreCase = false } = {}): Matcher => {
  if (pattern === '*') return () => true;
  if (/[*?]/.test(pattern)) {
    const expression = toRegExp(pattern, ignoreCase ? 'i' : '');
    return (text) => expression.test(text);
  }
  const exact = ignoreCase ? pattern.toLowerCase() : pattern;
  return (text) => (ignoreCase ? text.toLowerCase() : text) === exact;
};

const ARN_PARTS = 6;

const splitArn = (arn: string): string[] => {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
};

/** As {@link wildcard}, but each of the six parts of an ARN is compared by itself, so that `*` never runs across a colon of the first five. */
export const arnPattern = (pattern: string): Matcher => {
  const parts = splitArn(pattern).map((part) => wildcard(part));
  return (text) => {
    const actual = splitArn(text);
    return parts.every((matches, index) => matches(actual[index] ?? ''));
  };
};

/** A matcher for "one of these". */
export const anyOf = (matchers: readonly Matcher[]): Matcher => (text) => matchers.some((matches) => matches(text));
