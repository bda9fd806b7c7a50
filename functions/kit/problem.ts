import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { withFacts, type Refusal, type RefusalText } from '../../shared/kernel/refusal.ts';
import type { Problem } from '../../shared/api/problem.ts';
import { REFUSALS } from './refusals.ts';

/** The languages the API speaks: Chinese unless the client asks for English first. */
export type Language = 'zh' | 'en';

/** By `Accept-Language`. */
export const languageOf = (header: string | undefined): Language => (/^\s*en\b/i.test(header ?? '') ? 'en' : 'zh');

/** A refusal as an answer (RFC 9457), its text in `language`, with the clause it comes from. */
export const problemAnswer = (refusal: Refusal, language: Language): APIGatewayProxyStructuredResultV2 => {
  const text: RefusalText = REFUSALS[refusal.code as keyof typeof REFUSALS] ?? REFUSALS['internal-error'];
  const detail = withFacts(text[language], refusal.facts);
  const errors = refusal.errors ?? (refusal.pointer === undefined ? undefined : [{ pointer: refusal.pointer, detail }]);
  const problem: Problem = {
    type: `/problems/${refusal.code}`,
    title: detail,
    status: text.status,
    code: refusal.code,
    ...(text.clause === undefined ? {} : { ruleRef: text.clause }),
    ...(errors === undefined ? {} : { errors }),
  };
  return {
    statusCode: text.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'content-language': language === 'zh' ? 'zh-CN' : 'en', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  };
};
