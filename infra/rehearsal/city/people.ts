import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { DEPARTMENTS, ENFORCING } from './departments.ts';

/** One who signs in: the token's subject and claims. */
export interface User {
  readonly sub: string;
  readonly claims: Readonly<Record<string, string | readonly string[]>>;
}

const user = (sub: string, name: string, roles: readonly string[], more: Readonly<Record<string, string>> = {}): User => ({ sub, claims: { name, roles, ...more } });

/** Those who are not of one department, by what they do. */
export const OFFICES = {
  conference: user('conference-office', '联席会议办公室 周敏', ['conference'], { department: '90' }),
  government: user('government', '市政府办公室 林涛', ['government'], { department: '91' }),
  judicial: user('judicial', '市司法局 何静', ['judicial'], { department: '92' }),
  supervisor: user('supervisor', '市纪委监委 郭强', ['supervisor'], { department: '93' }),
  notary: user('notary', '市公证处 罗艳', ['witness']),
  administrator: user('administrator', '系统管理员', ['administrator']),
  integrator: user('channel', '公示系统对接', ['integrator']),
} as const satisfies Readonly<Record<string, User>>;

/** The department's clerk, who drafts, submits and enters. */
export const operatorOf = (department: string): User => user(`operator-${department}`, `${nameOf(department)} 经办人`, ['operator'], { department });

/** The department's main head (主要负责人). */
export const headOf = (department: string): User => user(`head-${department}`, `${nameOf(department)} 主要负责人`, ['head'], { department });

/** An inspector, as they sign in on the phone. */
export const inspectorUser = (inspector: Pick<InspectorEntry, 'officerId' | 'department' | 'name'>): User =>
  user(`inspector-${inspector.officerId}`, inspector.name, ['inspector'], { department: inspector.department, officer: inspector.officerId });

/** Everybody who can sign in on the local machine. */
export const people = (inspectors: readonly InspectorEntry[]): readonly User[] => [
  ...Object.values(OFFICES),
  ...ENFORCING.flatMap((department) => [operatorOf(department), headOf(department)]),
  ...inspectors.map(inspectorUser),
];

const nameOf = (code: string): string => (DEPARTMENTS as Readonly<Record<string, { name: string }>>)[code]?.name ?? code;
