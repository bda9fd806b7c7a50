/** Visits that no yearly cap counts, by their code (国办发〔2024〕54号): what somebody else or something outside the plan asks for. */
export const EXEMPT_KINDS = ['complaint', 'assigned', 'monitoring', 'request'] as const;

export type ExemptKind = (typeof EXEMPT_KINDS)[number];

/** How people read them. */
export const EXEMPT_KIND_NAMES = {
  complaint: { zh: '投诉举报', en: 'complaint or report' },
  assigned: { zh: '转办交办', en: 'referred or assigned by another body' },
  monitoring: { zh: '数据监测', en: 'data monitoring' },
  request: { zh: '企业申请', en: 'asked for by the enterprise' },
} as const satisfies Record<ExemptKind, { readonly zh: string; readonly en: string }>;
