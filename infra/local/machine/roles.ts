import type { ResolvedAssembly, ResolvedResource } from '../assembly/resolve-assembly.ts';
import { isList, isObject, type Json } from '../assembly/template.ts';
import { TemplateError } from '../assembly/template-error.ts';
import type { PolicyDocument } from '../iam/policy.ts';

/** Identity policies by role ARN. */
export type RolePolicies = Readonly<Record<string, readonly PolicyDocument[]>>;

/** Policies kept by AWS that a role may name, with what they allow of the services on this machine. */
const AWS_MANAGED: Readonly<Record<string, PolicyDocument>> = {
  'service-role/AWSLambdaBasicExecutionRole': { Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }] },
  AWSXRayDaemonWriteAccess: { Statement: [] },
};

/** Every role of the assembly with its inline, attached and managed policies. Throws a {@link TemplateError} for a policy that is not in the assembly. */
export const rolesOf = ({ resources }: ResolvedAssembly): RolePolicies => {
  const ofType = (type: string): readonly ResolvedResource[] => resources.filter((resource) => resource.type === `AWS::IAM::${type}`);
  const managed = new Map(ofType('ManagedPolicy').map((policy) => [policy.identity.ref, policy]));

  return Object.fromEntries(
    ofType('Role').map((role) => {
      const name = role.identity.ref;
      const attached = [...ofType('Policy'), ...ofType('ManagedPolicy')].filter(({ properties }) => texts(properties['Roles']).includes(name));
      const own = ofType('RolePolicy').filter(({ properties }) => properties['RoleName'] === name);
      const named = texts(role.properties['ManagedPolicyArns']).flatMap((arn) => managedDocument(arn, managed, role));
      const inline = isList(role.properties['Policies']) ? role.properties['Policies'].map((policy) => (isObject(policy) ? policy['PolicyDocument'] : undefined)) : [];
      const documents = [...inline.map(documentOf), ...named, ...[...attached, ...own].map(({ properties }) => documentOf(properties['PolicyDocument']))];
      return [String(role.identity.attributes['Arn']), documents];
    }),
  );
};

const managedDocument = (arn: string, managed: ReadonlyMap<string, ResolvedResource>, role: ResolvedResource): readonly PolicyDocument[] => {
  const policy = managed.get(arn);
  // Those that also name the role themselves are counted there.
  if (policy !== undefined) return texts(policy.properties['Roles']).includes(role.identity.ref) ? [] : [documentOf(policy.properties['PolicyDocument'])];
  const known = AWS_MANAGED[arn.replace(/^arn:[^:]+:iam::aws:policy\//, '')];
  if (known === undefined) throw new TemplateError(`${role.stack}/${role.logicalId} (${role.type})`, `names the policy ${arn}, whose content is not known here`);
  return [known];
};

const documentOf = (value: Json | undefined): PolicyDocument => {
  if (!isObject(value) || value['Statement'] === undefined) throw new TypeError(`not a policy document: ${JSON.stringify(value)}`);
  return value as unknown as PolicyDocument;
};

const texts = (value: Json | undefined): readonly string[] => (isList(value) ? value.map(String) : []);
