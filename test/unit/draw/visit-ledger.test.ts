import { describe, expect, test } from 'vitest';
import { emptyLedger, organiseInLedger, partnersOf, performVisit, releaseVisit, reserveVisit, type LedgerVisit, type VisitLedger } from '../../../shared/draw/freezing/visit-ledger.ts';
import { organiseVisitOf, performVisitOf } from '../../../shared/inspection/form-visit.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const FIRM = '91510802MA6000001X';
const day = localDate;
const ask = (batch: string, more: Partial<LedgerVisit> = {}): LedgerVisit => ({ inspectionId: `${batch}:${FIRM}`, department: '01', kind: 'planned', from: day('2026-04-01'), to: day('2026-05-31'), ...more });
const after = (cap: number | undefined, ...asked: readonly LedgerVisit[]): VisitLedger =>
  asked.reduce((ledger, each) => {
    const reserved = reserveVisit(ledger, each, cap);
    if (!reserved.ok) throw new Error(reserved.error);
    return reserved.value;
  }, emptyLedger(2026, FIRM));
const late = { from: day('2026-09-01'), to: day('2026-09-30') };

describe('the ledger of an enterprise', () => {
  test('[NR-5] counts planned visits of all departments, and none of an exempt kind', () => {
    const ledger = after(2, ask('a'), ask('b', { department: '02', ...late }), ask('c', { kind: 'complaint' }), ask('d', { kind: 'assigned' }));
    expect([ledger.counted, ledger.visits.length, ledger.version]).toEqual([2, 4, 4]);
  });

  test('[NR-5] has no room past the cap: neither for one more nor to be joined where no days are in common', () => {
    expect(reserveVisit(after(1, ask('a')), ask('b', late), 1)).toEqual({ ok: false, error: 'over' });
    expect(reserveVisit(after(1, ask('a')), ask('b', late), 2)).toMatchObject({ ok: true, value: { counted: 2 } });
    expect(reserveVisit(after(undefined, ask('a'), ask('b'), ask('c')), ask('d'), undefined)).toMatchObject({ ok: true, value: { counted: 4 } });
  });

  test('[NR-5] past the cap merges an inspection into a visit still to come, which counts once', () => {
    const ledger = after(1, ask('a'), ask('b'));
    expect(ledger).toMatchObject({ counted: 1, visits: [{ inspectionId: `a:${FIRM}` }, { inspectionId: `b:${FIRM}`, shares: `a:${FIRM}` }] });
    const made = performVisit(after(1, ask('a')), `a:${FIRM}`, day('2026-04-09'));
    expect(reserveVisit(made, ask('b'), 1)).toEqual({ ok: false, error: 'over' });
  });

  test('[NR-5] lets nobody past the cap as part of an exempt visit', () => {
    const ledger = after(1, ask('a', late), ask('b', { kind: 'complaint' }));
    expect(reserveVisit(ledger, ask('c'), 1)).toEqual({ ok: false, error: 'over' });
  });

  test('[GS-6] makes one visit of a coordination group even where the cap leaves room for two, and not of another', () => {
    const group = { group: 'food' };
    expect(after(5, ask('a', group), ask('b', group))).toMatchObject({ counted: 1 });
    expect(after(5, ask('a', group), ask('b', { group: 'fire' }), ask('c'))).toMatchObject({ counted: 3 });
    expect(after(5, ask('a', group), ask('b', { ...group, ...late }))).toMatchObject({ counted: 2 });
  });

  test('[GS-6] joins no visit whose day is outside the own scheme', () => {
    const group = { group: 'food' };
    const agreed = organiseInLedger(after(5, ask('a', group)), `a:${FIRM}`, { visitOn: day('2026-04-09'), organisedOn: day('2026-04-03') });
    expect(reserveVisit(agreed, ask('b', { ...group, from: day('2026-04-10') }), 5)).toMatchObject({ value: { counted: 2 } });
    expect(reserveVisit(agreed, ask('b', { ...group, from: day('2026-04-09') }), 5)).toMatchObject({ value: { counted: 1 } });
  });

  test('[NR-9] an unannounced visit is shared with nobody, whose notice would announce it', () => {
    const group = { group: 'food' };
    const secret = { ...group, unannounced: true as const };
    expect([after(5, ask('a', secret), ask('b', group)).counted, after(5, ask('a', group), ask('b', secret)).counted]).toEqual([2, 2]);
    expect(reserveVisit(after(1, ask('a', secret)), ask('b'), 1)).toEqual({ ok: false, error: 'over' });
  });

  test('[NR-5] reserving twice is reserving once, so that a step may run twice', () => {
    const ledger = after(1, ask('a'));
    expect(reserveVisit(ledger, ask('a'), 1)).toEqual({ ok: true, value: ledger });
  });

  test('[NR-5] a lost target gives its visit back; who shared it goes on without it, and a visit that counts stays counted', () => {
    expect(releaseVisit(after(1, ask('a')), `a:${FIRM}`)).toMatchObject({ counted: 0, visits: [] });
    const shared = after(1, ask('a'), ask('b'), ask('c'));
    const left = releaseVisit(shared, `a:${FIRM}`);
    expect(left).toMatchObject({ counted: 1 });
    expect(partnersOf(left, `b:${FIRM}`).map(({ inspectionId }) => inspectionId)).toEqual([`c:${FIRM}`]);
    expect(releaseVisit(shared, `b:${FIRM}`)).toMatchObject({ counted: 1, visits: [{}, { shares: `a:${FIRM}` }] });
    const group = { group: 'food' };
    expect(releaseVisit(after(5, ask('a', group), ask('b', { ...group, kind: 'request' }), ask('c', group)), `a:${FIRM}`)).toMatchObject({ counted: 1 });
  });
});

