import type { Role } from './role.ts';

/** `own`: only things of the person's own department; `any`: all. */
type Grants = Readonly<Partial<Record<Role, 'any' | 'own'>>>;

const everyone = {
  operator: 'any', head: 'any', conference: 'any', government: 'any', judicial: 'any', inspector: 'any',
  witness: 'any', supervisor: 'any', administrator: 'any', integrator: 'any',
} as const satisfies Grants;
const overseers = { conference: 'any', government: 'any', supervisor: 'any', administrator: 'any' } as const satisfies Grants;
const department = { operator: 'own', head: 'own' } as const satisfies Grants;
const departmentAndOverseers = { ...department, ...overseers } as const satisfies Grants;

/** Who may do what: action × role × ownership. Every route of the API names one of these actions. */
export const MATRIX = {
  'department.read': everyone,
  'department.change': { administrator: 'any', conference: 'any' },
  'item.read': everyone,
  'item.change': { operator: 'own', administrator: 'any' },
  'target.read': departmentAndOverseers,
  'visits.read': { ...departmentAndOverseers, operator: 'any', head: 'any', inspector: 'any', witness: 'any' },
  'target.change': { operator: 'any', administrator: 'any', integrator: 'any' },
  'inspector.read': departmentAndOverseers,
  'inspector.change': { operator: 'own', administrator: 'any' },
  'expert.read': { ...overseers, operator: 'any', head: 'any' },
  'expert.change': { operator: 'own', conference: 'any', administrator: 'any' },
  'work-rules.read': everyone,
  'work-rules.change': department,
  'recusal.read': { ...departmentAndOverseers, inspector: 'any', witness: 'any' },
  'recusal.apply': { operator: 'own', inspector: 'own' },
  'recusal.decide': { head: 'own' },
  'calendar.read': everyone,
  'calendar.load': { administrator: 'any' },

  'year.read': everyone,
  'year.open': { administrator: 'any' },
  'year.compile': { conference: 'any' },
  'year.issue': { government: 'any' },
  'proposal.read': { ...departmentAndOverseers, operator: 'any', head: 'any' },
  'plan.forecast': { ...departmentAndOverseers, operator: 'any', head: 'any' },
  'proposal.draft': { operator: 'own' },
  'proposal.submit': { operator: 'own' },
  'proposal.review': { conference: 'any' },

  'batch.read': everyone,
  'blinding-key.set': { administrator: 'any' },
  'scheme.enter': { operator: 'own' },
  'draw.read': everyone,
  'draw.witness': { witness: 'any', supervisor: 'any' },
  'ceremony.take-part': { operator: 'own', conference: 'any', witness: 'any' },
  // Who was drawn for unannounced visits, before the day it is opened to all.
  'draw.sealed.read': { operator: 'any', head: 'any', conference: 'any', government: 'any', witness: 'any', supervisor: 'any', administrator: 'any' },
  // A firm's own row with its proof, to hand it to that firm.
  'draw.row.read': { operator: 'any', head: 'any', inspector: 'any', conference: 'any', witness: 'any', supervisor: 'any' },
  'draw.record-attendance': { conference: 'any', operator: 'own' },
  'draw.hand-in-beacon': { operator: 'any', conference: 'any', witness: 'any', supervisor: 'any', administrator: 'any' },
  'draw.void': { conference: 'any' },
  'shortage.resolve': { conference: 'any' },

  'inspection.read': { ...departmentAndOverseers, operator: 'any', head: 'any', inspector: 'any' },
  'inspection.claim': { operator: 'own' },
  'inspection.organise': { operator: 'own' },
  'inspection.visit': { operator: 'own', inspector: 'own' },
  'inspection.record': { operator: 'own', inspector: 'own' },
  'inspection.enter': { operator: 'own' },
  'inspection.replace': { operator: 'own' },
  'inspection.lose-target': { head: 'own' },
  'non-disclosure.request': { operator: 'own' },
  'non-disclosure.decide': { head: 'own' },

  'publication.read': everyone,
  'receipt.confirm': { integrator: 'any' },
  'inbox.read': everyone,
  'audit.read': { supervisor: 'any', administrator: 'any', conference: 'any', government: 'any' },
  'execution.read': overseers,
  'execution.resume': { administrator: 'any' },
} as const satisfies Readonly<Record<string, Grants>>;

/** An action of the matrix. */
export type Action = keyof typeof MATRIX;
