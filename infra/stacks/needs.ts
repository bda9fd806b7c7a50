import type { Needs } from '../constructs/grants.ts';

/** The resources of the API: one function each, and all it may touch. */
export const API_NEEDS = {
  departments: { registry: 'write', lifecycle: 'write' },
  items: { registry: 'write', lifecycle: 'write' },
  targets: { registry: 'write', lifecycle: 'write' },
  inspectors: { registry: 'write', lifecycle: 'write' },
  experts: { registry: 'write', lifecycle: 'write' },
  'work-rules': { registry: 'write', lifecycle: 'write' },
  recusals: { registry: 'write', lifecycle: 'write' },
  calendar: { lifecycle: 'write' },
  years: { registry: 'read', lifecycle: 'write', starts: ['plan-year'], wakes: ['plan-year'], memoryMb: 1024 },
  proposals: { registry: 'read', lifecycle: 'write', memoryMb: 1024 },
  batches: { registry: 'read', lifecycle: 'write', evidence: 'write', snapshots: 'read', publication: 'write', published: 'write', wakes: ['batch'], memoryMb: 1024 },
  'blinding-key': { lifecycle: 'write' },
  inspections: { registry: 'read', lifecycle: 'write', uploads: 'write', evidence: 'write', snapshots: 'read', published: 'write', misses: ['uploads', 'evidence'], wakes: ['batch'] },
  publication: { lifecycle: 'write' },
  inbox: { lifecycle: 'read' },
  audit: { lifecycle: 'read' },
  executions: { lifecycle: 'write', watches: ['plan-year', 'batch'], starts: ['plan-year', 'batch'] },
} as const satisfies Readonly<Record<string, Needs>>;

/** Steps that both workflows share. */
export const SHARED_STEP_NEEDS = {
  'shared/look': { registry: 'read', lifecycle: 'write', published: 'write' },
  'shared/register-await': { registry: 'read', lifecycle: 'write', wakes: ['plan-year', 'batch'] },
  'shared/hand-over': { lifecycle: 'write', starts: ['plan-year', 'batch'] },
} as const satisfies Readonly<Record<string, Needs>>;

/** Steps of the plan year. */
export const PLAN_YEAR_NEEDS = {
  'plan-year/resume': { lifecycle: 'read' },
  'plan-year/open-record': { lifecycle: 'write' },
  'plan-year/close-submissions': { registry: 'read', lifecycle: 'write' },
  'plan-year/publish-plan': { registry: 'read', lifecycle: 'write', publication: 'write', timeoutSeconds: 120, memoryMb: 1024 },
} as const satisfies Readonly<Record<string, Needs>>;

/** Steps of a batch. */
export const BATCH_NEEDS = {
  'batch/resume': { lifecycle: 'read' },
  'batch/freeze': { registry: 'read', lifecycle: 'write', snapshots: 'write', publication: 'write', published: 'write', scale: true, timeoutSeconds: 600, memoryMb: 1769 },
  'batch/freeze-bucket': { registry: 'read', snapshots: 'write', timeoutSeconds: 120, memoryMb: 1024 },
  'batch/close-commitments': { lifecycle: 'write' },
  'batch/close-reveals': { lifecycle: 'write', publication: 'write' },
  'batch/close-receipts': { lifecycle: 'write' },
  'batch/draw-targets': { lifecycle: 'write', snapshots: 'write', scale: true, timeoutSeconds: 300, memoryMb: 1769 },
  'batch/draw-shard': { lifecycle: 'read', snapshots: 'write', timeoutSeconds: 120, memoryMb: 1024 },
  'batch/match-inspectors': { lifecycle: 'write', snapshots: 'write', timeoutSeconds: 300, memoryMb: 1769 },
  'batch/compose-void': { lifecycle: 'write' },
  'batch/publish-void': { lifecycle: 'write', snapshots: 'read', publication: 'write', published: 'write' },
  'batch/publish-draw': { lifecycle: 'write', snapshots: 'write', publication: 'write', published: 'write', timeoutSeconds: 300, memoryMb: 1769 },
  'batch/dispatch-notices': { registry: 'read', lifecycle: 'write', snapshots: 'read', evidence: 'write', timeoutSeconds: 120 },
  'batch/close-stage': { lifecycle: 'write' },
  'batch/publish-results': { lifecycle: 'write', publication: 'write', published: 'write', timeoutSeconds: 120 },
  'batch/push-results': { lifecycle: 'write', publication: 'read', channels: true, timeoutSeconds: 120 },
  'batch/reconcile': { lifecycle: 'write' },
  'batch/archive': { registry: 'write', lifecycle: 'write', publication: 'write', timeoutSeconds: 120 },
} as const satisfies Readonly<Record<string, Needs>>;

/** The yearly call for proposals. */
export const OPEN_YEAR_NEEDS = { starts: ['plan-year'] } as const satisfies Needs;

/** The daily opening of sealed draws. */
export const OPEN_SEALED_NEEDS = { lifecycle: 'write', snapshots: 'read', publication: 'write', published: 'write', wakes: ['batch'], timeoutSeconds: 300, memoryMb: 1769 } as const satisfies Needs;

/** The daily checkpoint of the trail. */
export const CHECKPOINT_NEEDS = { lifecycle: 'read', publication: 'write', published: 'write' } as const satisfies Needs;

/** The public's pages. Their role reads the published projection and nothing else. */
export const PORTAL_NEEDS = { publication: 'read', published: 'read', misses: ['published'] } as const satisfies Needs;