describe('a visit that several share', () => {
  const shared = after(1, ask('a'), ask('b'));
  const organise = (ledger: VisitLedger, batch: string, visitOn: string, today = '2026-04-03') =>
    organiseVisitOf(ledger, ask(batch), { visitOn: day(visitOn), organisedOn: day(today), today: day(today), cap: 1 });
  const organised = (ledger: VisitLedger, batch: string, visitOn: string, today?: string): VisitLedger => {
    const done = organise(ledger, batch, visitOn, today);
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  };
  const perform = (ledger: VisitLedger, batch: string, on: string) => performVisitOf(ledger, ask(batch), day(on));

  test('[GS-6] takes place on one day: the first to organise it names the day, the others take it', () => {
    const first = organised(shared, 'b', '2026-04-10');
    expect(organise(first, 'a', '2026-04-11')).toMatchObject({ ok: false, error: { code: 'visit-is-shared', facts: { visitOn: '2026-04-10' } } });
    expect(organise(first, 'a', '2026-04-10')).toMatchObject({ ok: true });
    expect(organise(first, 'b', '2026-04-13')).toMatchObject({ ok: true });
    expect(organise(first, 'a', '2026-04-13', '2026-04-11')).toMatchObject({ ok: true });
  });

  test('[GS-6] takes place on a day that suits the schemes of all', () => {
    const ledger = after(1, ask('a'), ask('b', { from: day('2026-05-04'), to: day('2026-06-30') }));
    expect(organise(ledger, 'a', '2026-04-10')).toMatchObject({ ok: false, error: { code: 'visit-outside-scheme', facts: { from: '2026-05-04', to: '2026-05-31' } } });
    expect(organise(ledger, 'a', '2026-05-06')).toMatchObject({ ok: true });
    expect(organise(ledger, 'a', '2026-06-03', '2026-06-01')).toMatchObject({ ok: true });
  });

  test('[GS-6] is made by nobody before all are organised, and by all on one day', () => {
    const first = organised(shared, 'a', '2026-04-10');
    expect(perform(first, 'a', '2026-04-10')).toMatchObject({ ok: false, error: { code: 'visit-partner-unready' } });
    const both = organised(first, 'b', '2026-04-10', '2026-04-09');
    expect(perform(both, 'a', '2026-04-08')).toMatchObject({ ok: false, error: { code: 'visit-before-organised' } });
    const made = perform(both, 'a', '2026-04-10');
    if (!made.ok) throw new Error(made.error.code);
    expect(perform(made.value, 'b', '2026-04-11')).toMatchObject({ ok: false, error: { code: 'visit-was-made', facts: { visitedOn: '2026-04-10' } } });
    expect(perform(made.value, 'b', '2026-04-10')).toMatchObject({ ok: true, value: { counted: 1 } });
  });

  test('[NR-5] one without a place in a full ledger cannot be organised', () => {
    const full = performVisit(organised(after(1, ask('a')), 'a', '2026-04-10'), `a:${FIRM}`, day('2026-04-10'));
    expect(organise(full, 'c', '2026-05-10')).toMatchObject({ ok: false, error: { code: 'visits-over-cap', facts: { cap: 1 } } });
  });
});
