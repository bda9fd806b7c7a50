import { checkQuota } from '../check-quota.ts';
import type { ReadDraw } from './step0-canonical.ts';
import { compare, fail, pass, unchecked, type Finding } from './report.ts';

/** Step 2: the quotas follow from N_h, capBase and capUsed. */
export const step2 = ({ manifest, transcript }: ReadDraw): readonly Finding[] => {
  const { item, earlier } = manifest;
  const quota = checkQuota(item);
  const findings: Finding[] = [
    quota.ok
      ? pass('quotas', `k = ${quota.value.k.join(', ')}; cap ${quota.value.cap}, floor ${quota.value.floor}`)
      : fail('quotas', Object.values(quota.error).join(' ')),
  ];
  if (earlier.length > 0) findings.push(unchecked('capUsed', `the ${earlier.length} earlier transcripts it counts`));
  else findings.push(item.capUsed === 0 ? pass('capUsed', '0, no earlier draws') : fail('capUsed', `${item.capUsed} without an earlier draw`));
  if (transcript !== null) {
    const stated = transcript.strata.map(({ code, eligible, k }) => `${code} ${k}/${eligible}`).join(', ');
    findings.push(compare('quotas of the transcript', stated, item.strata.map(({ code, eligible, k }) => `${code} ${k}/${eligible}`).join(', ')));
  }
  return findings;
};
