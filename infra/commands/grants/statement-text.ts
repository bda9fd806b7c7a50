import { statementsOf } from '../../local/iam/policy.ts';
import type { OneOrMany } from '../../local/iam/policy.ts';
import type { StatementPlace } from '../../local/iam/without.ts';
import type { RolePolicies } from '../../local/machine/roles.ts';

/** The statement at `place` for people: `dynamodb:GetItem, dynamodb:Query on table/registry`. Throws if there is none. */
export const statementText = (roles: RolePolicies, { roleArn, document, statement }: StatementPlace): string => {
  const policy = roles[roleArn]?.[document];
  const found = policy === undefined ? undefined : statementsOf(policy)[statement];
  if (found === undefined) throw new RangeError(`no statement ${document}.${statement} in ${roleArn}`);
  const actions = listOf(found.Action).join(', ') || `all but ${listOf(found.NotAction).join(', ')}`;
  const resources = listOf(found.Resource).map(shortArn).join(', ') || `all but ${listOf(found.NotResource).map(shortArn).join(', ')}`;
  return `${actions} on ${resources}`;
};

/** The last part of an ARN, which tells it from the others of its service. */
export const shortArn = (arn: string): string => (arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn);

const listOf = (values: OneOrMany<string> | undefined): readonly string[] => (values === undefined ? [] : typeof values === 'string' ? [values] : values);
