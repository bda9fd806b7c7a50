import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handler as inspectionsApi } from '../../../functions/api/inspections.ts';
import { handler as inspectorsApi } from '../../../functions/api/inspectors.ts';
import { freezeBatch } from '../../../shared/draw/freezing/freeze-batch.ts';
import { readOfficers, readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { formsOf } from '../../../shared/inspection/form-store.ts';
import { inspectionIdOf, type Form, type FormOfficer } from '../../../shared/inspection/form.ts';
import type { Person } from '../../../shared/identity/actor.ts';
import { readInbox } from '../../../shared/lifecycle/inbox-store.ts';
import { publishResults } from '../../../shared/publication/publish-results.ts';
import { publicResultsOf } from '../../../shared/publication/result-store.ts';
import { inspectors } from '../../../shared/registry/inspector-store.ts';
import { markVisited } from '../../../shared/registry/mark-visited.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { callApi } from '../../support/call-api.ts';
import { person } from '../../support/people.ts';
import type { TestRecord } from '../../support/record.ts';
import { formNow, holdAfterLoss, loseWithEvidence } from '../draw/losses-scene.ts';
import { EMPTY, LENDER, LENDER_NAME, pooledUnder } from '../draw/pooled-city.ts';
import { anEntry, aScheme, AT_ONCE, frameNo, layPrepared, LEAD, must, operator, OTHER, PROGRAMS } from '../draw/scene.ts';
import { verdict } from '../draw/verdict.ts';
import { archive, BATCH, openPooledVisits, stepOf } from './pooled-visits.ts';

const FROM = { department: LENDER, name: LENDER_NAME };
const partner = person('operator', OTHER);
const lender = person('operator', LENDER);
const found = { codes: ['01'], note: '资料齐全', followUp: 'none', evidence: [] };
let record: TestRecord;
let forms: readonly Form[];

const step = (now: string) => stepOf(record.stores, now);
const post = (who: Person, { inspectionId }: Pick<Form, 'inspectionId'>, path: string, at: string, body: unknown = {}) => callApi(inspectionsApi, who, { method: 'POST', path: `/v1/inspections/${inspectionId}${path}`, at, body });
const read = async ({ inspectionId }: Pick<Form, 'inspectionId'>): Promise<Form> => (await callApi(inspectionsApi, person('supervisor'), { method: 'GET', path: `/v1/inspections/${inspectionId}` })).body;
const sentBy = (form: Form, department: string): readonly FormOfficer[] => form.tasks.find((task) => task.department === department)?.officers ?? [];
const idsOf = (form: Form): string[] => form.tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
const asInspector = (officerId: string): Person => person('inspector', officerId.slice(0, 2), { officer: officerId });

beforeAll(async () => {
  ({ record, forms } = await openPooledVisits());
}, 60_000);
afterAll(() => record.close());

describe('a visit with inspectors pooled under a department', { timeout: 60_000 }, () => {
  test('[SM-4] [NR-11] is the department’s, and the form says by name and certificate of which body they come from', async () => {
    expect(forms.length).toBeGreaterThan(1);
    for (const form of forms) {
      expect(form.tasks.map(({ department, departmentName }) => [department, departmentName])).toEqual([[LEAD, '市市场监督管理局'], [OTHER, '市消防救援支队']]);
      for (const officer of sentBy(form, LEAD)) expect(officer).not.toHaveProperty('from');
      expect(sentBy(form, OTHER)).toHaveLength(2);
      for (const officer of sentBy(form, OTHER)) {
        expect(officer).toMatchObject({ from: FROM, name: `赵${officer.officerId.slice(-1)}`, certificateNo: `H${LENDER}${officer.officerId.slice(-1)}0001` });
      }
    }
    expect(await read(forms[0] as Form)).toEqual(forms[0]);
  });

  test('[SM-4] [NR-1] the notice tells the enterprise, and a letter tells the body they come from', async () => {
    const [form] = forms as [Extract<Form, { stage: 'noticed' }>];
    const notice = new TextDecoder().decode(await record.stores.evidence.get(form.notice.key));
    for (const { name, certificateNo } of sentBy(form, OTHER)) expect(notice).toContain(`<td>市消防救援支队（由${LENDER_NAME}统筹调配）</td><td>${name}</td><td>${certificateNo}</td>`);
    for (const { name } of sentBy(form, LEAD)) expect(notice).toContain(`<td>市市场监督管理局</td><td>${name}</td>`);
    const letters = await readInbox(record.stores.lifecycle, [`department/${LENDER}`], 10);
    expect(letters).toMatchObject([{ kind: 'task', subject: `batch/${BATCH}`, clause: 'SM-4', due: null }]);
    for (const { officerId } of forms.flatMap((each) => sentBy(each, OTHER))) expect(letters[0]?.zh).toContain(officerId);
  });

  test('[GY-14] is claimed by the department, not by the body they come from', async () => {
    const at = '2026-03-25T09:00:00+08:00';
    for (const form of forms) {
      expect(await post(lender, form, '/claim', at)).toMatchObject({ status: 403, body: { code: 'not-in-visit' } });
      for (const who of [operator, partner]) expect((await post(who, form, '/claim', at)).status).toBe(200);
    }
  });

  test('[BY-3] a lost one is reported by the department, and who takes the place comes with their body’s name too, which hears of it', async () => {
    const at = '2026-03-26T09:00:00+08:00';
    const [form] = forms as [Form];
    const [lost, stays] = sentBy(form, OTHER) as [FormOfficer, FormOfficer];
    const loss = { department: OTHER, officerId: lost.officerId, reason: '参加上级抽调' };
    expect(await post(lender, form, '/replacement', at, loss)).toMatchObject({ status: 403, body: { code: 'not-own-department' } });
    expect((await post(partner, form, '/replacement', at, loss)).status).toBe(200);
    await holdAfterLoss(record.stores, BATCH, 1, at);
    const [substitute, second] = sentBy(await formNow(record.stores, form.inspectionId), OTHER);
    expect(second).toEqual(stays);
    expect([lost.officerId, stays.officerId]).not.toContain(substitute?.officerId);
    expect(substitute).toMatchObject({ from: FROM });
    const letters = await readInbox(record.stores.lifecycle, [`department/${LENDER}`], 10);
    expect(letters).toHaveLength(2);
    expect(letters.find(({ at: told }) => told === at)?.zh).toContain(`统筹调配你单位的执法检查人员 ${substitute?.name ?? ''}（${substitute?.officerId ?? ''}），参加市消防救援支队`);
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[BY-3] one called in for a lost target has them too, and the body hears of it', async () => {
    const at = '2026-03-26T14:00:00+08:00';
    const [reserve = ''] = (await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 })).reserve[0]?.ids ?? [];
    const lost = forms.at(-1) as Form;
    await loseWithEvidence(record.stores, lost, at);
    await holdAfterLoss(record.stores, BATCH, 3, at);
    const called = await read({ inspectionId: inspectionIdOf(BATCH, reserve) });
    expect(called).toMatchObject({ stage: 'noticed', calledIn: { for: lost.targetId } });
    expect(sentBy(called, OTHER)).toMatchObject([{ from: FROM }, { from: FROM }]);
    expect(await readInbox(record.stores.lifecycle, [`department/${LENDER}`], 10)).toHaveLength(3);
    for (const who of [operator, partner]) expect((await post(who, called, '/claim', '2026-03-27T09:00:00+08:00')).status).toBe(200);
  });

  test('[NR-2] [NR-4] counts them for the department; their certificates are those of their own body’s directory', async () => {
    const open = (await formsOf(record.stores.lifecycle, BATCH)).filter(({ stage }) => stage === 'noticed');
    for (const form of open) expect((await post(operator, form, '/organise', '2026-03-27T09:00:00+08:00', { visitOn: '2026-04-08', method: 'on-site' })).status).toBe(200);
    await must(closeStage(step('2026-03-30T09:00:00+08:00'), BATCH, 'organised'));
    const at = '2026-04-08T15:00:00+08:00';
    const [form] = open as [Form];
    const [first = '', second = ''] = sentBy(form, OTHER).map(({ officerId }) => officerId);
    const visit = (officersPresent: readonly string[], who: Person = operator) => post(who, form, '/complete', at, { visitedOn: '2026-04-08', officersPresent });
    expect(await visit(idsOf(form).filter((id) => id !== first))).toMatchObject({ status: 422, body: { code: 'officers-too-few', title: expect.stringContaining(OTHER) } });
    expect(await visit(idsOf(form), asInspector(first))).toMatchObject({ status: 403, body: { code: 'not-in-visit' } });

    const mine = await inspectors.find(record.stores.registry, second);
    const { certificate } = mine ?? {};
    if (mine === undefined || certificate === undefined) throw new Error('no certificate');
    const ends = (validTo: string, version: number) => record.stores.transact([inspectors.replace(record.stores.registry, { ...mine, certificate: { ...certificate, validTo: localDate(validTo) }, version })]);
    await must(ends('2026-04-07', mine.version + 1));
    expect(await visit(idsOf(form))).toMatchObject({ status: 422, body: { code: 'certificate-invalid-on-visit-day', title: expect.stringContaining(second) } });
    await must(ends('2028-12-31', mine.version + 2));
    for (const each of open) expect(await post(operator, each, '/complete', at, { visitedOn: '2026-04-08', officersPresent: idsOf(each) })).toMatchObject({ status: 200, body: { stage: 'inspected' } });
  });

  test('[GY-14] its results are the department’s to write, and the public learns who came from where', async () => {
    const { stores } = record;
    const open = (await formsOf(stores.lifecycle, BATCH)).filter(({ stage }) => stage === 'inspected');
    const put = (who: Person, { inspectionId }: Form, itemId: string) => callApi(inspectionsApi, who, { method: 'PUT', path: `/v1/inspections/${inspectionId}/results/${itemId}`, at: '2026-04-08T16:00:00+08:00', body: found });
    for (const form of open) {
      expect(await put(lender, form, 'fire-exits')).toMatchObject({ status: 403, body: { code: 'not-in-visit' } });
      expect((await put(operator, form, 'food-sale')).status).toBe(200);
      expect((await put(partner, form, 'fire-exits')).status).toBe(200);
    }
    await must(closeStage(step('2026-04-09T09:00:00+08:00'), BATCH, 'inspected'));
    for (const form of open) expect((await post(operator, form, '/enter', '2026-04-10T15:00:00+08:00')).status).toBe(200);
    await must(closeStage(step('2026-04-13T09:00:00+08:00'), BATCH, 'entered'));
    await must(publishResults(step('2026-04-13T10:00:00+08:00'), BATCH));
    const results = (await publicResultsOf(stores.publication, BATCH)).filter(({ officers }) => officers.length > 0);
    expect(results).toHaveLength(open.length);
    for (const { officers, authorities } of results) {
      expect(authorities).toEqual(['市市场监督管理局', '市消防救援支队']);
      expect(officers.map(({ from }) => from)).toEqual([undefined, undefined, LENDER_NAME, LENDER_NAME]);
    }
  });

  test('[NR-3] each is kept from the target on the own record, until the department helped has been there with others', async () => {
    const { stores } = record;
    const form = (await formsOf(stores.lifecycle, BATCH)).find(({ stage }) => stage === 'published') as Extract<Form, { stage: 'published' }>;
    const { targetId } = form;
    const once = await inspectors.find(stores.registry, `${EMPTY}00001`);
    if (once === undefined) throw new Error('nobody helped earlier');
    await must(stores.transact([inspectors.replace(stores.registry, { ...once, lastVisited: [targetId], visitedFor: { [targetId]: OTHER }, version: once.version + 1 })]));
    await archive(stores);
    // Of a body that was pooled and sent nobody: the department has been there with others.
    expect(await inspectors.find(stores.registry, once.officerId)).toMatchObject({ lastVisited: [] });
    const [one = '', two = ''] = sentBy(form, OTHER).map(({ officerId }) => officerId);
    const get = async (officerId: string) => (await callApi(inspectorsApi, lender, { method: 'GET', path: `/v1/inspectors/${officerId}` })).body;
    for (const id of [one, two]) expect(await get(id)).toMatchObject({ department: LENDER, lastVisited: expect.arrayContaining([targetId]), visitedFor: { [targetId]: OTHER } });
    for (const { officerId } of sentBy(form, LEAD)) expect(await inspectors.find(stores.registry, officerId)).not.toHaveProperty('visitedFor');

    const { department: _, officerId: _id, lastVisited: _last, visitedFor: _for, firstEntry: _first, private: _own, version, ...content } = await get(one);
    const changed = await callApi(inspectorsApi, lender, { method: 'PUT', path: `/v1/inspectors/${one}`, at: '2026-04-16T09:00:00+08:00', body: { ...content, cap: 39 }, headers: { 'if-match': `"${version}"` } });
    expect(changed).toMatchObject({ status: 200, body: { cap: 39, lastVisited: expect.arrayContaining([targetId]), visitedFor: { [targetId]: OTHER } } });

    await layPrepared(stores, 'batch-2026-002', anEntry({ targets: frameNo(2) }), aScheme({ departments: pooledUnder(LENDER) }));
    await must(freezeBatch(step('2026-04-20T09:00:00+08:00'), { batchId: 'batch-2026-002', programs: PROGRAMS, atOnce: AT_ONCE.rows }));
    expect((await readOfficers(stores, { batchId: 'batch-2026-002', drawNo: 1 })).find(({ id }) => id === one)).toMatchObject({ department: OTHER, lastVisited: expect.arrayContaining([targetId]) });

    const later = (visitedOn: string, ...officers: readonly string[]) => [{ targetId, visitedOn: localDate(visitedOn), officers }];
    await must(markVisited(step('2026-06-01T09:00:00+08:00'), 'x', later('2026-05-30', `${LENDER}00006`, `${LENDER}00005`)));
    expect(await get(one)).toMatchObject({ lastVisited: expect.arrayContaining([targetId]), visitedFor: { [targetId]: OTHER } });
    await must(markVisited(step('2026-06-02T09:00:00+08:00'), 'y', later('2026-06-01', `${OTHER}00001`, `${OTHER}00002`), [LENDER]));
    const free = await get(one);
    expect(free.lastVisited).not.toContain(targetId);
    expect(free.visitedFor ?? {}).not.toHaveProperty(targetId);
  });
});
