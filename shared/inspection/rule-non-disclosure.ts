import { documentHash } from '../audit/entry.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import type { Form, FormIn } from './form.ts';
import { asDepartment } from './part-rule.ts';
import { inStage } from './stage-rule.ts';

/** The head's word on a request. */
export interface Ruling {
  readonly approve: boolean;
  readonly reason: string;
}

/**
 * The entering department's head decides on an entered result: approved, it is exempt, listed and archived; refused, it will be published (GY-22).
 * Refused: `not-own-department`, `non-disclosure-not-requested`, `non-disclosure-decided`, `decided-by-requester`, `form-not-in-stage`.
 */
export const ruleNonDisclosure = (context: PersonInspectionContext, inspectionId: string, ruling: Ruling): Promise<Result<Form, Refusal>> =>
  changeForm(context, {
    inspectionId,
    action: 'non-disclosure.decide',
    decide: async (form) => {
      const judged = judgeRuling(context, form, ruling);
      if (!judged.ok || !ruling.approve) return judged;
      return ok(await archived(context, judged.value));
    },
  });

const judgeRuling = ({ act: { actor, now } }: PersonInspectionContext, form: Form, { approve, reason }: Ruling): Result<FormIn<'entered'>, Refusal> => {
  const permitted = asDepartment(actor, 'non-disclosure.decide', form.leadDepartment);
  if (!permitted.ok) return permitted;
  if (form.nonDisclosure === undefined) return refuse('non-disclosure-not-requested');
  if (form.nonDisclosure.decision !== undefined) return refuse('non-disclosure-decided');
  if (form.nonDisclosure.requestedBy.sub === actor.sub) return refuse('decided-by-requester');
  const entered = inStage(form, 'entered');
  if (!entered.ok) return entered;
  const decision = { approve, reason, by: { sub: actor.sub, name: actor.name }, at: now };
  return ok({ ...entered.value, nonDisclosure: { ...form.nonDisclosure, decision } });
};

// The archive's name is the hash of what it holds: written again after a collision, it lies beside the other and disturbs nothing.
const archived = async ({ stores, act }: PersonInspectionContext, form: FormIn<'entered'>): Promise<FormIn<'exempt'>> => {
  const document = JSON.parse(JSON.stringify(form)) as Json;
  const sha256 = documentHash(document);
  const key = `exempt/${form.inspectionId}/${sha256}.json`;
  await stores.evidence.putOnce(key, canonicalJson(document), 'application/json');
  return { ...form, stage: 'exempt', exemptAt: act.now, archive: { key, sha256 } };
};
