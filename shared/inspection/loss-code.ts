import { RESULT_CODES } from './result-code.ts';

/**
 * Why a target cannot be inspected: the codes of the result enumeration that say that the enterprise was not there to be inspected; `over-cap` where its visits of the year
 * are used up (NR-5), `no-officers` where nobody may make the visit. The last two say nothing of the enterprise, and no code of the enumeration stands for them.
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
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** A code of {@link LOSS_CODES}. */
export type LossCode = keyof typeof LOSS_CODES;

/** The codes in order. */
export const LOSS_CODE_LIST = ['05', '06', '07', '08', '10', '11', '12', 'over-cap', 'no-officers'] as const satisfies readonly LossCode[];

/** True for a code that the national enumeration knows too. */
export const isResultCode = (code: LossCode): code is Exclude<LossCode, 'over-cap' | 'no-officers'> => code !== 'over-cap' && code !== 'no-officers';

/** The reason as the line of the draw's events publishes it: code, words, ground, and the hashes of the evidence. */
export const lossReason = (code: LossCode, ground: string, evidence: readonly { readonly sha256: string }[]): string =>
  [`${code} ${LOSS_CODES[code].zh}`, ground, ...evidence.map(({ sha256 }) => `sha256:${sha256}`)].join('；');
