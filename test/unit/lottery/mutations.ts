import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';

/** Where a leaf lies: `manifest.item.strata.0.k`. */
export type Path = readonly (string | number)[];

/** Every leaf of a JSON value, with its path. */
export const leavesOf = (value: Json, path: Path = []): readonly { readonly path: Path; readonly leaf: Json }[] => {
  if (typeof value !== 'object' || value === null) return [{ path, leaf: value }];
  const parts = Array.isArray(value) ? [...(value as readonly Json[]).entries()] : (Object.entries(value) as [string, Json][]);
  return parts.flatMap(([key, part]) => leavesOf(part, [...path, key]));
};

/** The value with another one at `path`; undefined takes it away. */
export const changedAt = (value: Json, path: Path, leaf: Json | undefined): Json => {
  const [key, ...rest] = path;
  if (key === undefined) return leaf ?? null;
  if (Array.isArray(value)) {
    const at = Number(key);
    if (rest.length === 0 && leaf === undefined) return value.filter((_, i) => i !== at);
    return value.map((part, i) => (i === at ? changedAt(part, rest, leaf) : part));
  }
  const object = value as Readonly<Record<string, Json>>;
  if (rest.length === 0 && leaf === undefined) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  return { ...object, [key]: changedAt(object[String(key)] ?? null, rest, leaf) };
};

/** The words that have only a few values, each with another of them. */
const OTHERS: Readonly<Record<string, string>> = {
  'SHA-256': 'SM3', lead: 'other', office: 'other', witness: 'other', void: 'exclude', 'lost-officer': 'lost-target', 'lost-target': 'lost-officer', replaced: 'failed', '001': '002', '00000000': '20240101',
};

const replaceAt = (text: string, at: number, character: string): string => text.slice(0, at) + character + text.slice(at + 1);
const otherDigit = (digit: string): string => (digit === '1' ? '2' : '1');

/** Another value of the same form, chosen by the form alone. */
export const otherOf = (leaf: Json): Json => {
  if (leaf === null) return '0'.repeat(64);
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf !== 'string') throw new Error(`no leaf: ${canonicalJson(leaf)}`);
  const known = OTHERS[leaf];
  if (known !== undefined) return known;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(leaf)) return replaceAt(leaf, 18, otherDigit(leaf[18] ?? ''));
  if (/^\d+\/\d+$/.test(leaf)) return `${Number(leaf.split('/')[0]) + 1}/${leaf.split('/')[1] ?? ''}`;
  if (/^\d{8}$/.test(leaf)) return `${leaf.slice(0, 6)}${leaf.endsWith('15') ? '16' : '15'}`;
  if (/^[A-T]\d*$/.test(leaf) && leaf.length < 6 && !/^[A-Z]$/.test(leaf)) return `${leaf.startsWith('A') ? 'B' : 'A'}${leaf.slice(1)}`;
  if (/[0-9a-f]$/.test(leaf) && /^[0-9a-f]{2,}$/.test(leaf)) return replaceAt(leaf, leaf.length - 1, otherDigit(leaf.at(-1) ?? ''));
  if (/^[0-9A-Z]{17,}/.test(leaf)) return replaceAt(leaf, 17, otherDigit(leaf[17] ?? ''));
  return /^[A-Z]$/.test(leaf) ? 'T' : `${leaf}x`;
};
