import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeItem } from '../../../shared/registry/change-item.ts';
import { departments } from '../../../shared/registry/department-store.ts';
import { enterItem, enterItems } from '../../../shared/registry/enter-items.ts';
import { itemEntry } from '../../../shared/registry/item.ts';
import { items, readItems } from '../../../shared/registry/item-store.ts';
import { listItems } from '../../../shared/registry/list-registry.ts';
import { putDepartment } from '../../../shared/registry/put-department.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anItem } from '../../support/registry-samples.ts';
import { expectSoundTrail } from '../../support/trail.ts';

let record: TestRecord;
const administrator = () => ({ stores: record.stores, act: actOf(person('administrator')) });
const operator = (department: string) => ({ stores: record.stores, act: actOf(person('operator', department)) });
const put = (code: string, name: string, kind: 'enforcing' | 'conference-office', ifMatch?: number) =>
  putDepartment(administrator(), { params: { code }, body: { name, kind }, ...(ifMatch === undefined ? {} : { ifMatch }) });

beforeAll(async () => {
  record = await openRecord();
  await put('01', '市市场监督管理局', 'enforcing');
  await put('02', '市应急管理局', 'enforcing');
  await put('90', '联席会议办公室', 'conference-office');
});
afterAll(async () => {
  await expectSoundTrail(record.stores.lifecycle, 'registry/departments', 'registry/items');
  await record.close();
});

describe('departments', () => {
  test('the same content again is answered with what lies there', async () => {
    expect(await put('01', '市市场监督管理局', 'enforcing')).toMatchObject({ ok: true, value: { version: 1 } });
  });

  test('a change needs the version it rests on', async () => {
    expect(await put('02', '市应急局', 'enforcing')).toMatchObject({ ok: false, error: { code: 'if-match-required' } });
    expect(await put('02', '市应急局', 'enforcing', 4)).toMatchObject({ ok: false, error: { code: 'version-outdated' } });
    expect(await put('03', '市消防救援支队', 'enforcing', 1)).toMatchObject({ ok: false, error: { code: 'version-outdated', facts: { current: 0 } } });
    expect(await departments.find(record.stores.registry, '02')).toMatchObject({ name: '市应急管理局' });
    expect(await put('02', '市应急局', 'enforcing', 1)).toMatchObject({ ok: true, value: { name: '市应急局', version: 2 } });
  });
});

describe('items', () => {
  test('[GS-1] an item without a legal basis is refused, alone and in a bulk, and nothing is entered', async () => {
    const bare = anItem('no-basis', '01', { basis: [] });
    expect(await enterItem(operator('01'), bare)).toEqual({ ok: false, error: { code: 'item-without-basis', pointer: '/basis' } });
    expect(await enterItems(operator('01'), [anItem('with-basis', '01'), bare])).toMatchObject({
      ok: false, error: { code: 'item-without-basis', errors: [{ pointer: '/rows/1/basis', detail: 'item-without-basis: no-basis' }] },
    });
    expect(await readItems(record.stores.registry)).toEqual([]);
  });

  test('[SM-1] [HT-1] an item holds its nine elements: name, basis, subject, target, content, standard and key points, method, ratio, frequency', async () => {
    const nine = {
      name: '特种设备使用监督检查', basis: ['《中华人民共和国特种设备安全法》第五十七条'], department: '01', target: '特种设备使用单位', content: ['使用登记', '定期检验', '作业人员持证'],
      standard: '按《特种设备使用单位监督检查要点表》逐项检查', methods: ['on-site', 'written'] as const, ratio: '3/100', frequency: 2,
    };
    const whole = { ...anItem('nine-elements', '01'), ...nine, methods: [...nine.methods] };
    expect(await enterItem(operator('01'), whole)).toMatchObject({ ok: true });
    const listed = await listItems(operator('02'), { department: '01' });
    expect(listed.ok && listed.value.items.find(({ itemId }) => itemId === 'nine-elements')).toMatchObject(nine);
    // A ratio or a frequency is held where the superior's list sets one; without the other seven it is no item, without basis it is refused by its clause.
    for (const element of ['name', 'department', 'target', 'content', 'standard', 'methods'] as const) {
      const { [element]: _, ...without } = whole;
      expect(itemEntry.safeParse(without).success, element).toBe(false);
    }
  });

  test("another department's item, an unknown department's and one of a body that does not enforce are refused", async () => {
    expect(await enterItem(operator('01'), anItem('foreign', '02'))).toMatchObject({ ok: false, error: { code: 'not-own-department', facts: { department: '02' } } });
    expect(await enterItem(administrator(), anItem('nowhere', '77'))).toMatchObject({ ok: false, error: { code: 'department-unknown' } });
    expect(await enterItem(administrator(), anItem('conference', '90'))).toMatchObject({ ok: false, error: { code: 'not-enforcing-body' } });
  });

  test('[GY-2] an item is key or general and says whose list it follows; entered again it stays, with other content it is refused', async () => {
    const first = await enterItem(operator('01'), anItem('food-sales', '01'));
    expect(first).toMatchObject({ ok: true, value: { itemId: 'food-sales', class: 'key', follows: 'superior', version: 1 } });
    expect(await enterItem(operator('01'), anItem('food-sales', '01'))).toEqual(first);
    expect(await enterItem(operator('01'), anItem('food-sales', '01', { class: 'general' }))).toMatchObject({ ok: false, error: { code: 'already-entered' } });
  });

  test('a repeated Idempotency-Key is not carried out twice', async () => {
    const act = actOf(person('operator', '01'), { idempotency: { key: 'k1', request: 'r1' } });
    expect((await enterItem({ stores: record.stores, act }, anItem('keyed', '01'))).ok).toBe(true);
    expect(await enterItem({ stores: record.stores, act }, anItem('keyed-other', '01'))).toMatchObject({ ok: false, error: { code: 'already-done' } });
    expect(await items.find(record.stores.registry, 'keyed-other')).toBeUndefined();
  });

  test('a change to another department, on an old version or without basis is refused and nothing changes', async () => {
    const { itemId: _, ...content } = anItem('food-sales', '01', { standard: '按新要点表逐项检查' });
    const change = (body: Partial<typeof content>, ifMatch: number, by = operator('01')) =>
      changeItem(by, { params: { itemId: 'food-sales' }, body: { ...content, ...body }, ifMatch });
    expect(await change({ department: '02' }, 1)).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    expect(await change({}, 1, operator('02'))).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    expect(await change({ basis: [] }, 1)).toMatchObject({ ok: false, error: { code: 'item-without-basis' } });
    expect(await change({}, 9)).toMatchObject({ ok: false, error: { code: 'version-outdated' } });
    expect(await items.find(record.stores.registry, 'food-sales')).toMatchObject({ version: 1 });
    expect(await change({}, 1)).toMatchObject({ ok: true, value: { version: 2, standard: '按新要点表逐项检查' } });
  });

  test('the list is asked for by department', async () => {
    await enterItems(operator('02'), [anItem('fire-doors', '02', { class: 'general' })]);
    const page = await listItems(operator('01'), { department: '02' });
    expect(page.ok && page.value.items.map(({ itemId }) => itemId)).toEqual(['fire-doors']);
  });
});
