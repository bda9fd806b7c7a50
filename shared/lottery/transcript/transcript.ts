import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { byBytes, utf8 } from '../encoding/bytes.ts';
import { openHash, revealsHash, seedOf } from '../ceremony/ceremony.ts';
import { manifestHash } from '../manifest/manifest.ts';
import type { Targets } from '../targets/select-targets.ts';
import { taggedHash } from '../encoding/tagged-hash.ts';
import type { Beacon, DepartmentAssignment, DrawTimes, Hex, Manifest, Receipt, SignedValue, Transcript } from '../types.ts';

/** Everything a finished ceremony and draw leave behind; people in any order, `assignments` in manifest order. */
export type TranscriptInput = {
  readonly manifest: Manifest;
  readonly commitments: readonly SignedValue[];
  readonly reveals: readonly SignedValue[];
  readonly receipts?: readonly Receipt[];
  readonly beacons?: readonly Beacon[];
  readonly targets: Targets;
  readonly assignments: readonly DepartmentAssignment[];
  readonly times: DrawTimes;
};

const byId = <T extends { readonly id: string }>(people: readonly T[]): readonly T[] => [...people].sort((a, b) => byBytes(a.id, b.id));

/** M0, M1, M2 and the seed of a ceremony. */
export const ceremonyHashes = (
  hasher: Hasher,
  input: Pick<TranscriptInput, 'manifest' | 'commitments' | 'reveals' | 'beacons'>,
): { readonly M0: Hex; readonly M1: Hex; readonly M2: Hex; readonly seed: Hex } => {
  const M0 = manifestHash(hasher, input.manifest);
  const M1 = openHash(hasher, M0, input.commitments);
  const M2 = revealsHash(hasher, M1, input.reveals);
  return { M0, M1, M2, seed: seedOf(hasher, M2, input.beacons ?? []) };
};

/** [BY-1] Puts the transcript together; everything in it follows from the input. */
export const makeTranscript = (hasher: Hasher, input: TranscriptInput): Transcript => {
  const { M0, M1, M2, seed } = ceremonyHashes(hasher, input);
  const revealed = new Set(input.reveals.map(({ id }) => id));
  return {
    spec: 'sj-draw/1',
    manifest: input.manifest,
    M0,
    commitments: byId(input.commitments),
    M1,
    reveals: byId(input.reveals),
    missing: input.manifest.ceremony.participants.map(({ id }) => id).filter((id) => !revealed.has(id)).sort(byBytes),
    M2,
    receipts: byId(input.receipts ?? []),
    beacons: input.beacons ?? [],
    seed,
    ...input.targets,
    assignments: input.assignments,
    times: input.times,
  };
};

/** The bytes of `transcript.json`. */
export const transcriptText = (transcript: Transcript): string => canonicalJson(transcript);

/** `H("sj-transcript/1\0" ‖ JCS)`, which enters the audit trail and which the first event names. */
export const transcriptHash = (hasher: Hasher, transcript: Transcript): Hex =>
  taggedHash(hasher, 'sj-transcript/1', utf8(transcriptText(transcript)));
