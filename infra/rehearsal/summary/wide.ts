const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns a text takes on a terminal: a Chinese character or full-width mark takes two. */
export const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

/** `text` filled with spaces to `width` columns, on the right, or on the left for figures. A longer text stays as it is. */
export const padded = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + space : space + text;
};

/** `text` cut to `width` columns, with an ellipsis if something is missing. */
export const cutTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let cut = '';
  for (const character of text) {
    if (widthOf(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
};

/** Columns of a table, each as wide as its widest cell. */
export const columns = (rows: readonly (readonly string[])[], aligns: readonly ('left' | 'right')[]): readonly string[] => {
  const widths = aligns.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? ''))));
  return rows.map((row) => row.map((cell, i) => padded(cell, widths[i] ?? 0, aligns[i])).join('  ').trimEnd());
};
