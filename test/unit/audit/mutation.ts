import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { AuditMaterial, Kept } from '../../../shared/audit/verifier/material.ts';

/** A whole number from 0 up to below `bound`, from the seed. */
export type Pick = (bound: number) => number;

/** An export with one thing done to it, and what a fault of it must name. `kept`: what somebody kept, where the export alone cannot tell. */
export interface Mutated {
  readonly material: AuditMaterial;
  readonly kept?: readonly Kept[];
  readonly stream?: string;
  /** The fault must name this entry. */
  readonly seq?: number;
  readonly checkpoint?: string;
}

/** An export with its trails. */
export type Whole = AuditMaterial & { readonly trails: NonNullable<AuditMaterial['trails']> };
export type Mutation = (whole: Whole, pick: Pick) => Mutated;

/** One of these, by the seed. */
export const one = <T>(from: readonly T[], pick: Pick): T => from[pick(from.length)] as T;

/** Another character at `at`: a bit flipped, or any other letter. */
export const flipped = (text: string, pick: Pick): string => {
  const characters = [...text];
  const at = pick(characters.length);
  const before = characters[at] ?? '';
  const other = pick(2) === 0 ? String.fromCodePoint((before.codePointAt(0) ?? 0) ^ (1 << pick(6))) : one([...'0123456789abcdefxyz{}":, 检'].filter((each) => each !== before), pick);
  return [...characters.slice(0, at), other, ...characters.slice(at + 1)].join('');
};

/** An export as one text, by which two can be told apart. */
export const textOf = (material: AuditMaterial): string =>
  canonicalJson({ checkpoints: material.checkpoints, lists: [...material.lists], trails: material.trails ?? null, index: material.index ?? null } as unknown as Json);
