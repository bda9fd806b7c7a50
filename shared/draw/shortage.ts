import * as z from 'zod';

/** Where inspectors are short, as a clerk reads it; the certificate itself stands in the transcript. `region` null: over the whole department. */
export const shortage = z.object({
  department: z.string(),
  region: z.string().nullable(),
  specialty: z.string().optional(),
  visits: z.int(),
  seats: z.int(),
  officers: z.int(),
  usable: z.int(),
  short: z.int(),
  zh: z.string(),
  en: z.string(),
});

export type Shortage = z.output<typeof shortage>;
