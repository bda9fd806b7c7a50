import { afterAll, beforeAll, expect, test } from 'vitest';
import { on } from '../../../functions/kit/bound.ts';
import { resource } from '../../../functions/kit/resource.ts';
import { draftProposal } from '../../../shared/api/proposals.ts';
import { openRecord as openYearRecord } from '../../../shared/plan/open-record.ts';
import { draftProposal as draft } from '../../../shared/plan/draft-proposal.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { callApi } from '../../support/call-api.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { foundSmallCity } from '../../support/small-city.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
  Object.assign(process.env, { PROFILE: 'guangyuan', REGISTRY_TABLE: 'registry', LIFECYCLE_TABLE: 'lifecycle', PUBLICATION_TABLE: 'publication' });
  await foundSmallCity(record.stores);
  const act = actOf({ kind: 'step', execution: 'plan-2026', step: 'open-record' } as const, { now: instant('2025-11-01T09:00:00+08:00') });
  await openYearRecord({ stores: record.stores, profile: guangyuan, act }, 2026);
});
afterAll(() => record.close());

test('[BY-8] a command sent again wakes who waits for it again, for the first may have ended before its signal', async () => {
  const told: string[] = [];
  const handler = resource([
    on(draftProposal, ({ body }, context) => draft(context, body), (_, { proposalId }) => {
      told.push(proposalId);
      return undefined;
    }),
  ]);
  const send = (key: string, name: string) =>
    callApi(handler, person('operator', '01'), { method: 'POST', path: '/v1/proposals', body: { year: 2026, content: { name } }, headers: { 'idempotency-key': key } });
  const first = await send('k-1', '食品销售抽查');
  expect(first).toMatchObject({ status: 201 });
  expect(await send('k-1', '食品销售抽查')).toEqual(first);
  expect(told).toEqual(['2026-01-01', '2026-01-01']);
  expect(await send('k-1', '另一项抽查')).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  expect(told).toHaveLength(2);
});
