import { hashOf, tag, prefixed, unhex } from './hashing.ts';
import { leafHash, rootByPath } from './merkle.ts';
import { inFrame, readRow } from './rows.ts';
import type { Transcript } from './transcript.ts';

export interface FirmAnswer {
  readonly isInSnapshot: boolean;
  readonly isInFrame: boolean;
  /** Whether its ticket is at most τ of its stratum. */
  readonly isDrawn: boolean;
}

/** What one firm can check with its row, the row's place and its path to the root. */
export function checkFirm({ manifest, seed, strata }: Transcript, line: string, index: number, path: readonly string[]): FirmAnswer {
  const H = hashOf(manifest.suite);
  const row = readRow(line);
  const root = rootByPath(H, leafHash(H, line), index, manifest.snapshot.rows, path.map(unhex));
  const ticket = H(H(tag('sj-item/1'), unhex(seed), prefixed(manifest.item.itemId)), row.id).toString('hex');
  const tau = strata.find(({ code }) => code === row.stratum)?.tau ?? null;
  return { isInSnapshot: root?.toString('hex') === manifest.snapshot.root, isInFrame: inFrame(manifest.item.frame, row), isDrawn: tau !== null && ticket <= tau };
}
