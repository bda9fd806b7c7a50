import { beforeAll, describe, expect, test } from 'vitest';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { enterScheme } from '../../../shared/draw/freezing/enter-scheme.ts';
import { recordAttendance } from '../../../shared/draw/ceremony/record-attendance.ts';
import { readInbox } from '../../../shared/lifecycle/inbox-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Scheme } from '../../../shared/plan/scheme.ts';
import { openMemoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { person } from '../../support/people.ts';
import { anEntry, aScheme, AT, by, byStep, codeOf, commitAs, conference, currentOf, frameNo, freeze, layBatch, layDirectories, layPrepared, must, operator, PARTICIPANTS, setKey } from './scene.ts';

const BATCH = 'batch-2026-001';
const OBSERVERS: NonNullable<Scheme['observers']> = [{ id: 'deputy', kind: 'deputy', name: '市人大代表' }, { id: 'press', kind: 'media', name: '市融媒体中心' }];
let record: MemoryRecord;
const came = (id: string, attended: boolean, who = conference) => codeOf(recordAttendance({ stores: record.stores, act: by(who, AT.reveal) }, { batchId: BATCH, id, attended }));
const invited = async () => (await listPublicAttempts(record.stores.publication)).find(({ planId }) => planId === BATCH)?.invited ?? [];

beforeAll(async () => {
  record = openMemoryRecord();
  await layDirectories(record.stores, 60);
  await setKey(record.stores);
  await layPrepared(record.stores, BATCH, anEntry({ targets: frameNo(1) }), aScheme({ observers: OBSERVERS }));
  await must(freeze(record.stores, BATCH));
}, 60_000);

describe('who is invited to a draw', { timeout: 60_000 }, () => {
  test('[GY-12] each participant gets a letter, once, and everybody stands in the public list with the moment', async () => {
    const { lifecycle } = record.stores;
    const letters = await Promise.all(['department/01', 'role/conference', 'participant/notary'].map((addressee) => readInbox(lifecycle, [addressee], 10)));
    expect(letters.map((some) => some.map(({ kind, wait, due }) => ({ kind, wait, due })))).toEqual(letters.map(() => [{ kind: 'task', wait: 'commitments', due: AT.commitBy }]));
    expect((await invited()).map(({ id, as, invitedAt }) => ({ id, as, invitedAt }))).toEqual([
      { id: 'dept-01', as: 'lead', invitedAt: AT.freeze }, { id: 'notary', as: 'witness', invitedAt: AT.freeze }, { id: 'office', as: 'office', invitedAt: AT.freeze },
      { id: 'deputy', as: 'deputy', invitedAt: AT.freeze }, { id: 'press', as: 'media', invitedAt: AT.freeze },
    ]);
  });

  test('[GS-3] whether an observer came is recorded by the conference or the lead department, once', async () => {
    expect(await came('stranger', true)).toBe('observer-unknown');
    expect(await came('deputy', true, person('operator', '02'))).toBe('not-own-department');
    expect([await came('deputy', true), await came('deputy', true), await came('deputy', false), await came('press', false, operator)]).toEqual(['accepted', 'accepted', 'attendance-recorded', 'accepted']);
    expect((await currentOf(record.stores, BATCH)).observers).toEqual([{ ...OBSERVERS[0], attended: true }, { ...OBSERVERS[1], attended: false }]);
    expect((await invited()).filter(({ attended }) => attended !== undefined).map(({ id, attended }) => ({ id, attended }))).toEqual([{ id: 'deputy', attended: true }, { id: 'press', attended: false }]);
  });

  test('[GY-12] what a participant sent shows that it took part, and attendance survives what follows', async () => {
    for (const id of PARTICIPANTS) await must(commitAs(record.stores, BATCH, id));
    await must(closeCommitments({ stores: record.stores, profile: guangyuan, act: byStep('close', AT.commitBy) } as never, BATCH));
    expect(await came('deputy', true)).toBe('accepted');
    expect((await currentOf(record.stores, BATCH)).observers).toHaveLength(2);
  });

  test('[GY-12] an observer is not a participant under another name', async () => {
    await layBatch(record.stores, 'batch-2026-009', anEntry({ targets: frameNo(9) }));
    const twice = aScheme({ observers: [{ id: 'notary', kind: 'notary', name: '公证处' }] });
    const done = await enterScheme({ stores: record.stores, profile: guangyuan, act: by(operator, AT.scheme) }, { batchId: 'batch-2026-009', scheme: twice });
    expect(done.ok ? [] : done.error.errors?.map(({ pointer }) => pointer)).toEqual(['/observers']);
  });
});
