/** Who works with the system. The public has no role: it reads `/public` without login. */
export const ROLES = [
  'operator',
  'head',
  'conference',
  'government',
  'judicial',
  'inspector',
  'witness',
  'supervisor',
  'administrator',
  'integrator',
] as const;

/** A role; Chinese names in {@link ROLE_NAMES}. */
export type Role = (typeof ROLES)[number];

/** What each role is called. */
export const ROLE_NAMES = {
  operator: { zh: '部门经办人', en: 'department operator' },
  head: { zh: '部门主要负责人', en: 'department head' },
  conference: { zh: '联席会议办公室', en: 'conference office' },
  government: { zh: '人民政府', en: 'government' },
  judicial: { zh: '司法部门', en: 'judicial department' },
  inspector: { zh: '执法检查人员', en: 'inspector' },
  witness: { zh: '见证人', en: 'witness' },
  supervisor: { zh: '监督人员', en: 'supervisor' },
  administrator: { zh: '系统管理员', en: 'administrator' },
  integrator: { zh: '对接系统', en: 'integrator' },
} as const satisfies Record<Role, { zh: string; en: string }>;

/** True if `text` names a role. */
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
