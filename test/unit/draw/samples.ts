import type { AttemptIn } from '../../../shared/draw/record/attempt.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { planEntry, type PlanEntry } from '../../../shared/plan/entry.ts';
import { scheme } from '../../../shared/plan/scheme.ts';
import type { z } from 'zod';

const KEYS: Readonly<Record<string, string>> = { lead: '1'.repeat(64), office: '2'.repeat(64), notary: '3'.repeat(64) };
const ROLES = { lead: 'lead', notary: 'witness', office: 'office' } as const;
export const IDS = ['lead', 'notary', 'office'] as const;
export const at = (time: string) => instant(`2026-03-23T${time}+08:00`);
const M0 = 'd'.repeat(64);

/** An attempt that waits for commitments from 09:00:01 on, strictly before 12:00; reveals strictly before 18:00. */
export const committing = (): AttemptIn<'committing'> => ({
  shape: 1, stage: 'committing', batchId: 'batch-2026-001', drawNo: 1, version: 1, prev: '0'.repeat(64), M0,
  participants: IDS.map((id) => ({ id, role: ROLES[id], key: nodeCrypto.publicKey(KEYS[id] ?? ''), name: id })),
  manifestAt: at('09:00:00'), commitBy: at('12:00:00'), revealBy: at('18:00:00'), quota: 3, forecast: [], commitments: [],
});

const secretOf = (id: string): string => Buffer.from(id.padEnd(32, '.')).toString('hex');
export const commitmentBy = (id: string) => signCommitment(nodeCrypto, 'SHA-256', M0, { id, privateKey: KEYS[id] ?? '' }, secretOf(id));
export const revealBy = (id: string, M1: string) => signReveal(nodeCrypto, M1, { id, privateKey: KEYS[id] ?? '' }, secretOf(id));

export const anEntry = (more: Partial<PlanEntry> = {}): PlanEntry => ({
  ...planEntry.parse({
    name: '联合抽查', items: ['food-sale'], targets: { description: '食品销售者', frame: {} }, methods: ['on-site'], ratio: '1/25', quantity: null, leadDepartment: '01',
    participatingDepartments: ['02'], inspectionDate: { from: '2026-03-20', to: '2026-12-20' }, proposalId: '2026-01-01', scope: 'joint',
  }),
  ...more,
});

type SchemeInput = z.input<typeof scheme>;
export const aScheme = (more: Partial<SchemeInput> = {}) =>
  scheme.parse({
    visit: { from: '2026-04-01', to: '2026-05-31' },
    departments: [{ code: '01', seats: 2 }, { code: '02', seats: 3 }],
    reserve: 3,
    ceremony: { participants: committing().participants, commitBy: at('12:00:00'), revealBy: at('18:00:00') },
    ...more,
  });
