import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { RESULT_CODE_LIST } from '../inspection/result-code.ts';

const date = z.string().refine(isLocalDate).transform((text) => text as LocalDate);
const moment = z.string().refine(isInstant).transform((text) => text as Instant);

/** The public result notice: plan and task, type, authority, day of completion, and each item with its result. No officer's identity number or phone (NR-11). */
export const publicResult = z.object({
  shape: z.literal(1),
  planNo: z.string(),
  planName: z.string(),
  taskNo: z.string(),
  taskName: z.string(),
  type: z.object({ draw: z.enum(['directed', 'non-directed']), scope: z.enum(['single', 'joint']) }),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  authorities: z.array(z.string()),
  /** The officers of the visit, as the notice requires them; `from`: the body that one pooled comes from (SM-4), absent for an authority's own. */
  officers: z.array(z.object({ name: z.string(), certificateNo: z.string(), from: z.string().optional() })),
  completedOn: date,
  items: z.array(z.object({ name: z.string(), authority: z.string(), codes: z.array(z.enum(RESULT_CODE_LIST)), result: z.string() })),
  publishedAt: moment,
});

export type PublicResult = z.output<typeof publicResult>;

/** An officer in one line: name, certificate number, and the body they come from if they were pooled. */
export const officerInLine = ({ name, certificateNo, from }: PublicResult['officers'][number]): string => `${name}（${certificateNo}${from === undefined ? '' : `，${from}`}）`;
