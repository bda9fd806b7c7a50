import type { Json } from './canonical.ts';

export interface Mutation {
  readonly name: string;
  readonly value: Json;
}

/** Every change of one single field, one added and one removed field or entry; of long lists only the first and the last entry. */
export function mutations(value: Json, at = ''): Mutation[] {
  const into = (each: Json, name: string, put: (other: Json) => Json) => mutations(each, name).map((inner) => ({ ...inner, value: put(inner.value) }));
  if (value === null) return [{ name: at, value: '0'.repeat(64) }];
  if (typeof value === 'boolean') return [{ name: at, value: !value }];
  if (typeof value === 'number') return [{ name: `${at} + 1`, value: value + 1 }, { name: `${at} − 1`, value: value - 1 }];
  if (typeof value === 'string') return [{ name: at, value: changed(value) }, { name: `${at} as null`, value: null }];
  if (isList(value)) {
    const places = value.length <= 2 ? [...value.keys()] : [0, value.length - 1];
    return [
      ...places.flatMap((place) => into(value[place] ?? null, `${at}[${place}]`, (other) => value.with(place, other))),
      ...places.map((place) => ({ name: `${at}[${place}] removed`, value: value.toSpliced(place, 1) })),
      ...places.map((place) => ({ name: `${at}[${place}] twice`, value: value.toSpliced(place, 0, value[place] ?? null) })),
      ...(value.length > 1 ? [{ name: `${at} the other way round`, value: value.toReversed() }] : []),
      ...(value.length === 0 ? [{ name: `${at} with something`, value: ['0100001'] }] : []),
    ];
  }
  const given = value as { readonly [key: string]: Json };
  return [
    ...Object.entries(given).flatMap(([key, each]) => into(each, `${at}.${key}`, (other) => ({ ...given, [key]: other }))),
    ...Object.keys(given).map((key) => ({ name: `${at}.${key} removed`, value: Object.fromEntries(Object.entries(given).filter(([other]) => other !== key)) })),
    { name: `${at} with one more`, value: { ...given, zz: 1 } },
  ];
}

/** The text with its last letter or figure turned into another of its kind. */
function changed(text: string): string {
  const place = text.search(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/);
  const old = text[place] ?? '';
  const other = /[0-9]/.test(old) ? String((Number(old) + 1) % 10) : old === 'a' ? 'b' : old === 'A' ? 'B' : old === old.toLowerCase() ? 'a' : 'A';
  return text.slice(0, place) + other + text.slice(place + 1);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
