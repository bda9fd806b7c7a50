/** Compares texts by their UTF-8 bytes. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Whether texts are strictly ascending by bytes, so none comes twice. */
export const isAscending = (texts: readonly string[]): boolean => texts.every((text, index) => index === 0 || byBytes(texts[index - 1] ?? '', text) < 0);

export const hasNoTwins = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

export const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, index) => each === b[index]);
