import type { LocalDate } from '../../kernel/local-date.ts';
import { faultLine } from './fault.ts';
import type { Unattested } from './up-to-checkpoint.ts';
import type { AuditVerdict } from './verify-audit.ts';

/** The verdict as lines of text; the last one is `PASS, unchecked: …` or `FAIL: …`. It is never a bare yes: from outside not everything can be seen. */
export const auditReport = (where: string, verdict: AuditVerdict, { since, kept }: { readonly since?: Unattested; readonly kept: number }): readonly string[] => {
  const { faults, checkpoints, lists, streams, entries } = verdict;
  const [first, last] = [checkpoints.at(0), checkpoints.at(-1)];
  const until: LocalDate | '' = last?.checkpoint.date ?? '';
  return [
    `audit trail of ${where}`,
    `checkpoints: ${checkpoints.length}${first === undefined || last === undefined ? '' : `, ${first.checkpoint.date} to ${until}; the latest attests ${last.checkpoint.size} streams`}`,
    `lists of leaves: ${lists} with their roots`,
    `trails: ${streams === undefined ? 'none handed over' : `${streams} streams, ${entries} entries`}`,
    ...(last === undefined ? [] : [`keep this line to check against later (--kept): ${until}:${last.hash}`]),
    ...faults.map((fault) => `    FAIL ${faultLine(fault)}`),
    faults.length > 0 ? `FAIL: ${faults.length} faults, the first: ${faultLine(faults[0] as (typeof faults)[number])}` : `PASS, unchecked: ${uncheckedOf({ since, kept, until, hasTrails: streams !== undefined }).join('; ')}`,
  ];
};

const uncheckedOf = ({ since, kept, until, hasTrails }: { readonly since: Unattested | undefined; readonly kept: number; readonly until: string; readonly hasTrails: boolean }): readonly string[] => [
  ...(hasTrails ? [] : ['the trails themselves (hand over an export, or the token of somebody who may read the trail)']),
  ...(since === undefined || since.entries === 0 ? [] : [`${since.entries} entries since the checkpoint of ${until}, ${since.streams} of the streams begun since: no checkpoint attests them yet`]),
  `what was cut off a stream's end after the checkpoint of ${until}: nobody outside can see that`,
  ...(kept > 0 ? [] : ['that these checkpoints are the ones published at the time: only one that was kept (--kept) can tell']),
  'that what was entered is true',
];
