import type { Identity, Place } from './scope.ts';
import { physicalName } from './physical-name.ts';
import { urlSuffixOf } from './pseudo-parameters.ts';
import type { JsonObject } from './template.ts';

/** What is known of a resource when its identity is decided. */
export interface NamedResource {
  readonly stack: string;
  readonly logicalId: string;
  /** Evaluated. */
  readonly properties: JsonObject;
  readonly place: Place;
}

/** A type of resource that may stand in a template. */
export interface ResourceType {
  /** `made`: the machine does what it says. `no-effect`: it is accepted, and does nothing here for the reason given. */
  readonly effect: 'made' | 'no-effect';
  /** What the machine makes of it, or why nothing. */
  readonly because: string;
  readonly identify: (resource: NamedResource) => Identity;
}

interface NamingRule {
  /** The property that holds an explicit name. */
  readonly property?: string;
  /** Most characters of a name. Default 255. */
  readonly limit?: number;
  readonly lowerCase?: boolean;
}

/** The explicit name in the template, else the physical name. */
export const nameOf = ({ stack, logicalId, properties }: NamedResource, { property, limit = 255, lowerCase = false }: NamingRule = {}): string => {
  const explicit = property === undefined ? undefined : properties[property];
  if (typeof explicit === 'string') return explicit;
  const name = physicalName(stack, logicalId, limit);
  return lowerCase ? name.toLowerCase() : name;
};

/** `arn:<partition>:<service>:<region>:<account>:<rest>`. */
export const regionalArn = ({ partition, region, accountId }: Place, service: string, rest: string): string =>
  `arn:${partition}:${service}:${region}:${accountId}:${rest}`;

/** The endpoint of a service in a region, without scheme. */
export const hostOf = ({ partition, region }: Place, prefix: string): string => `${prefix}.${region}.${urlSuffixOf(partition)}`;

/** Identity of a type whose `Ref` is its name and whose ARN is `arn:…:<service>:…:<before><name>`. */
export const namedWithArn =
  (service: string, before: string, naming: NamingRule, arnAttribute = 'Arn') =>
  (resource: NamedResource): Identity => {
    const name = nameOf(resource, naming);
    return { ref: name, attributes: { [arnAttribute]: regionalArn(resource.place, service, `${before}${name}`) } };
  };

/** Identity of a type that nothing refers to but by `Ref`. */
export const namedOnly =
  (naming: NamingRule = {}) =>
  (resource: NamedResource): Identity => ({ ref: nameOf(resource, naming), attributes: {} });
