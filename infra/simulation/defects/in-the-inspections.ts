import { defect, type Defect } from './defect.ts';

/** Mistakes from the notice to the receipt. */
export const IN_THE_INSPECTIONS: readonly Defect[] = [
  defect('calendar-days', 'GY-15', 'the five working days are counted as calendar days', 'shared/draw/drawing/publish-draw.ts',
    'organiseBy: organiseCount.date,', 'organiseBy: new Date(Date.parse(drawnOn) + profile.organise.workingDays * 86_400_000).toISOString().slice(0, 10),'),
  defect('one-officer-is-enough', 'NR-2', 'a visit by one officer of a department counts', 'shared/inspection/visit-rule.ts', 'if (came < minimum) return', 'if (came < 1) return'),
  defect('certificate-not-asked', 'NR-4', 'the certificate is not asked for on the day of the visit', 'shared/inspection/visit-rule.ts', 'certificate !== undefined && certificate.validFrom <= day && day <= certificate.validTo;', 'certificate === undefined || certificate.validFrom <= day || day <= certificate.validTo;'),
  defect('exempt-counted', 'NR-5', 'a visit of an exempt kind counts against the yearly cap', 'shared/draw/freezing/visit-ledger.ts', "visits.filter(({ kind, shares }) => kind === 'planned' && shares === undefined).length", 'visits.filter(({ shares }) => shares === undefined).length'),
  defect('visit-made-untold', 'NR-5', 'the ledger does not learn that a visit was made', 'shared/inspection/form-visit.ts', 'return ok(performVisit(known.value, asked.inspectionId, visitedOn));', 'return known;'),
  defect('normal-by-default', 'BY-6', 'an item without a result is entered as "no problem found"', 'shared/inspection/enter-results.ts',
    "      const inspected = inStage(form, 'inspected');",
    "      form = { ...form, results: form.items.map(({ itemId, department }) => form.results.find((each) => each.itemId === itemId) ?? { itemId, codes: ['01'], note: '未发现问题', followUp: 'none', evidence: [], department, by: actor.name, at: now }) };\n      const inspected = inStage(form, 'inspected');"),
  defect('own-request-decided', 'GY-22', 'who asked that a result stay unpublished may approve it', 'shared/inspection/rule-non-disclosure.ts', "  if (form.nonDisclosure.requestedBy.sub === actor.sub) return refuse('decided-by-requester');\n", ''),
  defect('secret-published', 'GY-22', 'a result the head exempted is published', 'shared/inspection/rule-non-disclosure.ts', 'if (!judged.ok || !ruling.approve) return judged;', 'if (!judged.ok || ruling.approve) return judged;'),
  defect('fewer-published', 'GY-21', 'the last result of a batch is not published', 'shared/publication/publish-results.ts', 'for (const some of chunks(due, FORMS_A_TRANSACTION))', 'for (const some of chunks(due.slice(0, -1), FORMS_A_TRANSACTION))'),
  defect('step-only-once', 'BY-10', 'a step that moves a batch on cannot run again', 'shared/inspection/move-batch.ts', 'if (decided.value === undefined) return ok(before);', "if (decided.value === undefined) return refuse('changed-meanwhile');"),
  defect('lost-comes-back', 'BY-3', 'an officer reported lost makes the visit all the same', 'shared/inspection/complete-visit.ts', 'officers: ableOf(form, task) })', 'officers: ableOf({ replacements: [] }, task) })'),
  defect('lost-without-evidence', 'BY-6', 'a target is lost without any evidence', 'shared/inspection/loss-rule.ts', 'evidence.length > 0 ? ok(staged.value)', 'evidence.length >= 0 ? ok(staged.value)'),
  defect('cap-told', 'NR-9', 'that the cap has kept somebody from a visit is published', 'shared/inspection/loss-code.ts', "code === 'over-cap' ? 'not-made' : code", 'code'),
  defect('lost-is-normal', 'BY-6', 'a target that could not be inspected is published as inspected without a problem', 'shared/publication/public-result-of.ts', 'codes: isResultCode(code) ? [code] : []', "codes: isResultCode(code) ? ['01'] : []"),
  defect('pooled-unnamed', 'SM-4', 'the form does not say where a pooled officer comes from', 'shared/inspection/form-officer.ts', '...(body === department ? {} :', "...(body === department || department !== '' ? {} :"),
];
