import { readFileSync } from 'node:fs';
import type { ResolvedAssembly, ResolvedResource } from '../assembly/resolve-assembly.ts';
import { isObject } from '../assembly/template.ts';
import { TemplateError } from '../assembly/template-error.ts';

/** A state machine of the template as the States service takes it. */
export interface StateMachineInput {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
}

/** Reads an `AWS::StepFunctions::StateMachine`: definition as text, object or asset, substitutions replaced. */
export const stateMachineInput = (resource: ResolvedResource, assembly: ResolvedAssembly): StateMachineInput => {
  const { RoleArn, StateMachineType = 'STANDARD', DefinitionSubstitutions } = resource.properties;
  const substitutions = isObject(DefinitionSubstitutions) ? DefinitionSubstitutions : {};
  const definition = definitionText(resource, assembly).replace(/\$\{([^}]+)\}/g, (whole, name: string) => (name in substitutions ? String(substitutions[name]) : whole));
  return { name: String(resource.identity.attributes['Name']), definition, roleArn: String(RoleArn), type: StateMachineType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD' };
};

const definitionText = (resource: ResolvedResource, { assets }: ResolvedAssembly): string => {
  const { DefinitionString, Definition, DefinitionS3Location } = resource.properties;
  if (typeof DefinitionString === 'string') return DefinitionString;
  if (isObject(Definition)) return JSON.stringify(Definition);
  const path = isObject(DefinitionS3Location) ? assets.get(String(DefinitionS3Location['Key'])) : undefined;
  if (path === undefined) throw new TemplateError(`${resource.stack}/${resource.logicalId} (${resource.type})`, 'has no definition that can be found here');
  return readFileSync(path, 'utf8');
};
