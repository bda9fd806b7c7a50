/** A refusal as the API answers it: `application/problem+json` (RFC 9457) with a stable `code` and the clause it comes from. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly ruleRef?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
