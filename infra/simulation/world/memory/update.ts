import type { StoredItem } from '../../../../shared/store/item.ts';
import type { Placeholders } from './condition.ts';

/** The item after an update expression: `ADD #a :v, #b :w` or `SET path = :v`. Throws for a form that the record's verbs do not use. */
export const updated = (before: StoredItem | undefined, key: { readonly pk: string; readonly sk: string }, expression: string, { names, values }: Placeholders): StoredItem => {
  const item: Record<string, unknown> = { ...before, pk: key.pk, sk: key.sk };
  const [, verb, list = ''] = /^(ADD|SET) (.+)$/.exec(expression) ?? [];
  for (const part of list.split(', ')) {
    const [, path = '', value = ''] = (verb === 'ADD' ? /^(#?\w+) (:\w+)$/ : /^(#?\w+) = (:\w+)$/).exec(part) ?? [];
    const name = path.startsWith('#') ? names[path] : path;
    if (verb === undefined || name === undefined || name === '' || !(value in values)) throw new Error(`the memory tables do not know the update '${expression}'`);
    item[name] = verb === 'ADD' ? Number(item[name] ?? 0) + Number(values[value]) : values[value];
  }
  return item as unknown as StoredItem;
};
