import type { Json, JsonObject } from '../types.ts';

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** Rows of fields by RFC 4180; quoted fields may hold delimiters, quotes (doubled) and line ends. */
export const csvRows = (text: string, delimiter: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(field);
    if (row.length > 1 || field !== '') rows.push(row);
    row = [];
    field = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') field += char;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === delimiter) {
      row.push(field);
      field = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') field += char;
  }
  endRow();
  return rows;
};

/** CSV as items: one object per row, named by the first row or by `CSVHeaders`; what is missing is `''`, what is too much is left out. */
export const parseCsv = (text: string, config: JsonObject): Json[] => {
  const rows = csvRows(text.replace(/^\uFEFF/, ''), DELIMITERS[String(config.CSVDelimiter ?? 'COMMA')] ?? ',');
  const given = config.CSVHeaderLocation === 'GIVEN';
  const headers = given ? (Array.isArray(config.CSVHeaders) ? config.CSVHeaders.map(String) : []) : (rows[0] ?? []);
  return (given ? rows : rows.slice(1)).map((row) => Object.fromEntries(headers.map((header, column) => [header, row[column] ?? ''])));
};
