import { beforeAll, describe, expect, test } from 'vitest';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { openSealedDraws } from '../../../shared/draw/events/open-sealed.ts';
import { viewLedger } from '../../../shared/draw/freezing/view-ledger.ts';
import { readFullLedgers } from '../../../shared/draw/freezing/visit-ledger-store.ts';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import type { FormIn } from '../../../shared/inspection/form.ts';
import { readLossesFile } from '../../../shared/inspection/losses-file.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { viewForm } from '../../../shared/inspection/view-form.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { loadBatch } from '../../../shared/plan/batch-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { publicResultOf } from '../../../shared/publication/public-result-of.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { person } from '../../support/people.ts';
import { ALL, city, dispatch, FIRMS, publish } from './capped-city.ts';
import { loseTarget } from './losses-scene.ts';
import { anEntry, aScheme, by, byStep, codeOf, drawAll, frameNo, freeze, layPrepared, must, operator, OTHER } from './scene.ts';
import { verdict } from './verdict.ts';

const SEALED = 'batch-2026-001';
const OTHERS = 'batch-2026-002';
const LOSS_AT = '2026-03-27T09:00:00+08:00';
const GROUND = '该企业本年度检查已达公布的频次上限';
const publicTextOf = async (stores: Stores, batchId: string, file: string): Promise<string> => Buffer.from((await stores.published.get(`draws/${batchId}/1/${file}`)) ?? []).toString();

describe('unannounced visits under a yearly cap', { timeout: 60_000 }, () => {
  let stores: Stores;
  let first: readonly string[];
  beforeAll(async () => {
    stores = await city(FIRMS.length, 1);
    await layPrepared(stores, SEALED, anEntry({ ...ALL, ratio: '1/3', targets: frameNo(1) }), aScheme({ sealed: { openOn: localDate('2026-06-01') } }));
    await drawAll(stores, SEALED);
    await publish(stores, SEALED);
    first = (await readTranscript(stores, { batchId: SEALED, drawNo: 1 })).drawn;
    await must(dispatch(stores, SEALED));
  }, 60_000);

  test('[NR-9] [NR-5] leave no trace in what another draw over the same enterprises publishes', async () => {
    await layPrepared(stores, OTHERS, anEntry({ ...ALL, targets: frameNo(2) }));
    await drawAll(stores, OTHERS);
    await publish(stores, OTHERS);
    expect([first.length, (await readFullLedgers(stores.lifecycle, 2026, 1)).map(({ targetId }) => targetId)]).toEqual([2, [...first].sort()]);
    expect(await publicTextOf(stores, OTHERS, 'excluded.txt')).toBe('');
    expect([...(await readTranscript(stores, { batchId: OTHERS, drawNo: 1 })).drawn].sort()).toEqual(FIRMS);
    expect(await verdict(stores, OTHERS, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[NR-5] are not joined by a second visit all the same: the ledger has no room, and the head of its department gives it up', async () => {
    await must(dispatch(stores, OTHERS));
    const [firm = '', another = ''] = first;
    for (const who of [operator, person('operator', OTHER)]) await must(claimTask({ stores, profile: guangyuan, act: by(who, LOSS_AT) }, `${OTHERS}:${firm}`));
    expect(await codeOf(organiseVisit({ stores, profile: guangyuan, act: by(operator, LOSS_AT) }, `${OTHERS}:${firm}`, { visitOn: localDate('2026-04-08'), method: 'on-site' }))).toBe('visits-over-cap');
    const visited = FIRMS.find((id) => !first.includes(id)) ?? '';
    expect(await codeOf(loseTarget(stores, { inspectionId: `${OTHERS}:${visited}` }, LOSS_AT, { code: 'over-cap', ground: GROUND }))).toBe('visits-have-room');
    for (const id of [firm, another]) expect((await must(loseTarget(stores, { inspectionId: `${OTHERS}:${id}` }, LOSS_AT, { code: 'over-cap', ground: GROUND }))).value).toMatchObject({ stage: 'lost', loss: { code: 'over-cap', ground: GROUND } });
  });

  test('[NR-9] [BY-3] the public learns of such a loss that the visit cannot take place, in its line and in its result; the ground lies with supervisors and witnesses', async () => {
    const events = await publicTextOf(stores, OTHERS, 'events.txt');
    expect(events.trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; reason?: string }).filter(({ kind }) => kind === 'lost-target').map(({ reason }) => reason)).toEqual(Array<string>(2).fill('not-made 本次检查不能实施；依据由监督人员和见证人掌握'));
    expect(await verdict(stores, OTHERS, 1, 'witness')).toMatch(/^PASS/);
    const file = await must(readLossesFile(stores, { batchId: OTHERS, drawNo: undefined }));
    const told = JSON.parse(file.value.content ?? '') as readonly { readonly targetId: string }[];
    expect([...told].sort((a, b) => (a.targetId < b.targetId ? -1 : 1))).toEqual([...first].sort().map((targetId) => expect.objectContaining({ targetId, code: 'over-cap', ground: GROUND })));
    const batch = (await must(loadBatch(stores.lifecycle, OTHERS))).value;
    const lost = (await stores.lifecycle.get({ pk: `BATCH#${OTHERS}`, sk: `FORM#${first[0] ?? ''}` })) as unknown as FormIn<'lost'>;
    const result = publicResultOf(lost, batch, instant(LOSS_AT));
    expect(result.items.map(({ codes, result: words }) => [codes, words])).toEqual(Array(2).fill([[], '本次检查不能实施']));
    const reader = person('inspector', OTHER, { officer: lost.tasks[1]?.officers[0]?.officerId ?? '' });
    const seen = (await must(viewForm(stores, lost.inspectionId, reader))).value;
    expect(seen).toMatchObject({ stage: 'lost', loss: { code: 'not-made', evidence: [] } });
    expect((await must(viewLedger(stores, 2026, lost.targetId, false))).value).toMatchObject({ counted: 0, left: 1, visits: [] });
    expect(JSON.stringify([events, result, seen])).not.toMatch(/上限|次数|over-cap/);
    expect((await must(viewForm(stores, lost.inspectionId, operator))).value).toMatchObject({ loss: { code: 'over-cap', ground: GROUND } });
  });
});

test('[NR-9] [NR-5] an enterprise that an opened draw has planned for is left out of the next by code F', { timeout: 60_000 }, async () => {
  const stores = await city(FIRMS.length, 1);
  await layPrepared(stores, SEALED, anEntry({ ...ALL, ratio: '1/3', targets: frameNo(1) }), aScheme({ sealed: { openOn: localDate('2026-06-01') } }));
  await drawAll(stores, SEALED);
  await publish(stores, SEALED);
  await must(dispatch(stores, SEALED));
  const frozenOn = async (batchId: string, no: number): Promise<string> => {
    await layPrepared(stores, batchId, anEntry({ ...ALL, targets: frameNo(no) }));
    await must(freeze(stores, batchId));
    return publicTextOf(stores, batchId, 'excluded.txt');
  };
  const { drawn } = await readTranscript(stores, { batchId: SEALED, drawNo: 1 });
  expect(await frozenOn(OTHERS, 2)).toBe('');
  await must(openSealedDraws({ stores, profile: guangyuan, act: byStep('open-sealed', '2026-06-01T00:02:00+08:00') } as never));
  expect(await frozenOn('batch-2026-003', 3)).toBe([...drawn].sort().map((id) => `${id},F\n`).join(''));
});
