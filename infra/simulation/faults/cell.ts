import { faultsAt, type CallSite, type Fault } from '../world/fault.ts';
import { between } from '../../rehearsal/chance.ts';

/** One cell of the matrix: a call site of a year, and what goes wrong there. */
export interface Cell {
  /** The year in which the site was seen. */
  readonly year: string;
  readonly site: Omit<CallSite, 'nth'>;
  /** Which of the calls of that site it hits. */
  readonly nth: number;
  readonly fault: Fault;
}

/** What may last through all attempts of the SDK; a crash, a copy or a lost machine happens once. */
const LASTING: readonly Fault['kind'][] = ['throttle', 'timeout', 'error-before', 'error-after', 'answer-lost', 'late', 'conflict', 'partial'];

/** `steps/batch/freeze dynamodb:Query registry` */
export const siteName = ({ function: caller, action, resource }: Omit<CallSite, 'nth' | 'service'>): string => `${caller} ${action} ${resource}`;

/** `late, lasting` */
export const faultName = ({ kind, persistent }: Fault): string => (persistent === true ? `${kind}, lasting` : kind);

/** The name by which a cell is asked for: site, then fault. */
export const cellName = (cell: Cell): string => `${siteName(cell.site)} ${faultName(cell.fault)}`;

/**
 * All cells of the sites that unfaulted years have shown, each site in the first year that has it; which of its calls is hit follows from `seed`.
 * `seen`: by year, each site with the number of its calls.
 */
export const cellsOf = (seen: ReadonlyMap<string, readonly CallSite[]>, seed: string): readonly Cell[] => {
  const known = new Set<string>();
  const cells: Cell[] = [];
  for (const [year, sites] of seen) {
    for (const { nth: calls, ...site } of sites) {
      if (known.has(siteName(site))) continue;
      known.add(siteName(site));
      for (const fault of faultsOf(site)) cells.push({ year, site, fault, nth: between(1, calls, seed, siteName(site), faultName(fault)) });
    }
  }
  return cells;
};

const faultsOf = (site: Omit<CallSite, 'nth'>): readonly Fault[] =>
  faultsAt(site).flatMap((kind) => (site.service !== 'lambda' && LASTING.includes(kind) ? [{ kind }, { kind, persistent: true }] : [{ kind }]));
