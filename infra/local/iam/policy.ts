/** One value or several, as policy documents allow almost everywhere. */
export type OneOrMany<T> = T | readonly T[];

/** `{ "StringEquals": { "aws:RequestTag/stage": "prod" } }`. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>>;

/** One statement of an identity policy, with all intrinsics of the template already resolved. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionBlock;
}

/** An identity policy. Plain data: whoever wants to try a role without one statement filters before constructing the authorizer. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: OneOrMany<PolicyStatement>;
}

/** The statements of a document, in order. */
export const statementsOf = (document: PolicyDocument): readonly PolicyStatement[] =>
  isList(document.Statement) ? document.Statement : [document.Statement];

const isList = (statement: PolicyDocument['Statement']): statement is readonly PolicyStatement[] => Array.isArray(statement);
