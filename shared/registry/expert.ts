import * as z from 'zod';
import { dateSchema } from '../calendar/schema.ts';
import { departmentCode } from './department.ts';
import { privateData } from './inspector.ts';

/** `E`, code of the department that keeps the entry, four digits: never an officer's id, so that nobody is taken for the other (NR-2). */
export const expertId = z.string().regex(/^E\d{6}$/, 'an expert id: E, department code and four digits');

/** Who helps at a visit: an expert (专家), technical staff (专业技术人员), a third party's person (第三方机构人员). None of them ever counts as an officer (NR-2). */
export const EXPERT_KINDS = ['expert', 'technician', 'third-party'] as const;

/** What the person or body is qualified by (资质): an appraiser's certificate, a laboratory's accreditation (GY-16). */
export const qualification = z.object({
  number: z.string().min(2).max(60),
  issuer: z.string().min(2).max(100),
  validFrom: dateSchema,
  validTo: dateSchema,
});

/** Somebody of the expert library (专家库), without id (DZ-2, SM-4). */
export const expertContent = z.object({
  /** The department that keeps the entry; it lends its experts to all. */
  department: departmentCode,
  name: z.string().min(2).max(60),
  kind: z.enum(EXPERT_KINDS),
  /** Where they work; a third party's person always has one. */
  organisation: z.string().min(2).max(200).optional(),
  qualification: qualification.optional(),
  /** What they are asked about: the scheme names one of these. */
  fields: z.array(z.string().min(2).max(60)).min(1).max(20),
  /** Prefixes of the regions they may be asked to. */
  regions: z.array(z.string().regex(/^\d{2,6}$/, 'a region prefix: two to six digits')).min(1).max(30),
  /** Visits in one draw at most. */
  cap: z.int().min(0).max(1000),
  active: z.boolean().default(true),
});

/** An expert as entered. */
export const expertEntry = expertContent.extend({ expertId, private: privateData.optional() });

/** A change keeps id and department; `private`, if given, replaces what was there; `active` is always said. */
export const expertChange = expertContent.omit({ department: true }).extend({ active: z.boolean(), private: privateData.optional() });

/** What all who may read experts see. `firstEntry` is the hash of what was first entered, without what is private (NR-11). */
export const expert = expertContent.extend({ expertId, firstEntry: z.string(), version: z.int() });

/** What the department that keeps the entry sees, and how it is stored. */
export const expertWithPrivate = expert.extend({ private: privateData.optional() });

export type ExpertContent = z.output<typeof expertContent>;
export type ExpertChange = z.output<typeof expertChange>;
export type ExpertEntry = z.output<typeof expertEntry>;
export type Expert = z.output<typeof expert>;
export type ExpertWithPrivate = z.output<typeof expertWithPrivate>;
export type ExpertKind = (typeof EXPERT_KINDS)[number];
