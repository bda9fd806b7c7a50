import * as z from 'zod';
import { dateSchema } from '../calendar/schema.ts';
import { departmentCode } from './department.ts';
import { targetId } from './target.ts';

/** Department code and five digits: the directory's own code, never an identity number. */
export const officerId = z.string().regex(/^\d{7}$/, 'an officer id: department code and five digits');

/** The enforcement certificate (行政执法证). */
export const certificate = z.object({
  number: z.string().min(4).max(40),
  issuer: z.string().min(2).max(100),
  validFrom: dateSchema,
  validTo: dateSchema,
});

/** What never leaves the department (NR-11). */
export const privateData = z.object({
  identityNumber: z.string().min(6).max(30).optional(),
  phone: z.string().min(5).max(30).optional(),
});

/** A person of the inspector directory (执法检查人员名录库), without id. Assistants (experts, technicians) never count as inspectors (NR-2). */
export const inspectorContent = z.object({
  department: departmentCode,
  name: z.string().min(2).max(60),
  kind: z.enum(['officer', 'assistant']),
  certificate: certificate.optional(),
  specialties: z.array(z.string().min(2).max(60)).max(20),
  /** Prefixes of the regions the person may be sent to. */
  regions: z.array(z.string().regex(/^\d{2,6}$/, 'a region prefix: two to six digits')).min(1).max(30),
  /** Seats in one draw at most. */
  cap: z.int().min(0).max(1000),
  active: z.boolean().default(true),
});

/** An inspector as entered. `lastVisited` only for what happened before this system was there. */
export const inspectorEntry = inspectorContent.extend({
  officerId,
  lastVisited: z.array(targetId).max(2000).default([]),
  private: privateData.optional(),
});

/** A change keeps id, department and what was visited; `private`, if given, replaces what was there; `active` is always said. */
export const inspectorChange = inspectorContent.omit({ department: true }).extend({ active: z.boolean(), private: privateData.optional() });

/** What all who may read inspectors see. */
export const inspector = inspectorContent.extend({
  officerId,
  /** Targets whose last visit by the department this officer was part of (NR-3). */
  lastVisited: z.array(targetId),
  /** Of those, whose last visit was another department's, for which the officer was pooled (SM-4): the department by target. Absent where there is none. */
  visitedFor: z.record(targetId, departmentCode).optional(),
  /** Hash of what was first entered, without what is private: a phone number could be found from its hash (NR-11). */
  firstEntry: z.string(),
  version: z.int(),
});

/** What the officer's own department sees, and how it is stored. */
export const inspectorWithPrivate = inspector.extend({ private: privateData.optional() });

export type Certificate = z.output<typeof certificate>;
export type InspectorContent = z.output<typeof inspectorContent>;
export type InspectorChange = z.output<typeof inspectorChange>;
export type InspectorEntry = z.output<typeof inspectorEntry>;
export type Inspector = z.output<typeof inspector>;
export type InspectorWithPrivate = z.output<typeof inspectorWithPrivate>;
