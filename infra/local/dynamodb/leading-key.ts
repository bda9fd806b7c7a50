import type { Demand } from './demands.ts';

type Names = Readonly<Record<string, string>>;

/**
 * The partition key value that a demand touches, for the condition key `dynamodb:LeadingKeys`; `undefined` if it names none
 * (a scan) or says so in a way not read here. `keyName` is the partition key of the table or index.
 */
export const leadingKey = (demand: Demand, keyName: string): string | undefined => {
  if (demand.subject === undefined) return undefined;
  if (demand.action !== 'dynamodb:Query') return valueOf((demand.subject as Record<string, unknown>)[keyName]);
  const query = demand.subject as { KeyConditionExpression?: string; ExpressionAttributeNames?: Names; ExpressionAttributeValues?: Record<string, unknown> };
  for (const [, name = '', value = ''] of (query.KeyConditionExpression ?? '').matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g))
    if ((query.ExpressionAttributeNames?.[name] ?? name) === keyName) return valueOf(query.ExpressionAttributeValues?.[value]);
  return undefined;
};

const valueOf = (attribute: unknown): string | undefined => {
  const [value] = typeof attribute === 'object' && attribute !== null ? Object.values(attribute) : [];
  return typeof value === 'string' ? value : undefined;
};
