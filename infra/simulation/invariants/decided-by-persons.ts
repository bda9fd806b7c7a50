import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { Person } from '../../../shared/identity/actor.ts';
import type { Role } from '../../../shared/identity/role.ts';
import type { FormIn } from '../../../shared/inspection/form.ts';
import type { Year } from '../../../shared/plan/year.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { batchIn, proposalsIn, recordedIn } from './stored.ts';

/** What only a person decides, and in which role. */
const DECISIONS: Readonly<Record<string, Role>> = {
  'proposal.approve': 'conference', 'proposal.return': 'conference', 'proposal.merge': 'conference', 'year.compile': 'conference', 'year.issue': 'government',
  'scheme.enter': 'operator', 'draw.approve-void': 'conference', 'draw.resolve-shortage': 'conference', 'recusal.decide': 'head', 'non-disclosure.decide': 'head',
  'non-disclosure.request': 'operator', 'inspection.organise': 'operator', 'inspection.enter': 'operator', 'inspection.lost-target': 'head', 'draw.event-fail': 'conference', 'proposal.submit': 'operator',
  // A repair; else the workflow does it.
  'execution.succeed': 'administrator',
};

/** What a workflow's step does by itself. Nothing else is any step's to do. */
const STEPS = new Set([
  'year.open', 'year.close-submissions', 'plan.publish', 'batch.schedule', 'draw.freeze', 'draw.close-commitments', 'draw.close-reveals', 'draw.close-receipts', 'draw.open', 'draw.targets', 'draw.match', 'draw.short',
  'draw.compose-void', 'draw.publish-void', 'draw.publish', 'inspection.open', 'inspection.notify', 'batch.dispatched', 'batch.organised', 'batch.inspected', 'batch.entered', 'result.publish',
  'batch.published', 'result.push', 'result.push-failed', 'batch.reconcile', 'batch.archived', 'visit.mark', 'wait.remind', 'wait.escalate', 'execution.succeed',
]);

/** Nothing is approved by time or by its author: behind each decision stands a person of the right role, other than who asked for it (GY-7, GY-8, GY-22, NR-3, BY-2); who gives up a target is another than who brought the evidence (BY-3). */
export const decidedByPersons: Invariant = {
  id: 'decided-by-another-person',
  clauses: ['GY-7', 'GY-8', 'GY-22', 'NR-3', 'BY-2', 'BY-3'],
  en: 'Behind every decision stands a person of the right role and department, never its author, never a step, never a deadline.',
  watch: () => (view, { items }) => recordedIn(items).flatMap(({ entry }) => faults(view, entry).map((what) => `${entry.action} of ${entry.subject} at ${entry.at}: ${what}`)),
};

const faults = (view: View, entry: AuditEntry): readonly string[] => {
  const { actor, action } = entry;
  if (actor.kind === 'step') return STEPS.has(action) ? [] : [`done by the step ${actor.step}`];
  const role = DECISIONS[action];
  if (role === undefined) return STEPS.has(action) ? [`done by ${actor.sub}, though only the workflow does it`] : [];
  return [...(actor.roles.includes(role) ? [] : [`${actor.sub} is not ${role}`]), ...(authorsOf(view, entry).includes(actor.sub) ? [`${actor.sub} decides on their own`] : []), ...departmentFaults(view, entry, actor)];
};

type Members = Readonly<Record<string, unknown>>;
const subsOf = (people: unknown): readonly string[] => ((people ?? []) as readonly { readonly sub: string }[]).map(({ sub }) => sub);

/** Those who must not decide: who wrote it, asked for it or decided the step before. */
const authorsOf = ({ record }: View, { action, before, after, detail }: AuditEntry): readonly string[] => {
  const [was, is] = [(before ?? {}) as Members, (after ?? {}) as Members];
  switch (action) {
    case 'proposal.approve':
    case 'proposal.return':
      return subsOf(was['authors']);
    case 'proposal.merge':
      return [...subsOf(was['authors']), ...subsOf((detail as { into?: { before?: Members } } | undefined)?.into?.before?.['authors'])];
    case 'year.issue': {
      const year = is as unknown as Extract<Year, { stage: 'issued' }>;
      const inPlan = proposalsIn(record, year.year).filter(({ stage }) => stage === 'approved' || stage === 'merged');
      return [year.compiledBy.sub, ...inPlan.flatMap(({ authors }) => subsOf(authors))];
    }
    case 'recusal.decide':
      return subsOf([was['appliedBy']]);
    case 'inspection.lost-target':
      return (is as unknown as FormIn<'lost'>).loss.evidence.flatMap(({ sha256 }) => bringersOf(record, String(is['inspectionId']), sha256));
    case 'non-disclosure.decide':
      return subsOf([(is['nonDisclosure'] as { requestedBy?: unknown } | undefined)?.requestedBy]);
    default:
      return [];
  }
};

/** Who brought a piece of evidence, if it was one person alone. */
const bringersOf = ({ tables }: WorldRecord, inspectionId: string, sha256: string): readonly string[] => {
  const subs = subsOf(tables.lifecycle.partition(`EVIDENCE#${inspectionId}`, `${sha256}#`).map(({ by }) => by));
  return subs.length === 1 ? subs : [];
};

const departmentFaults = ({ record }: View, { action, after, subject }: AuditEntry, { department, officer }: Person): readonly string[] => {
  const is = (after ?? {}) as Members;
  if (action === 'recusal.decide') {
    return [...(is['department'] === department ? [] : [`decided for department ${String(is['department'])} by one of ${department ?? 'none'}`]), ...(officer !== undefined && is['officerId'] === officer ? ['decided by the officer it is about'] : [])];
  }
  if (/^(non-disclosure\.|inspection\.(organise|enter|lost-target))/.test(action)) return is['leadDepartment'] === department ? [] : [`done for department ${String(is['leadDepartment'])} by one of ${department ?? 'none'}`];
  if (action === 'scheme.enter') return batchIn(record, subject.slice('batch/'.length))?.entry.leadDepartment === department ? [] : [`entered by one of ${department ?? 'none'}`];
  return [];
};

