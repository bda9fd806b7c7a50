import { ACCEPTED_TYPES } from './accepted-types.ts';
import { evaluate, evaluateCondition, evaluateMembers } from './evaluate.ts';
import { MADE_TYPES } from './made-types.ts';
import { orderResources } from './order-resources.ts';
import { readAssembly, type AssemblyStack } from './read-assembly.ts';
import type { ResourceType } from './resource-type.ts';
import type { Identity, Place, Scope } from './scope.ts';
import type { Json, JsonObject, TemplateResource } from './template.ts';
import { TemplateError } from './template-error.ts';

/** A resource as it is to be made: every intrinsic evaluated, its name and attributes decided. */
export interface ResolvedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly identity: Identity;
}

/** An assembly read, checked and put in order. */
export interface ResolvedAssembly {
  readonly place: Place;
  /** Each after those it depends on. */
  readonly resources: readonly ResolvedResource[];
  /** Values of outputs by `<stack>.<output>`. */
  readonly outputs: ReadonlyMap<string, Json>;
  /** From an object key to the folder that CDK would have uploaded there. */
  readonly assets: ReadonlyMap<string, string>;
}

/** What a resolution needs beside the assembly. `parameters`: values by `<stack>.<parameter>`. */
export interface ResolveOptions {
  readonly place: Place;
  readonly parameters?: Readonly<Record<string, Json>>;
}

/**
 * Reads the assembly in `directory` and decides what is to be made, and in which order, without making anything.
 * Throws a {@link TemplateError} that lists what is wrong: unknown types (all of them), unknown intrinsics, circles, dangling references.
 */
export const resolveAssembly = (directory: string, options: ResolveOptions): ResolvedAssembly => {
  const stacks = readAssembly(directory);
  refuseUnknownTypes(stacks);
  const resources: ResolvedResource[] = [];
  const exports = new Map<string, Json>();
  const outputs = new Map<string, Json>();
  for (const stack of stacks) resources.push(...resolveStack(stack, options, exports, outputs));
  return { place: options.place, resources, outputs, assets: new Map(stacks.flatMap((stack) => [...stack.assets])) };
};

const typeNamed = (type: string): ResourceType | undefined =>
  (MADE_TYPES as Readonly<Record<string, ResourceType>>)[type] ?? (ACCEPTED_TYPES as Readonly<Record<string, ResourceType>>)[type];

const refuseUnknownTypes = (stacks: readonly AssemblyStack[]): void => {
  const unknown = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources ?? {})
      .filter(([, { Type }]) => typeNamed(Type) === undefined)
      .map(([id, { Type }]) => `${name}/${id} (${Type})`),
  );
  if (unknown.length > 0) throw new TemplateError('assembly', `resource types this machine does not know:\n  ${unknown.join('\n  ')}`);
  for (const { name, template } of stacks) {
    if (template.Transform !== undefined) throw new TemplateError(name, `transforms are not known here: ${JSON.stringify(template.Transform)}`);
  }
};

const resolveStack = (stack: AssemblyStack, options: ResolveOptions, exports: Map<string, Json>, outputs: Map<string, Json>): readonly ResolvedResource[] => {
  const { template, name } = stack;
  const identities = new Map<string, Identity>();
  const conditions = new Map<string, boolean>();
  const scope: Scope = {
    stack: name, place: options.place, parameters: parametersOf(stack, options), mappings: template.Mappings ?? {},
    conditions, resources: identities, exports, outputs,
  };
  resolveConditions(template.Conditions ?? {}, scope, conditions);
  const holds = (condition: string | undefined): boolean => condition === undefined || conditions.get(condition) === true;

  const all = template.Resources ?? {};
  const resolved = orderResources(name, all)
    .filter((id) => holds(all[id]?.Condition))
    .map((id) => {
      const resource = resolveResource(all[id] as TemplateResource, id, scope);
      identities.set(id, resource.identity);
      return resource;
    });
  for (const [id, output] of Object.entries(template.Outputs ?? {})) {
    if (!holds(output.Condition)) continue;
    const where = `${name}/${id} (output)`;
    const value = evaluate(output.Value, scope, where);
    outputs.set(`${name}.${id}`, value);
    if (output.Export !== undefined) exports.set(String(evaluate(output.Export.Name, scope, where)), value);
  }
  return resolved;
};

const resolveResource = (resource: TemplateResource, logicalId: string, scope: Scope): ResolvedResource => {
  const { Type: type, Properties = {} } = resource;
  const properties = evaluateMembers(Properties, scope, `${scope.stack}/${logicalId} (${type})`);
  const known = typeNamed(type);
  if (known === undefined) throw new TemplateError(`${scope.stack}/${logicalId}`, `unknown type ${type}`);
  const identity = known.identify({ stack: scope.stack, logicalId, properties, place: scope.place });
  return { stack: scope.stack, logicalId, type, properties, identity };
};

const parametersOf = ({ name, template }: AssemblyStack, { parameters = {} }: ResolveOptions): ReadonlyMap<string, Json> =>
  new Map(
    Object.entries(template.Parameters ?? {}).flatMap(([id, { Default }]) => {
      const value = parameters[`${name}.${id}`] ?? Default;
      return value === undefined ? [] : [[id, value] as const];
    }),
  );

const resolveConditions = (expressions: Readonly<Record<string, Json>>, scope: Scope, conditions: Map<string, boolean>): void => {
  const truthOf = (name: string, path: readonly string[]): boolean => {
    const known = conditions.get(name);
    if (known !== undefined) return known;
    const where = `${scope.stack}/${name} (condition)`;
    const expression = expressions[name];
    if (expression === undefined || path.includes(name)) throw new TemplateError(where, path.includes(name) ? 'refers to itself' : 'is not defined');
    const truth = evaluateCondition(expression, scope, (other) => truthOf(other, [...path, name]), where);
    conditions.set(name, truth);
    return truth;
  };
  for (const name of Object.keys(expressions)) truthOf(name, []);
};
