/** A published list as text: each line with its newline. The empty list is the empty file. */
export const linesToText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** The lines of a published list, without newlines; null if the last line does not end in one. */
export const textToLines = (text: string): readonly string[] | null => {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : null;
};

/** True if each value comes strictly after the one before it. */
export const isStrictlyAscending = (values: readonly string[]): boolean =>
  values.every((value, i) => i === 0 || (values[i - 1] ?? '') < value);
