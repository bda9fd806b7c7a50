import type { StoredItem } from '../../../../shared/store/item.ts';

/** Names and values that an expression stands on. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Whether an expression holds of the item that lies there, `undefined` if none does. */
export type Condition = (item: StoredItem | undefined, placeholders: Placeholders) => boolean;

const known = new Map<string, Condition>();

/** A condition expression, compiled once. Throws for a form that the record's verbs do not use: better than to answer it wrongly. */
export const conditionOf = (expression: string): Condition => {
  let condition = known.get(expression);
  if (condition === undefined) {
    const parts = expression.split(' AND ').map((part) => clause(part.trim()));
    condition = (item, placeholders) => parts.every((part) => part(item, placeholders));
    known.set(expression, condition);
  }
  return condition;
};

const clause = (text: string): Condition => {
  const exists = /^(attribute_exists|attribute_not_exists)\((#?\w+)\)$/.exec(text);
  if (exists !== null) {
    const [, verb, path = ''] = exists;
    return (item, { names }) => (item?.[nameOf(path, names)] !== undefined) === (verb === 'attribute_exists');
  }
  const equal = /^(#?\w+) = (:\w+)$/.exec(text);
  if (equal !== null) {
    const [, path = '', value = ''] = equal;
    return (item, { names, values }) => item !== undefined && item[nameOf(path, names)] === valueOf(value, values);
  }
  const among = /^(#?\w+) IN \((:\w+(?:, :\w+)*)\)$/.exec(text);
  if (among !== null) {
    const [, path = '', list = ''] = among;
    const each = list.split(', ');
    return (item, { names, values }) => item !== undefined && each.some((value) => item[nameOf(path, names)] === valueOf(value, values));
  }
  throw new Error(`the memory tables do not know the condition '${text}'`);
};

const nameOf = (path: string, names: Placeholders['names']): string => {
  if (!path.startsWith('#')) return path;
  const name = names[path];
  if (name === undefined) throw new Error(`the expression names ${path}, which is not given`);
  return name;
};

const valueOf = (value: string, values: Placeholders['values']): unknown => {
  if (!(value in values)) throw new Error(`the expression uses ${value}, which is not given`);
  return values[value];
};
