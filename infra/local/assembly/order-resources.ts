import { isList, isObject, type Json, type TemplateResource } from './template.ts';
import { TemplateError } from './template-error.ts';

/**
 * Logical ids, each after the resources it refers to or names in `DependsOn`; apart from that in the template's order.
 * Throws a {@link TemplateError} that names the circle if there is one.
 */
export const orderResources = (stack: string, resources: Readonly<Record<string, TemplateResource>>): readonly string[] => {
  const ordered = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.has(id)) return;
    if (path.includes(id)) {
      const circle = [...path.slice(path.indexOf(id)), id].map((member) => `${member} (${resources[member]?.Type})`);
      throw new TemplateError(stack, `resources depend on each other in a circle, which cannot be deployed: ${circle.join(' → ')}`);
    }
    for (const dependency of dependenciesOf(resources[id])) if (dependency in resources) visit(dependency, [...path, id]);
    ordered.add(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return [...ordered];
};

const dependenciesOf = (resource: TemplateResource | undefined): ReadonlySet<string> => {
  const found = new Set<string>();
  if (resource === undefined) return found;
  collect(resource.Properties ?? {}, found);
  const { DependsOn = [] } = resource;
  for (const id of typeof DependsOn === 'string' ? [DependsOn] : DependsOn) found.add(id);
  return found;
};

const collect = (value: Json, found: Set<string>): void => {
  if (isList(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'Ref' && typeof member === 'string') found.add(member);
    else if (key === 'Fn::GetAtt') found.add(String(isList(member) ? member[0] : member).split('.')[0] ?? '');
    else if (key === 'Fn::Sub') collectFromPattern(member, found);
    else collect(member, found);
  }
};

const collectFromPattern = (argument: Json, found: Set<string>): void => {
  const [pattern, given] = isList(argument) ? argument : [argument];
  for (const [, name] of String(pattern).matchAll(/\$\{([^!}][^}]*)\}/g)) found.add(name?.split('.')[0] ?? '');
  if (given !== undefined) collect(given, found);
};
