import type { Hasher } from '../../kernel/hash.ts';
import { checkQuota } from '../manifest/check-quota.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { badTranscriptMember } from '../transcript/transcript-shape.ts';
import { transcriptHash } from '../transcript/transcript.ts';
import type { Manifest, Transcript } from '../types.ts';
import type { Published } from './published.ts';
import { compare, fail, pass, unchecked, type Finding } from './report.ts';
import type { ReadDraw } from './step0-canonical.ts';

/** Step 2: the quotas follow from N_h, capBase and capUsed. */
export const step2 = (hasher: Hasher, published: Published, { manifest, transcript }: ReadDraw): readonly Finding[] => {
  const { item } = manifest;
  const quota = checkQuota(item);
  const findings: Finding[] = [
    quota.ok
      ? pass('quotas', `k = ${quota.value.k.join(', ')}; cap ${quota.value.cap}, floor ${quota.value.floor}`)
      : fail('quotas', Object.values(quota.error).join(' ')),
    capUsedFinding(hasher, published, manifest),
  ];
  if (transcript !== null) {
    const stated = transcript.strata.map(({ code, eligible, k }) => `${code} ${k}/${eligible}`).join(', ');
    findings.push(compare('quotas of the transcript', stated, item.strata.map(({ code, eligible, k }) => `${code} ${k}/${eligible}`).join(', ')));
  }
  return findings;
};

const capUsedFinding = (hasher: Hasher, published: Published, { item, earlier }: Manifest): Finding => {
  const drawn = new Map<string, number>();
  for (const text of published.counted) {
    const value = readCanonical(text);
    if (badTranscriptMember(value) !== null) continue;
    const transcript = value as unknown as Transcript;
    drawn.set(transcriptHash(hasher, transcript), transcript.drawn.length);
  }
  const absent = earlier.filter((hash) => !drawn.has(hash));
  if (absent.length > 0) return unchecked('capUsed', `the transcript of ${absent.join(', ')}`);
  return compare('capUsed', String(item.capUsed), String(earlier.reduce((sum, hash) => sum + (drawn.get(hash) ?? 0), 0)));
};
