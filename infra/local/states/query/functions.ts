import { createHash } from 'node:crypto';
import type { Expression } from 'jsonata';
import { evaluationOf, type Frame } from './evaluation.ts';

type Self = { environment: Frame };

const failed = (code: string, message: string): Error => Object.assign(new Error(message), { code, message });

// The service's $range answers like a JSONata mapping: one element comes back without its array.
const sequence = (values: unknown[]): unknown[] =>
  values.length === 0 ? values : Object.defineProperty(values, 'sequence', { value: true, enumerable: false });

const partition = (array: unknown, size: unknown): unknown => {
  if (array === undefined || size === undefined) return undefined;
  const list = Array.isArray(array) ? array : [array];
  const step = Math.trunc(Number(size));
  if (!(step > 0)) throw failed('D3137', 'The second argument of partition must be a positive integer');
  return Array.from({ length: Math.ceil(list.length / step) }, (_, part) => list.slice(part * step, (part + 1) * step));
};

const range = (first: unknown, last: unknown, step: unknown): unknown => {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Number(first), Number(last), Number(step)];
  if (by === 0) throw failed('D3137', 'The third argument of range must not be 0');
  const count = Math.floor((to - from) / by) + 1;
  if (count > 1000) throw failed('D3137', 'range makes at most 1000 elements');
  return sequence(Array.from({ length: Math.max(0, count) }, (_, index) => from + index * by));
};

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512',
};

const hash = (data: unknown, algorithm: unknown): unknown => {
  if (data === undefined || algorithm === undefined) return undefined;
  const name = ALGORITHMS[String(algorithm)];
  if (name === undefined) throw failed('D3137', `hash does not know the algorithm ${String(algorithm)}`);
  return createHash(name).update(typeof data === 'string' ? data : JSON.stringify(data)).digest('hex');
};

/** Uniform in [0, 1) from a text: the first 52 bits of its SHA-256. */
const fraction = (seed: string): number =>
  Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 13), 16) / 2 ** 52;

function random(this: Self, seed: unknown): number {
  return fraction(seed === undefined ? evaluationOf(this.environment).nextSeed() : `seed ${String(seed)}`);
}

function uuid(this: Self): string {
  const hex = createHash('sha256').update(evaluationOf(this.environment).nextSeed()).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const parse = (text: unknown): unknown => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(String(text));
  } catch {
    throw failed('D3137', 'parse was given a text that is not JSON');
  }
};

function now(this: Self, picture?: string, timezone?: string): unknown {
  const format = this.environment.lookup('fromMillis') as { implementation: (...args: unknown[]) => unknown };
  return format.implementation.call(this, evaluationOf(this.environment).nowMs, picture, timezone);
}

function millis(this: Self): number {
  return evaluationOf(this.environment).nowMs;
}

/** Gives `expression` the functions that the service adds to JSONata, its clock, and takes `$eval` away. */
export const installFunctions = (expression: Expression): void => {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<xs:s>');
  expression.registerFunction('random', random, '<x?:n>');
  expression.registerFunction('uuid', uuid, '<:s>');
  expression.registerFunction('parse', parse, '<s-:x>');
  expression.registerFunction('now', now, '<s?s?:s>');
  expression.registerFunction('millis', millis, '<:n>');
  expression.assign('eval', undefined);
};
