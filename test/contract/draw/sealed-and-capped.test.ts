import { beforeAll, describe, expect, test } from 'vitest';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { openSealedDraws } from '../../../shared/draw/events/open-sealed.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { ALL, city, dispatch, FIRMS, publish } from './capped-city.ts';
import { anEntry, aScheme, byStep, drawAll, frameNo, freeze, layPrepared, must, verdict } from './scene.ts';

const excludedOf = async (stores: Stores, batchId: string, drawNo = 1): Promise<string> => Buffer.from((await stores.published.get(`draws/${batchId}/${drawNo}/excluded.txt`)) ?? []).toString();

describe('unannounced visits under a yearly cap', { timeout: 60_000 }, () => {
  let stores: Stores;
  let first: readonly string[];
  const lines = (code: string): string => [...first].sort().map((id) => `${id},${code}\n`).join('');
  beforeAll(async () => {
    stores = await city(FIRMS.length, 1);
    await layPrepared(stores, 'batch-2026-001', anEntry({ ...ALL, ratio: '1/3', targets: frameNo(1) }), aScheme({ sealed: { openOn: localDate('2026-06-01') } }));
    await drawAll(stores, 'batch-2026-001');
    await publish(stores, 'batch-2026-001');
    first = (await readTranscript(stores, { batchId: 'batch-2026-001', drawNo: 1 })).drawn;
    await must(dispatch(stores, 'batch-2026-001'));
  }, 60_000);

  test('[NR-9] [NR-5] keep a firm out of the next draw without saying that it has a visit to come', async () => {
    await layPrepared(stores, 'batch-2026-002', anEntry({ ...ALL, targets: frameNo(2) }));
    await drawAll(stores, 'batch-2026-002');
    await publish(stores, 'batch-2026-002');
    expect(first).toHaveLength(2);
    expect(await excludedOf(stores, 'batch-2026-002')).toBe(lines('O'));
    expect(await verdict(stores, 'batch-2026-002', 1, 'witness')).toMatch(/^PASS/);
  });

  test('[NR-9] [NR-5] are a visit like others once the draw is opened', async () => {
    await must(openSealedDraws({ stores, profile: guangyuan, act: byStep('open-sealed', '2026-06-01T00:02:00+08:00') } as never));
    await layPrepared(stores, 'batch-2026-003', anEntry({ ...ALL, targets: frameNo(3) }));
    const frozen = await freeze(stores, 'batch-2026-003');
    expect(frozen.ok).toBe(true);
    expect(await excludedOf(stores, 'batch-2026-003')).toContain(lines('F').split('\n')[0] ?? '-');
    expect(await excludedOf(stores, 'batch-2026-003')).not.toContain(',O');
  });
});
