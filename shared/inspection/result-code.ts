/**
 * The result of a target, several where they apply (result enumeration of the publicity system). `couldNotInspect` ones say that the
 * enterprise was not there to be inspected and need evidence; `alone` ones contradict every other code.
 */
export const RESULT_CODES = {
  '01': { zh: '未发现问题', en: 'no problem found', couldNotInspect: false, alone: true },
  '02': { zh: '发现问题经责令已改正', en: 'problem found, corrected on order', couldNotInspect: false, alone: false },
  '03': { zh: '未发现开展本次抽查涉及的生产经营活动', en: 'the activity was not found', couldNotInspect: false, alone: true },
  '04': { zh: '不配合检查情节严重', en: 'serious non-cooperation', couldNotInspect: false, alone: false },
  '05': { zh: '注销', en: 'deregistered', couldNotInspect: true, alone: false },
  '06': { zh: '暂停营业', en: 'suspended', couldNotInspect: true, alone: false },
  '07': { zh: '吊销', en: 'licence revoked', couldNotInspect: true, alone: false },
  '08': { zh: '关闭', en: 'closed', couldNotInspect: true, alone: false },
  '09': { zh: '发现问题待后续处理', en: 'problem found, follow-up pending', couldNotInspect: false, alone: false },
  '10': { zh: '通过登记的住所（经营场所）无法联系', en: 'unreachable at the registered premises', couldNotInspect: true, alone: false },
  '11': { zh: '被撤销', en: 'annulled', couldNotInspect: true, alone: false },
  '12': { zh: '迁出', en: 'moved out', couldNotInspect: true, alone: false },
  '13': { zh: '未按规定公示应当公示的信息', en: 'failed to publish what must be published', couldNotInspect: false, alone: false },
  '14': { zh: '公示信息隐瞒真实情况、弄虚作假', en: 'published false information', couldNotInspect: false, alone: false },
} as const satisfies Readonly<Record<string, { zh: string; en: string; couldNotInspect: boolean; alone: boolean }>>;

/** A code of {@link RESULT_CODES}. */
export type ResultCode = keyof typeof RESULT_CODES;

/** The codes in order. */
export const RESULT_CODE_LIST = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14'] as const satisfies readonly ResultCode[];

/** Codes of a problem that was found: whoever writes one also says what was seen. */
export const PROBLEM_CODES: ReadonlySet<ResultCode> = new Set(['02', '04', '09', '13', '14']);

/** What is done about a problem (GY-18). */
export const FOLLOW_UPS = {
  none: { zh: '无', en: 'none' },
  'order-to-correct': { zh: '责令改正', en: 'order to correct' },
  'own-case': { zh: '本部门立案', en: 'own case filing' },
  'handed-over': { zh: '抄告其他部门', en: 'handed to another department' },
  'criminal-transfer': { zh: '移送司法', en: 'criminal transfer' },
  'joint-punishment': { zh: '联合惩戒', en: 'joint punishment' },
} as const satisfies Readonly<Record<string, { zh: string; en: string }>>;

export type FollowUp = keyof typeof FOLLOW_UPS;

export const FOLLOW_UP_LIST = ['none', 'order-to-correct', 'own-case', 'handed-over', 'criminal-transfer', 'joint-punishment'] as const satisfies readonly FollowUp[];
