/** The exact numbers of `"a/b"`, or null if the text is not one: no signs, no leading zeros, b at least 1. */
export const parseRatio = (text: string): { readonly a: bigint; readonly b: bigint } | null => {
  const match = /^(0|[1-9][0-9]{0,15})\/([1-9][0-9]{0,15})$/.exec(text);
  return match === null ? null : { a: BigInt(match[1] ?? ''), b: BigInt(match[2] ?? '') };
};

/** `ceil(a / b)` for non-negative a and positive b. */
export const ceilDivide = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
