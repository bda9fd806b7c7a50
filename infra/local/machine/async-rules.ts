import type { ResolvedAssembly } from '../assembly/resolve-assembly.ts';
import { isObject, type Json } from '../assembly/template.ts';
import type { AsyncRule } from '../scheduler/deliver.ts';

/** Lambda repeats a failed event twice unless the template says otherwise. */
const DEFAULT_RETRIES = 2;

/** The rule of each function for events that nobody waits for: from its `EventInvokeConfig` and its dead-letter queue. */
export const asyncRules = ({ resources }: ResolvedAssembly): ((functionArn: string) => AsyncRule) => {
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  const configs = resources.filter(({ type }) => type === 'AWS::Lambda::EventInvokeConfig');
  const rules = new Map(
    functions.map(({ identity, properties }) => {
      const config = configs.find((one) => one.properties['FunctionName'] === identity.ref)?.properties ?? {};
      const onFailure = member(config['DestinationConfig'], 'OnFailure');
      const queue = member(onFailure, 'Destination') ?? member(properties['DeadLetterConfig'], 'TargetArn');
      return [String(identity.attributes['Arn']), { retries: Number(config['MaximumRetryAttempts'] ?? DEFAULT_RETRIES), onFailureArn: typeof queue === 'string' ? queue : null }];
    }),
  );
  return (functionArn) => rules.get(functionArn) ?? { retries: DEFAULT_RETRIES, onFailureArn: null };
};

const member = (value: Json | undefined, name: string): Json | undefined => (isObject(value) ? value[name] : undefined);
