import { departments } from '../registry/department-store.ts';
import { inspectors } from '../registry/inspector-store.ts';
import type { Inspector } from '../registry/inspector.ts';
import type { Table } from '../store/table.ts';
import type { FormOfficer } from './form.ts';

/**
 * An officer drawn for a task of `department`, as enterprise and public may know one (NR-11); one pooled with the body they come from, whose name is `bodyName` (SM-4).
 * Throws for one without a certificate: nobody such is ever drawn.
 */
export const officerOf = ({ officerId, name, department: body, certificate }: Inspector, department: string, bodyName: string): FormOfficer => {
  if (certificate === undefined) throw new Error(`officer ${officerId} was drawn without a certificate`);
  return { officerId, name, certificateNo: certificate.number, ...(body === department ? {} : { from: { department: body, name: bodyName } }) };
};

/** The same of one whom an event drew later, as the directories have them now. Throws if they do not hold the officer or the body: nobody is ever taken out of them. */
export const findOfficer = async (registry: Table, officerId: string, department: string): Promise<FormOfficer> => {
  const inspector = await inspectors.find(registry, officerId);
  if (inspector === undefined) throw new Error(`the draw names ${officerId}, whom the directory does not hold`);
  if (inspector.department === department) return officerOf(inspector, department, '');
  const body = await departments.find(registry, inspector.department);
  if (body === undefined) throw new Error(`officer ${officerId} is of ${inspector.department}, which the directory does not hold`);
  return officerOf(inspector, department, body.name);
};
