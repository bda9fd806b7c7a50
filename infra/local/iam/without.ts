import { statementsOf, type PolicyDocument } from './policy.ts';

/** Where a statement stands: the role, the place of the document in its list, the place of the statement in the document. */
export interface StatementPlace {
  readonly roleArn: string;
  readonly document: number;
  readonly statement: number;
}

type Roles = Readonly<Record<string, readonly PolicyDocument[]>>;

/** Every statement of every role, in a stable order. */
export const placesOf = (roles: Roles): StatementPlace[] =>
  Object.keys(roles).sort().flatMap((roleArn) =>
    (roles[roleArn] ?? []).flatMap((policy, document) => statementsOf(policy).map((_, statement) => ({ roleArn, document, statement }))),
  );

/** The same roles, one statement fewer. */
export const without = (roles: Roles, place: StatementPlace): Roles => ({
  ...roles,
  [place.roleArn]: (roles[place.roleArn] ?? []).map((policy, index) =>
    index === place.document ? { ...policy, Statement: statementsOf(policy).filter((_, at) => at !== place.statement) } : policy,
  ),
});
