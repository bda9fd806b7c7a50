import { AccessDenied, type Authorizer, type Principal } from '../contract.ts';
import { statementsOf, type PolicyDocument } from './policy.ts';
import { compileStatement, type CompiledStatement } from './statement.ts';
import type { StatementPlace } from './without.ts';

export interface AuthorizerOptions {
  /** Identity policies by role ARN, inline and managed together, intrinsics resolved. */
  readonly roles: Readonly<Record<string, readonly PolicyDocument[]>>;
  readonly onDenied?: (principal: Principal, action: string, resource: string) => void;
  /** Told of each call that was allowed, with the statements that allow it: one alone is one the call cannot do without. */
  readonly onAllowed?: (action: string, resource: string, by: readonly StatementPlace[]) => void;
}

interface PlacedStatement extends CompiledStatement {
  readonly place: StatementPlace;
}

const ROOT = /^arn:[\w-]+:iam::\d{12}:root$/;

/**
 * Decides as IAM does for identity policies: an explicit Deny wins, then an Allow is needed. An account's root may do everything,
 * an unknown role nothing. Throws at once if a policy holds anything it does not understand.
 */
export const createAuthorizer = ({ roles, onDenied, onAllowed }: AuthorizerOptions): Authorizer => {
  const compiled = new Map(Object.entries(roles).map(([arn, documents]) => [arn, documents.flatMap((policy, document) => compileDocument(arn, policy, document))]));
  return {
    require: (principal, action, resource, context = {}) => {
      if (ROOT.test(principal.arn)) return;
      const applicable = (compiled.get(principal.arn) ?? []).filter((statement) => statement.covers(action, resource, context));
      if (allows(applicable)) return onAllowed?.(action, resource, applicable.map(({ place }) => place));
      onDenied?.(principal, action, resource);
      throw new AccessDenied(principal.arn, action, resource);
    },
  };
};

const compileDocument = (roleArn: string, policy: PolicyDocument, document: number): readonly PlacedStatement[] =>
  statementsOf(policy).map((source, statement) => ({ ...compileStatement(source), place: { roleArn, document, statement } }));

const allows = (applicable: readonly CompiledStatement[]): boolean =>
  applicable.length > 0 && applicable.every((statement) => statement.effect === 'Allow');
