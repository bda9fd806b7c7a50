import type { Table } from '../store/table.ts';
import { department, type Department } from './department.ts';
import { recordStore } from './record-store.ts';

const PK = 'DEPARTMENT';

/** The bodies that take part. */
export const departments = recordStore({ schema: department, idOf: ({ code }) => code, keyOf: (code: string) => ({ pk: PK, sk: code }) });

/** All of them, by code. */
export const readDepartments = (registry: Table): Promise<Department[]> => departments.all(registry, PK);
