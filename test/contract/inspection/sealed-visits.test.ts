import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSealedDraws } from '../../../shared/draw/events/open-sealed.ts';
import type { Person } from '../../../shared/identity/actor.ts';
import { type Form, inspectionIdOf } from '../../../shared/inspection/form.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { callApi, type ApiCall } from '../../support/call-api.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { creditCode } from '../../support/registry-samples.ts';
import { layDispatched } from '../draw/losses-scene.ts';
import { byStep, LEAD, must, operator, OTHER } from '../draw/scene.ts';

const BATCH = 'batch-2026-001';
const NOW = '2026-03-26T09:00:00+08:00';
let record: TestRecord;
let forms: readonly Form[];
let handlers: { readonly inspections: unknown; readonly targets: unknown; readonly publication: unknown };
let own: Form;
/** Drawn for one of the visits, of another department, and of the lead department without a seat. */
let drawn: Person;
const stranger = person('inspector', '03', { officer: '0300001' });
const colleague = person('inspector', LEAD, { officer: '0100099' });

beforeAll(async () => {
  record = await openRecord();
  const { registry, lifecycle, publication, uploads, evidence, snapshots, published } = record.stores;
  Object.assign(process.env, {
    REGISTRY_TABLE: registry.name, LIFECYCLE_TABLE: lifecycle.name, PUBLICATION_TABLE: publication.name, UPLOADS_BUCKET: uploads.bucket, EVIDENCE_BUCKET: evidence.bucket,
    SNAPSHOTS_BUCKET: snapshots.bucket, PUBLICATION_BUCKET: published.bucket, PROFILE: 'guangyuan',
  });
  handlers = {
    inspections: (await import('../../../functions/api/inspections.ts')).handler,
    targets: (await import('../../../functions/api/targets.ts')).handler,
    publication: (await import('../../../functions/api/publication.ts')).handler,
  };
  forms = await layDispatched(record.stores, BATCH, { sealed: { openOn: localDate('2026-06-08') } });
  own = forms[0] as Form;
  drawn = person('inspector', LEAD, { officer: own.tasks[0]?.officers[0]?.officerId ?? '' });
}, 60_000);
afterAll(() => record.close());

const ask = (who: Person, path: string, more: Partial<ApiCall> = {}) => callApi(handlers.inspections, who, { method: 'GET', path, at: NOW, ...more });
const listed = async (who: Person, query: Record<string, string> = {}) => (await ask(who, `/v1/batches/${BATCH}/inspections`, { query })).body as { readonly items: readonly Form[]; readonly cursor?: string };
const namesOf = ({ tasks }: Form): readonly string[] => tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
const visits = async (who: Person, targetId: string) => (await callApi(handlers.targets, who, { method: 'GET', path: `/v1/targets/${targetId}/visits`, query: { year: '2026' }, at: NOW })).body;

describe('the forms of a draw for unannounced visits, before its day', { timeout: 60_000 }, () => {
  test('[NR-9] are listed to an inspector as far as they are their own, and without a mark that continues at another’s', async () => {
    expect((await listed(operator)).items).toHaveLength(forms.length);
    expect([await listed(stranger), await listed(stranger, { limit: '1' }), await listed(colleague)]).toEqual([{ items: [] }, { items: [] }, { items: [] }]);
    const mine = forms.filter((form) => namesOf(form).includes(drawn.officer ?? '')).map(({ inspectionId }) => inspectionId);
    expect([mine.length > 0, mine.length < forms.length]).toEqual([true, true]);
    expect((await listed(drawn)).items.map(({ inspectionId }) => inspectionId)).toEqual(mine);
  });

  test('[NR-9] look to an inspector without a seat like those of enterprises that were not drawn, whatever is asked of them', async () => {
    const others = forms.map(({ targetId }) => targetId);
    const [undrawn = ''] = Array.from({ length: 60 }, (_, i) => creditCode(i + 1)).filter((id) => !others.includes(id)).map((id) => inspectionIdOf(BATCH, id));
    const asked = async (who: Person, id: string) => {
      const path = `/v1/inspections/${id}`;
      const found = { codes: ['01'], note: '正常', followUp: 'none', evidence: [] };
      const answers = await Promise.all([
        ask(who, path), ask(who, `${path}/visit`),
        ask(who, `${path}/evidence`, { method: 'POST', body: { sha256: 'a'.repeat(64), name: '照片.jpg', contentType: 'image/jpeg' } }),
        ask(who, `${path}/complete`, { method: 'POST', body: { visitedOn: '2026-03-26', officersPresent: [who.officer] } }),
        ask(who, `${path}/results/food-sale`, { method: 'PUT', body: found }),
        ask(who, `${path}/results/food-sale`, { method: 'PUT', body: found, headers: { 'if-match': '"99"' } }),
      ]);
      return answers.map(({ status, body }) => [status, body.code]);
    };
    for (const who of [stranger, colleague]) expect(await asked(who, own.inspectionId)).toEqual(await asked(who, undrawn));
    expect((await ask(drawn, `/v1/inspections/${own.inspectionId}`)).body).toMatchObject({ targetId: own.targetId });
    expect((await ask(drawn, `/v1/inspections/${own.inspectionId}/visit`)).body.forms).toHaveLength(1);
    expect((await ask(drawn, `/v1/inspections/${own.inspectionId}/complete`, { method: 'POST', body: { visitedOn: '2026-03-26', officersPresent: [drawn.officer] } })).body).toMatchObject({ code: 'form-not-in-stage' });
  });

  test('[NR-9] [NR-5] leave no trace in what an inspector reads of an enterprise’s year', async () => {
    const idle = await visits(stranger, creditCode(199));
    expect(await visits(stranger, own.targetId)).toEqual({ ...idle, targetId: own.targetId });
    expect(await visits(operator, own.targetId)).toMatchObject({ counted: 1, visits: [{ inspectionId: own.inspectionId, unannounced: true }] });
    expect(await visits(person('witness'), own.targetId)).toMatchObject({ counted: 1 });
  });

  test('[NR-9] [GY-21] are counted to everybody and named to those only who may know of them', async () => {
    const read = async (who: Person) => (await callApi(handlers.publication, who, { method: 'GET', path: `/v1/batches/${BATCH}/reconciliation`, at: NOW })).body;
    for (const who of [operator, person('operator', OTHER)]) expect((await ask(who, `/v1/inspections/${own.inspectionId}/claim`, { method: 'POST', body: {} })).status).toBe(200);
    const late = { method: 'POST', body: { visitOn: '2026-04-08', method: 'on-site' }, at: '2026-04-02T09:00:00+08:00' };
    expect((await ask(operator, `/v1/inspections/${own.inspectionId}/organise`, late)).body).toMatchObject({ organisedLate: true });
    expect(await read(stranger)).toMatchObject({ drawn: forms.length, organisedLate: [], enteredLate: [], exemptions: [] });
    expect(await read(drawn)).toMatchObject({ organisedLate: [own.inspectionId] });
    expect(await read(person('witness'))).toMatchObject({ organisedLate: [own.inspectionId] });
  });

  test('[NR-9] are open to every inspector from its day on', async () => {
    await must(openSealedDraws({ stores: record.stores, profile: guangyuan, act: byStep('open-sealed', '2026-06-08T00:02:00+08:00') } as never));
    expect((await listed(stranger)).items).toHaveLength(forms.length);
    expect((await ask(stranger, `/v1/inspections/${own.inspectionId}`)).status).toBe(200);
    expect(await visits(stranger, own.targetId)).toMatchObject({ counted: 1 });
  });
});
