import { readDepartments } from '../registry/department-store.ts';
import type { Table } from '../store/table.ts';

/** Codes of the departments that must submit plans: those that enforce (GY-5). */
export const requiredDepartments = async (registry: Table): Promise<readonly string[]> =>
  (await readDepartments(registry)).filter(({ kind }) => kind === 'enforcing').map(({ code }) => code);
