import { compactDate } from '../../kernel/local-date.ts';
import { byBytes } from '../../lottery/encoding/bytes.ts';
import type { ExpertCandidate } from '../../lottery/expert-types.ts';
import type { WantedExperts } from '../../plan/scheme.ts';
import type { Expert } from '../../registry/expert.ts';

/** Who may be drawn, sorted by id: in the library, active, with one of the wanted fields. Names stay in the library; the days of a qualification decide on the days of the visits. */
export const candidatesOf = (library: readonly Expert[], wanted: WantedExperts): readonly ExpertCandidate[] => {
  const fields = new Set(wanted.map(({ field }) => field));
  return library
    .filter((expert) => expert.active && expert.fields.some((field) => fields.has(field)))
    .map(({ expertId, fields: own, regions, qualification, cap }) => ({
      id: expertId,
      fields: [...own].sort(byBytes),
      regions: [...regions].sort(byBytes),
      ...(qualification === undefined ? {} : { validFrom: compactDate(qualification.validFrom), validTo: compactDate(qualification.validTo) }),
      cap,
    }))
    .sort((a, b) => byBytes(a.id, b.id));
};
