/** What a Task's `Resource` asks for. */
export type TaskResource =
  | { readonly kind: 'function'; readonly arn: string }
  | {
      readonly kind: 'service';
      /** As in history events: `lambda`, `aws-sdk:dynamodb`. */
      readonly resourceType: string;
      /** As in history events: `invoke.waitForTaskToken`. */
      readonly resource: string;
      /** Key of the integration: `dynamodb:putItem`. */
      readonly action: string;
      readonly pattern: 'response' | 'token' | 'sync' | 'sync2';
    }
  | { readonly kind: 'activity'; readonly arn: string };

const PATTERNS = { '.waitForTaskToken': 'token', '.sync:2': 'sync2', '.sync': 'sync' } as const;

const isPattern = (suffix: string): suffix is keyof typeof PATTERNS => suffix in PATTERNS;

/** Reads a resource in any partition; null if it is none that is known. */
export const parseResource = (resource: string): TaskResource | null => {
  const [scheme, , service, region, account, ...rest] = resource.split(':');
  if (scheme !== 'arn') return null;
  if (service === 'lambda' && rest[0] === 'function') return { kind: 'function', arn: resource };
  if (service !== 'states') return null;
  if (rest[0] === 'activity') return { kind: 'activity', arn: resource };
  if (region !== '' || account !== '') return null;
  const match = /^((?:aws-sdk:)?[a-z0-9-]+):([A-Za-z0-9]+)(\.waitForTaskToken|\.sync:2|\.sync)?$/.exec(rest.join(':'));
  if (match === null) return null;
  const [, resourceType = '', api = '', suffix = ''] = match;
  return {
    kind: 'service',
    resourceType,
    resource: `${api}${suffix}`,
    action: `${resourceType}:${api}`,
    pattern: isPattern(suffix) ? PATTERNS[suffix] : 'response',
  };
};
