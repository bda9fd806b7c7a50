import type { Table } from '../store/table.ts';
import { inspector, inspectorWithPrivate, type Inspector } from './inspector.ts';
import { recordStore } from './record-store.ts';

/** The partition of one department's inspectors. */
export const inspectorPartition = (department: string): string => `INSPECTOR#${department}`;

/** The department an officer's id begins with. */
export const departmentOf = (officerId: string): string => officerId.slice(0, 2);

/** The inspector directory (执法检查人员名录库), with what is private to the department. */
export const inspectors = recordStore({
  schema: inspectorWithPrivate,
  idOf: ({ officerId }) => officerId,
  keyOf: (officerId: string) => ({ pk: inspectorPartition(departmentOf(officerId)), sk: officerId }),
});

/** One department's inspectors by id, without what is private (NR-11). */
export const readInspectors = async (registry: Table, department: string): Promise<Inspector[]> =>
  (await inspectors.all(registry, inspectorPartition(department))).map(withoutPrivate);

/** What may leave the department (NR-11). */
export const withoutPrivate = (record: Inspector): Inspector => inspector.parse(record);
