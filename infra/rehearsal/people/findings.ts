import { chance } from '../chance.ts';
import { befalls } from '../story.ts';
import type { FormAtHand } from './form-at-hand.ts';

/** What an officer writes for one item. */
export interface Finding {
  readonly codes: ('01' | '02' | '09' | '10' | '13')[];
  readonly note: string;
  readonly followUp: 'none' | 'order-to-correct' | 'own-case';
  readonly needsEvidence: boolean;
}

/** The finding for `itemId`: mostly nothing wrong; on one form of the year nobody is met at the registered premises. */
export const findingOf = ({ scene: { city: { seed } }, planned, form, last }: Pick<FormAtHand, 'scene' | 'planned' | 'form' | 'last'>, itemId: string): Finding => {
  const of = [seed, 'finding', form.inspectionId, itemId] as const;
  if (last && befalls('unreachable', planned)) return { codes: ['10'], note: '登记住所无人经营，电话无法接通，张贴告知书并拍照。', followUp: 'none', needsEvidence: true };
  const dice = chance(...of);
  if (dice < 0.05) return { codes: ['09'], note: '现场记录缺失，已立案，待后续处理。', followUp: 'own-case', needsEvidence: true };
  if (dice < 0.17) return { codes: ['02'], note: '标识不规范，责令当场改正，已改正。', followUp: 'order-to-correct', needsEvidence: true };
  if (dice < 0.2 && itemId === 'annual-report') return { codes: ['13'], note: '未按规定公示年度报告。', followUp: 'order-to-correct', needsEvidence: true };
  return { codes: ['01'], note: '逐项核对检查内容，未发现问题。', followUp: 'none', needsEvidence: chance(...of, 'photo') < 0.15 };
};
