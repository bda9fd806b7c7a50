import type { PlannedInspection } from './city/plan.ts';

/** What befalls each entry of the plan: the year is no fair-weather year. `id` is that of city/plan.ts. */
export const STORY = {
  /** Submitted in January (GY-6). */
  late: 'fuel-stations',
  /** Sent back with reasons, submitted again (GY-7). */
  returned: 'pesticides',
  /** First asks for one in ten, which is refused (GY-13). */
  overCap: 'restaurants',
  /** One form organised after the 5 working days (GY-15). */
  organisedLate: 'sites',
  /** The notary commits and does not reveal in the first attempt (BY-2). */
  notRevealed: 'supermarkets',
  /** An officer falls ill; the substitute is drawn (BY-3). */
  replaced: 'restaurants',
  /** An enterprise turns out to be closed; the next ticket takes its place (BY-3). */
  targetLost: 'supermarkets',
  /** An officer applies for recusal before the draw (NR-3). */
  recused: 'restaurants',
  /** Nobody is found at the registered premises (code 10). */
  unreachable: 'restaurants',
  /** One form entered after the 20 working days (GY-19). */
  enteredLate: 'pesticides',
  /** The signal that the scheme is entered gets lost. */
  signalLost: 'internet-cafes',
  /** A channel does not answer at first (GY-20). */
  pushFailed: 'chemicals',
  /** Its execution is stopped by mistake; the administrator lets a successor carry it on. */
  stopped: 'sites',
  /** Non-disclosure, asked for and refused, asked for and approved (GY-22). */
  disclosureRefused: 'hotels',
  disclosureApproved: 'hospitals',
} as const;

/** The channel that does not answer at first. */
export const FAILING_CHANNEL = 'credit-platform';

/** The department that never submits (GY-6). */
export const SILENT_DEPARTMENT = '08';

/** Does `what` befall this entry? */
export const befalls = (what: keyof typeof STORY, { id }: Pick<PlannedInspection, 'id'>): boolean => STORY[what] === id;
