import { hash } from 'node:crypto';
import type { Actor } from '../identity/actor.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/instant.ts';

/** Who, when, what, before and after, under which profile: one link of a stream's chain (GY-1, BY-7). */
export interface AuditEntry {
  readonly stream: string;
  /** From 1, without gap. The order of the trail is this number, never time. */
  readonly seq: number;
  /** Hash of the entry before, 64 zeros for the first. */
  readonly prev: string;
  readonly at: Instant;
  readonly actor: Actor;
  /** What was done, e.g. `proposal.submit`. */
  readonly action: string;
  /** What it was done to, e.g. `proposal/2026-01-02`. */
  readonly subject: string;
  readonly profile: { readonly id: string; readonly version: number };
  readonly before?: Json;
  readonly after?: Json;
  /** Anything else that belongs to the decision: reasons, hashes of documents, escalations. */
  readonly detail?: Json;
  /** SHA-256 of the canonical JSON of all the above, lower-case hex. */
  readonly hash: string;
}

/** What the first entry of a stream has for `prev`. */
export const GENESIS = '0'.repeat(64);

/** The entry with its hash. */
export const sealEntry = (entry: Omit<AuditEntry, 'hash'>): AuditEntry => ({ ...entry, hash: entryHash(entry) });

/** The hash an entry must have. */
export const entryHash = (entry: Omit<AuditEntry, 'hash'> & { hash?: string }): string => {
  const { hash: _, ...content } = entry;
  return hash('sha256', canonicalJson(content as unknown as Json), 'hex');
};

/** SHA-256 of the canonical JSON of a document, lower-case hex: stands for it where it is too large for the entry. */
export const documentHash = (document: Json): string => hash('sha256', canonicalJson(document), 'hex');
