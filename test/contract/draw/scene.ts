import type { Act } from '../../../shared/audit/act.ts';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { closeReveals } from '../../../shared/draw/ceremony/close-reveals.ts';
import type { AttemptView } from '../../../shared/draw/record/draw-view.ts';
import type { SignedMessage } from '../../../shared/draw/record/fields.ts';
import { freezeBatch, type Freezing } from '../../../shared/draw/freezing/freeze-batch.ts';
import { drawTargets } from '../../../shared/draw/drawing/draw-targets.ts';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { sendCommitment, sendReveal } from '../../../shared/draw/ceremony/send-to-ceremony.ts';
import { setBlindingKey } from '../../../shared/draw/freezing/set-blinding-key.ts';
import { viewDraw } from '../../../shared/draw/views/view-draw.ts';
import type { Person } from '../../../shared/identity/actor.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { createBatch, loadBatch } from '../../../shared/plan/batch-store.ts';
import { batch, type Batch } from '../../../shared/plan/batch.ts';
import type { PlanEntry } from '../../../shared/plan/entry.ts';
import { scheme, type Scheme } from '../../../shared/plan/scheme.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { inspectors } from '../../../shared/registry/inspector-store.ts';
import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { targets } from '../../../shared/registry/target-store.ts';
import type { Stores } from '../../../shared/store/record.ts';
import type { Write } from '../../../shared/store/write.ts';
import { actOf, person } from '../../support/people.ts';
import { aTarget, anOfficer } from '../../support/registry-samples.ts';
import { enterScheme } from '../../../shared/draw/freezing/enter-scheme.ts';

export const PROGRAMS = { verifier: new TextEncoder().encode('// the verifier\n'), party: new TextEncoder().encode('// the notebook\n') };
export const LEAD = '01';
export const OTHER = '02';

/** Days of the samples' draw: frozen on a Monday, committed, revealed. */
export const AT = {
  scheme: '2026-03-20T09:00:00+08:00',
  freeze: '2026-03-23T09:00:00+08:00',
  commit: '2026-03-23T10:00:00+08:00',
  commitBy: '2026-03-23T17:00:00+08:00',
  reveal: '2026-03-23T18:00:00+08:00',
  revealBy: '2026-03-24T17:00:00+08:00',
  draw: '2026-03-24T17:00:00+08:00',
} as const;

const KEYS: Readonly<Record<string, string>> = { 'dept-01': '1'.repeat(64), office: '2'.repeat(64), notary: '3'.repeat(64) };
const SECRETS: Readonly<Record<string, string>> = { 'dept-01': 'a'.repeat(64), office: 'b'.repeat(64), notary: 'c'.repeat(64) };
const ROLES = { 'dept-01': 'lead', office: 'office', notary: 'witness' } as const;

export const signerOf = (id: string) => ({ id, privateKey: KEYS[id] ?? '' });
export const PARTICIPANTS = Object.keys(ROLES);

/** Who sends for a participant. */
export const senderOf = (id: string): Person =>
  id === 'dept-01' ? person('operator', LEAD) : id === 'office' ? person('conference') : person('witness');

export const operator = person('operator', LEAD);
export const conference = person('conference');

/** The circumstances of a person at `now`. */
export const by = (actor: Person, now: string): Act & { readonly actor: Person } => actOf(actor, { now: instant(now) });
export const byStep = (step: string, now: string): Act => actOf({ kind: 'step', execution: 'test', step } as const, { now: instant(now) });

export const aScheme = (more: Partial<Scheme> = {}): Scheme => ({
  ...scheme.parse({
    visit: { from: '2026-04-01', to: '2026-05-31' },
    departments: [{ code: LEAD, seats: 2 }, { code: OTHER, seats: 2 }],
    reserve: 3,
    ceremony: {
      participants: Object.entries(ROLES).map(([id, role]) => ({ id, role, key: nodeCrypto.publicKey(KEYS[id] ?? ''), name: id })),
      commitBy: AT.commitBy,
      revealBy: AT.revealBy,
    },
  }),
  ...more,
});

export const anEntry = (more: Partial<PlanEntry> = {}): PlanEntry => ({
  ...batchSample.entry,
  ...more,
});

const batchSample = batch.parse({
  stage: 'scheduled', batchId: 'x', year: 2026, escalations: [], version: 1,
  entry: {
    name: '食品销售与消防联合抽查', items: ['food-sale', 'fire-exits'], targets: { description: '食品销售者', frame: { status: ['001'] } }, methods: ['on-site'], ratio: '1/25', quantity: null,
    leadDepartment: LEAD, participatingDepartments: [OTHER], inspectionDate: { from: '2026-03-20', to: '2026-06-30' }, proposalId: '2026-01-01', scope: 'joint',
  },
});

/** A frame of its own, so that batches of different tests do not share a cap. */
export const frameNo = (n: number): PlanEntry['targets'] => ({ description: '食品销售者', frame: { status: ['001'], tagsNone: (n << 8).toString(16).padStart(16, '0') } });

export const officer = (stores: Stores, entry: InspectorEntry): Write => inspectors.create(stores.registry, { ...entry, firstEntry: 'f'.repeat(64), version: 1 });

