import { checkCharacter } from '../../shared/registry/credit-code.ts';
import { inspectorEntry, type InspectorEntry } from '../../shared/registry/inspector.ts';
import { itemEntry, type ItemEntry } from '../../shared/registry/item.ts';
import { targetEntry, type TargetEntry } from '../../shared/registry/target.ts';
import type * as z from 'zod';

/** The `n`-th valid credit code of these samples. */
export const creditCode = (n: number): string => {
  const start = `91510800MA${String(n).padStart(7, '0')}`;
  return start + checkCharacter(start);
};

export const aTarget = (n: number, more: Partial<z.input<typeof targetEntry>> = {}): TargetEntry =>
  targetEntry.parse({
    id: creditCode(n), name: `广元市第${n}食品有限公司`, region: '510802', industry: 'F5211', status: '001', creditClass: 'A',
    tags: '0000000000000004', nature: '有限责任公司', address: `利州区东坝街道${n}号`, ...more,
  });

export const anOfficer = (department: string, n: number, more: Partial<z.input<typeof inspectorEntry>> = {}): InspectorEntry =>
  inspectorEntry.parse({
    officerId: `${department}${String(n).padStart(5, '0')}`, department, name: `张${n}`, kind: 'officer',
    certificate: { number: `H${department}${n}0001`, issuer: '四川省人民政府', validFrom: '2024-01-01', validTo: '2028-12-31' },
    specialties: ['食品'], regions: ['5108'], cap: 40, ...more,
  });

export const anItem = (itemId: string, department: string, more: Partial<z.input<typeof itemEntry>> = {}): ItemEntry =>
  itemEntry.parse({
    itemId, name: '食品销售监督检查', class: 'key', department, follows: 'superior', basis: ['《中华人民共和国食品安全法》第一百一十条'],
    target: '食品销售者', content: ['经营资质', '进货查验'], standard: '按《食品销售监督检查要点表》逐项检查', methods: ['on-site'], ...more,
  });
