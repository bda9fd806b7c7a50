import { applyForRecusal, decideRecusal } from '../../../shared/api/recusals.ts';
import { between } from '../chance.ts';
import { ENFORCING } from '../city/departments.ts';
import { inspectors } from '../city/inspectors.ts';
import { headOf, inspectorUser } from '../city/people.ts';
import { targetAt } from '../city/targets.ts';
import type { Scene } from '../scene.ts';

const DECLARED = 12;
const GROUNDS = [
  { ground: 'kinship', reason: '配偶在该企业任职' },
  { ground: 'former-employment', reason: '三年内曾在该企业工作' },
  { ground: 'declared-interest', reason: '本人持有该企业股份' },
] as const;

/** Officers declare what binds them to enterprises before the year begins; their heads grant it (NR-3). */
export const declareRecusals = async ({ desk, truth, city: { seed, targets } }: Scene): Promise<void> => {
  const known = new Map((await truth.recusals()).map((recusal) => [recusal.recusalId, recusal]));
  const officers = inspectors(seed).filter(({ kind }) => kind === 'officer');
  for (let i = 0; i < DECLARED; i++) {
    const own = officers.filter(({ department }) => department === ENFORCING[i % ENFORCING.length]);
    // The first ones of each department are kept for the recusal that is applied for during the year.
    const officer = own[between(5, own.length - 1, seed, 'declares', i)];
    if (officer === undefined) continue;
    const { id: targetId } = targetAt(seed, between(0, targets - 1, seed, 'declared-target', i));
    const { officerId } = officer;
    const recusalId = `${officerId}-${targetId}`;
    const key = `city/recusal/${recusalId}`;
    const { ground, reason } = GROUNDS[i % GROUNDS.length] ?? GROUNDS[0];
    const stage = known.get(recusalId)?.stage;
    if (stage === undefined) await desk.ask(inspectorUser(officer), applyForRecusal, { body: { officerId, targetId, ground, reason }, idempotencyKey: `${key}/apply` });
    if (stage === undefined || stage === 'applied') {
      await desk.ask(headOf(officer.department), decideRecusal, { params: { recusalId }, body: { grant: true, reason: '情况属实，同意回避' }, idempotencyKey: `${key}/decide` });
    }
  }
  truth.forget('recusals');
};
