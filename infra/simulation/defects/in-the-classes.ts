import { defect, type Defect } from './defect.ts';

const QUOTA = 'shared/lottery/manifest/quota.ts';

/** Mistakes where a draw goes by class, with a floor, or from a directory that is not public. */
export const IN_THE_CLASSES: readonly Defect[] = [
  defect('mandatory-cut', 'NR-8', 'a class that must stay whole is cut by the cap like the others', QUOTA, 'const isMandatory = input.strata.map((stratum) => stratum.mandatory);', 'const isMandatory = input.strata.map((stratum) => stratum.mandatory && stratum.eligible < 0);'),
  defect('one-ratio-for-all', 'NR-8', 'the entry’s one ratio is drawn of every class', 'shared/draw/freezing/draw-item.ts', '...ratioIn(entry, code) }))', "...ratioIn({ ratio: entry.ratio }, code) }))"),
  defect('share-rounded-down', 'NR-8', 'the share of a class rounds down', QUOTA, 'ceilDivide((eligible[h] ?? 0n) * ratio.a, ratio.b)', '((eligible[h] ?? 0n) * ratio.a) / ratio.b'),
  defect('remainders-to-the-first', 'NR-8', 'what is left over when the cap is shared out goes to the first classes', QUOTA, '(x.rest > y.rest ? -1 : x.rest < y.rest ? 1 : x.at - y.at)', 'x.at - y.at'),
  defect('under-way-forgotten', 'GY-13', 'draws by class take no notice of what others under way will take of the cap', 'shared/draw/freezing/draw-item.ts', 'capUsed: item.capUsed + pending });', 'capUsed: item.capUsed + 0 * pending });'),
  defect('floor-rounded-down', 'DZ-3', 'the floor of a directory rounds down', QUOTA, 'const floor = ceilDivide(BigInt(input.capBase) * BigInt(input.floorBp), 10_000n);', 'const floor = (BigInt(input.capBase) * BigInt(input.floorBp)) / 10_000n;'),
  defect('quantity-under-floor', 'DZ-3', 'a quantity under the floor is accepted', 'shared/plan/cap.ts', 'asked.quantity !== null && asked.quantity < floor', 'asked.quantity !== null && asked.quantity < floor && floor < 0'),
  defect('mandatory-past-the-cap', 'NR-8', 'a proposal is accepted whose mandatory classes exceed the cap', 'shared/plan/cap.ts', "if (mandatory > cap) return", 'if (mandatory > cap && cap < 0) return'),
  defect('taken-from-the-mandatory', 'NR-8', 'a proposal is accepted that takes what must stay whole of another', 'shared/plan/cap.ts', 'if (takes > left) return', 'if (takes > left && left < 0) return'),
  defect('judged-apart', 'GY-13', 'of two proposals submitted at the same moment neither is judged beside the other', 'shared/plan/submit-proposal.ts', ', takeSubmissionTurn(stores.lifecycle, turn)],', ', ...[takeSubmissionTurn(stores.lifecycle, turn)].slice(1)],'),
  defect('bounds-overlooked', 'NR-8', 'a ratio of a class outside the profile’s bounds is accepted', 'shared/plan/class-ratios.ts', 'for (const [code, { fromBp, toBp }] of Object.entries(bounds ?? {})) {', 'for (const [code, { fromBp, toBp }] of Object.entries(bounds ?? {}).slice(4)) {'),
  defect('quantity-over-classes', 'NR-8', 'a quantity is accepted beside ratios by class, and overrides them', 'shared/plan/class-ratios.ts', 'if (content.quantity !== null && content.classes !== undefined) return', 'if (content.quantity !== null && content.classes?.length === 0) return'),
  defect('blinded-rows-laid-out', 'HT-8', 'the rows of a blinded directory are laid out in public, though nothing points there', 'shared/draw/freezing/freeze-batch.ts', 'isPublic: !isBlinded });', 'isPublic: true });'),
  defect('one-salt-for-all', 'HT-8', 'all rows of a blinded directory have the same salt, so that a firm that knows its own can try the others', 'shared/draw/freezing/blinding.ts', "['row', batchId, drawNo, targetId]", "['row', batchId, drawNo]"),
  defect('salts-published', 'HT-8', 'the salts of a blinded directory are published', 'shared/draw/freezing/blind-rows.ts', 'saltsText(salts), { isPublic: false })', 'saltsText(salts), { isPublic: true })'),
  defect('blinded-counted', 'HT-8', 'the drawn of a blinded directory are counted by class in public', 'shared/draw/record/public-files.ts', '(snapshot.blinded ? [] : [FAIRNESS_FILE])', '(snapshot.blinded && snapshot.rows < 0 ? [] : [FAIRNESS_FILE])'),
];
