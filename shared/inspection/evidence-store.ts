import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import type { Table } from '../store/table.ts';
import { create, type Write } from '../store/write.ts';
import { evidence } from './form.ts';

/** Who was given an address to upload which piece of evidence to, an address that takes those bytes alone. Once for each person and piece. */
export const broughtEvidence = evidence.extend({
  shape: z.literal(1),
  inspectionId: z.string(),
  by: z.object({ sub: z.string(), name: z.string() }),
  at: z.string().refine(isInstant, 'a time YYYY-MM-DDTHH:mm:ss+08:00').transform((text) => text as Instant),
  version: z.literal(1),
});

export type BroughtEvidence = z.output<typeof broughtEvidence>;

const keyOf = (inspectionId: string, sha256: string, sub: string) => ({ pk: `EVIDENCE#${inspectionId}`, sk: `${sha256}#${sub}` });

/** The write of a piece that somebody brings; conflicts where they brought it before. */
export const createBrought = (lifecycle: Table, piece: BroughtEvidence): Write =>
  create(lifecycle, { ...keyOf(piece.inspectionId, piece.sha256, piece.by.sub), ...broughtEvidence.parse(piece) });

/** True if that person brought that piece before. */
export const hasBrought = async (lifecycle: Table, inspectionId: string, sha256: string, sub: string): Promise<boolean> =>
  (await lifecycle.get(keyOf(inspectionId, sha256, sub))) !== undefined;

/** Who brought each of these pieces, by SHA-256. */
export const readBringers = async (lifecycle: Table, inspectionId: string, pieces: readonly { readonly sha256: string }[]): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map(await Promise.all(pieces.map(async ({ sha256 }) => {
    const items = await lifecycle.all({ pk: `EVIDENCE#${inspectionId}`, prefix: `${sha256}#` });
    return [sha256, items.map((item) => broughtEvidence.parse(item).by.sub)] as const;
  })));
