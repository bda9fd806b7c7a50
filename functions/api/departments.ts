import { getDepartment, listDepartments, putDepartment } from '../../shared/api/departments.ts';
import { ok } from '../../shared/kernel/result.ts';
import { departments, readDepartments } from '../../shared/registry/department-store.ts';
import { found } from '../../shared/registry/found.ts';
import * as registry from '../../shared/registry/put-department.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listDepartments, async (_, { stores }) => ok({ items: await readDepartments(stores.registry) })),
  on(getDepartment, async ({ params }, { stores }) => found(await departments.find(stores.registry, params.code), params.code)),
  on(putDepartment, (input, context) => registry.putDepartment(context, input)),
]);
