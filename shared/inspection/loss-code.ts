import { RESULT_CODES } from './result-code.ts';

/**
 * Why a target cannot be inspected: the codes of the result enumeration that say that the enterprise was not there to be inspected; `over-cap` where its visits of the year
 * are used up (NR-5), `no-officers` where nobody may make the visit. These say nothing of the enterprise, and no code of the enumeration stands for them. `not-made` is
 * declared by nobody: it stands for `over-cap` wherever those read who may not know of a sealed draw, since an enterprise that nothing known has filled its year with would
 * be known to have a visit to come (NR-9).
 */
export const LOSS_CODES = {
  '05': RESULT_CODES['05'],
  '06': RESULT_CODES['06'],
  '07': RESULT_CODES['07'],
  '08': RESULT_CODES['08'],
  '10': RESULT_CODES['10'],
  '11': RESULT_CODES['11'],
  '12': RESULT_CODES['12'],
  'over-cap': { zh: '已达本年度检查次数上限，未实施检查', en: 'the yearly cap on visits is reached; not inspected' },
  'no-officers': { zh: '无可派出的执法检查人员，未实施检查', en: 'no officers can be sent; not inspected' },
  'not-made': { zh: '本次检查不能实施', en: 'the visit cannot take place' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** A code of {@link LOSS_CODES}. */
export type LossCode = keyof typeof LOSS_CODES;

/** The codes in order, as a form keeps and shows them. */
export const LOSS_CODE_LIST = ['05', '06', '07', '08', '10', '11', '12', 'over-cap', 'no-officers', 'not-made'] as const satisfies readonly LossCode[];

/** A code that a head may declare. */
export type DeclaredLossCode = Exclude<LossCode, 'not-made'>;

/** True for a code that the national enumeration knows too. */
export const isResultCode = (code: LossCode): code is Exclude<DeclaredLossCode, 'over-cap' | 'no-officers'> => code !== 'over-cap' && code !== 'no-officers' && code !== 'not-made';

/** The code that the public, and whoever may not know of sealed draws, reads for it: always the same for the same code, so that the difference tells nothing (NR-9). */
export const publicLossCode = (code: LossCode): LossCode => (code === 'over-cap' ? 'not-made' : code);

/** What stands in place of a ground that is not published. */
export const GROUND_KEPT_BACK = '依据由监督人员和见证人掌握';

/** The reason as the line of the draw's events publishes it: code, words, ground, and the hashes of the evidence; of `over-cap` no more than that the visit cannot take place. */
export const lossReason = (code: LossCode, ground: string, evidence: readonly { readonly sha256: string }[]): string => {
  const shown = publicLossCode(code);
  const grounds = shown === code ? [ground, ...evidence.map(({ sha256 }) => `sha256:${sha256}`)] : [GROUND_KEPT_BACK];
  return [`${shown} ${LOSS_CODES[shown].zh}`, ...grounds].join('；');
};