/** 200 enterprises in two regions, with what `more` says of each, six certified officers in each of two departments, an assistant, one whose certificate ends in April. */
export const layDirectories = async (stores: Stores, count = 200, more: (n: number) => Parameters<typeof aTarget>[1] = () => ({})): Promise<void> => {
  for (let at = 1; at <= count; at += 90) {
    const some = Array.from({ length: Math.min(90, count - at + 1) }, (_, i) => aTarget(at + i, { region: (at + i) % 2 === 0 ? '510802' : '510811', ...more(at + i) }));
    await must(stores.transact(some.map((entry) => targets.create(stores.registry, { ...entry, codeOverride: undefined, firstEntry: 'f'.repeat(64), version: 1 }))));
  }
  const people = [LEAD, OTHER].flatMap((code) => [
    ...[1, 2, 3, 4, 5, 6].map((n) => anOfficer(code, n)),
    anOfficer(code, 7, { kind: 'assistant' }),
    anOfficer(code, 8, { certificate: { number: `H${code}-8`, issuer: '四川省人民政府', validFrom: '2024-01-01', validTo: '2026-04-15' } }),
    anOfficer(code, 9, { active: false }),
  ]);
  await must(stores.transact(people.map((entry) => officer(stores, entry))));
};

export const setKey = async (stores: Stores): Promise<void> => {
  await must(setBlindingKey({ stores, profile: guangyuan, act: by(person('administrator'), AT.scheme) }, '0123456789abcdef'.repeat(4)));
};

export const layBatch = async (stores: Stores, batchId: string, entry: PlanEntry): Promise<void> => {
  await must(stores.transact([createBatch(stores.lifecycle, { ...batchSample, batchId, entry } as Batch)]));
};

/** A batch with its scheme, ready to be frozen. */
export const layPrepared = async (stores: Stores, batchId: string, entry: PlanEntry, given: Scheme = aScheme()): Promise<void> => {
  await layBatch(stores, batchId, entry);
  await must(enterScheme({ stores, profile: guangyuan, act: by(operator, AT.scheme) }, { batchId, scheme: given }));
};

/** Small enough for one function, as almost every directory of these tests. */
export const AT_ONCE = { rows: 100_000, shards: 1 } as const;

export const freeze = async (stores: Stores, batchId: string, now: string = AT.freeze) => {
  const done = await freezeBatch({ stores, profile: guangyuan, act: byStep('freeze', now) }, { batchId, programs: PROGRAMS, atOnce: AT_ONCE.rows });
  if (done.ok && done.value.outcome !== 'frozen') throw new Error(`${batchId} is to be read by bucket`);
  return done as Result<Extract<Freezing, { outcome: 'frozen' }>, Refusal>;
};

export const draw = (stores: Stores, batchId: string, now: string = AT.draw) =>
  drawTargets({ stores, act: byStep('draw-targets', now) } as never, { batchId, atOnce: AT_ONCE.shards, gathered: false });

export const currentOf = async (stores: Stores, batchId: string, now: string = AT.freeze): Promise<AttemptView> => {
  const view = await viewDraw(stores, batchId, instant(now));
  if (!view.ok || view.value.attempt === undefined) throw new Error('there is no attempt');
  return view.value.attempt;
};

export const batchOf = async (stores: Stores, batchId: string): Promise<Batch> => (await must(loadBatch(stores.lifecycle, batchId))).value;

export const commitmentOf = (M0: string, id: string): SignedMessage => signCommitment(nodeCrypto, 'SHA-256', M0, signerOf(id), SECRETS[id] ?? '');
export const revealOf = (M1: string, id: string): SignedMessage => signReveal(nodeCrypto, M1, signerOf(id), SECRETS[id] ?? '');

export const commitAs = async (stores: Stores, batchId: string, id: string, now: string = AT.commit) => {
  const { M0 } = await currentOf(stores, batchId);
  return sendCommitment({ stores, profile: guangyuan, act: by(senderOf(id), now) } as never, { batchId, message: commitmentOf(M0, id) });
};

export const revealAs = async (stores: Stores, batchId: string, id: string, now: string = AT.reveal) => {
  const { M1 = '' } = await currentOf(stores, batchId);
  return sendReveal({ stores, profile: guangyuan, act: by(senderOf(id), now) } as never, { batchId, message: revealOf(M1, id) });
};

/** Freezes and holds the whole ceremony, up to matched or short inspectors. */
export const drawAll = async (stores: Stores, batchId: string) => {
  await must(freeze(stores, batchId));
  await holdCeremony(stores, batchId);
  await must(draw(stores, batchId));
  return must(matchInspectors({ stores, act: byStep('match-inspectors', AT.draw) } as never, batchId));
};

export const holdCeremony = async (stores: Stores, batchId: string, times: { readonly commit: string; readonly reveal: string } = AT): Promise<void> => {
  for (const id of PARTICIPANTS) await must(commitAs(stores, batchId, id, times.commit));
  await must(closeCommitments({ stores, act: byStep('close-commitments', times.commit) } as never, batchId));
  for (const id of PARTICIPANTS) await must(revealAs(stores, batchId, id, times.reveal));
  await must(closeReveals({ stores, act: byStep('close-reveals', times.reveal) } as never, batchId));
};

/** The value of what must not be refused. */
export const must = async <T>(done: Promise<Result<T, Refusal | { readonly index: number }>>): Promise<{ readonly value: T }> => {
  const result = await done;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result;
};

/** The code of a refusal, or `accepted`. */
export const codeOf = async (done: Promise<Result<unknown, Refusal>>): Promise<string> => {
  const result = await done;
  return result.ok ? 'accepted' : result.error.code;
};
