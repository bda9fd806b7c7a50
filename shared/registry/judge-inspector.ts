import { refuse, type Refusal } from '../kernel/refusal.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Department } from './department.ts';
import type { Certificate, InspectorContent } from './inspector.ts';

/** True if the certificate is valid on every day from `from` to `to`; for one day give it twice (NR-4). */
export const certificateCovers = (certificate: Certificate | undefined, from: LocalDate, to: LocalDate): boolean =>
  certificate !== undefined && certificate.validFrom <= from && to <= certificate.validTo;

/**
 * Who is entered as an officer needs a certificate, valid still on `today` if they are active, and an enforcing body (NR-2, NR-4);
 * assistants need neither and never count.
 */
export const judgeInspector = <Content extends Pick<InspectorContent, 'kind' | 'certificate' | 'active'>>(
  content: Content,
  department: Department,
  today: LocalDate,
): Result<Content, Refusal> => {
  const { certificate } = content;
  if (certificate !== undefined && certificate.validTo < certificate.validFrom) return refuse('certificate-period-invalid', { pointer: '/certificate/validTo' });
  if (content.kind === 'assistant') return ok(content);
  if (department.kind !== 'enforcing') return refuse('not-enforcing-body', { pointer: '/department', facts: { department: department.name } });
  if (certificate === undefined) return refuse('certificate-missing', { pointer: '/certificate' });
  if (content.active && certificate.validTo < today) return refuse('certificate-expired', { pointer: '/certificate/validTo' });
  return ok(content);
};
