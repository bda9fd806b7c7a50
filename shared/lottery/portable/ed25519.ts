import { concat, fromHex, isHex, toHex } from '../encoding/bytes.ts';
import { sha512 } from './sha512.ts';

// The curve of RFC 8032: -x² + y² = 1 + d·x²·y² over the integers modulo P; L is the order of its base point.
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (x: bigint): bigint => {
  const rest = x % P;
  return rest < 0n ? rest + P : rest;
};

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  let square = mod(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
};

const inverse = (x: bigint): bigint => power(x, P - 2n);

const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** A point in extended coordinates: x = X/Z, y = Y/Z, T = X·Y/Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];

const NEUTRAL: Point = [0n, 1n, 1n, 0n];

const add = ([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point => {
  const a = (y1 - x1) * (y2 - x2);
  const b = (y1 + x1) * (y2 + x2);
  const c = mod(2n * D * t1) * t2;
  const z = 2n * z1 * z2;
  const [e, f, g, h] = [mod(b - a), mod(z - c), mod(z + c), mod(b + a)];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
};

const times = (scalar: bigint, point: Point): Point => {
  let result = NEUTRAL;
  let doubled = point;
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = add(result, doubled);
    doubled = add(doubled, doubled);
  }
  return result;
};

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse()) || '0'}`);

const encode = ([x, y, z]: Point): string => {
  const unit = inverse(z);
  const sign = mod(x * unit) & 1n;
  return toHex(fromHex((mod(y * unit) | (sign << 255n)).toString(16).padStart(64, '0')).reverse());
};

const decode = (bytes: Uint8Array): Point | null => {
  const number = littleEndian(bytes);
  const y = mod(number & ((1n << 255n) - 1n));
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x) !== u) return null;
  if ((x & 1n) !== number >> 255n) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
};

const BASE = decode(fromHex(`58${'66'.repeat(31)}`)) ?? NEUTRAL;

/**
 * True if `signature` (128 hex) is that of `publicKey` (64 hex) over `message`: RFC 8032, 5.1.7, without the cofactor, as OpenSSL does it. False
 * for anything malformed. For checking what is public only: the time it takes tells of what it works on.
 */
export const verifyEd25519 = (publicKey: string, message: Uint8Array, signature: string): boolean => {
  if (!isHex(publicKey, 32) || !isHex(signature, 64)) return false;
  const key = fromHex(publicKey);
  const [r, s] = [fromHex(signature.slice(0, 64)), littleEndian(fromHex(signature.slice(64)))];
  const point = decode(key);
  if (point === null || s >= L) return false;
  const k = littleEndian(sha512(concat(r, key, message))) % L;
  const [x, y, z, t] = times(k, point);
  return encode(add(times(s, BASE), [mod(-x), y, z, mod(-t)])) === signature.slice(0, 64);
};
