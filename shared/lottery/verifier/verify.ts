import type { CheckCrypto, Hasher } from '../../kernel/hash.ts';
import { openHash, revealsHash, seedOf } from '../ceremony/ceremony.ts';
import { manifestHash } from '../manifest/manifest.ts';
import type { Hex, Transcript } from '../types.ts';
import type { Watch } from './progress.ts';
import { expertFindings } from './expert-findings.ts';
import { readPublished, type Published, type Source } from './published.ts';
import { fail, unchecked, type Finding, type Report, type Step, type StepReport } from './report.ts';
import { step0, type ReadDraw } from './step0-canonical.ts';
import { step1 } from './step1-ceremony.ts';
import { step2 } from './step2-quota.ts';
import { step3 } from './step3-rows.ts';
import { step4 } from './step4-officers.ts';

/**
 * [BY-1] Reads a published draw and checks it by section 7 of the rules; `counted` are the year's earlier draws, for `capUsed`; `eventsHead` is the hash of the last event as the
 * audit trail has it.
 */
export const verifyDraw = async (crypto: CheckCrypto, source: Source, counted: readonly Source[] = [], watch: Watch = () => {}, eventsHead?: Hex): Promise<Report> =>
  verifyPublished(crypto, source.where, { ...(await readPublished(source, counted, watch)), ...(eventsHead === undefined ? {} : { eventsHead }) }, watch);

/** The same for files already read. */
export const verifyPublished = (crypto: CheckCrypto, where: string, published: Published, watch: Watch = () => {}): Report => {
  const steps: StepReport[] = [];
  const done = (step: Step, findings: readonly Finding[]): void => {
    steps.push({ step, findings });
    watch({ doing: 'checked', step: { step, findings } });
  };
  const { findings, draw } = step0(crypto, published);
  done(0, findings);
  if (draw === null) {
    for (const step of [1, 2, 3, 4] as const) done(step, [unchecked('everything', 'a readable manifest.json')]);
    return { subject: where, steps };
  }
  const hasher = crypto.hasher(draw.manifest.suite);
  const seed = draw.transcript === null ? null : followedSeed(hasher, draw, draw.transcript);
  done(1, attempt(() => step1(crypto, draw), asIs));
  done(2, attempt(() => step2(hasher, published, draw), asIs));
  const rows = attempt(() => step3(hasher, published, draw, seed), (failed) => ({ findings: failed, targets: null }));
  done(3, rows.findings);
  done(4, attempt(() => [
    ...step4(hasher, published, draw, { seed, drawn: rows.targets?.drawn ?? null }),
    ...expertFindings(hasher, published, draw.manifest, draw.transcript, { seed, secret: secretOf(published) }),
  ], asIs));
  return { subject: `${where}: plan ${draw.manifest.planId}, attempt ${draw.manifest.drawNo}${kindOf(draw)}`, steps };
};

/** w, where the file is one; whether it is the one committed to is step 4's to say. */
const secretOf = ({ secret }: Published): Hex | null => (secret !== null && /^[0-9a-f]{64}\n$/.test(secret) ? secret.slice(0, 64) : null);

const asIs = (findings: readonly Finding[]): readonly Finding[] => findings;

/** What is published may be anything; where a step cannot even be carried out on it, that is a failure of the draw, not of the verifier. */
const attempt = <T>(step: () => T, failed: (findings: readonly Finding[]) => T): T => {
  try {
    return step();
  } catch (error) {
    return failed([fail('what is published', `cannot be followed: ${error instanceof Error ? error.message : String(error)}`)]);
  }
};

const kindOf = ({ transcript, voided, sealed }: ReadDraw): string => {
  if (voided !== null) return transcript === null ? ', voided' : ', voided after it was drawn';
  return transcript === null && sealed !== null ? `, sealed until ${sealed.openOn}` : '';
};

/**
 * The seed that steps 3 and 4 follow. Step 1 reports a false one; here the one that the rest of the ceremony bears out is used, so that
 * one falsehood shows as one failure, at its own step.
 */
const followedSeed = (hasher: Hasher, { manifest }: ReadDraw, transcript: Transcript): Hex => {
  if (seedOf(hasher, transcript.M2, transcript.beacons) === transcript.seed) return transcript.seed;
  const M1 = openHash(hasher, manifestHash(hasher, manifest), transcript.commitments);
  const recomputed = seedOf(hasher, revealsHash(hasher, M1, transcript.reveals), transcript.beacons);
  const fromStatedM2 = seedOf(hasher, transcript.M2, transcript.beacons);
  const isM2Borne = revealsHash(hasher, transcript.M1, transcript.reveals) === transcript.M2;
  return recomputed === transcript.seed || !isM2Borne ? transcript.seed : fromStatedM2;
};
