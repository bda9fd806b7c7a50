import type { ResolvedAssembly, ResolvedResource } from '../assembly/resolve-assembly.ts';
import { isList, isObject, type Json, type JsonObject } from '../assembly/template.ts';
import { TemplateError } from '../assembly/template-error.ts';

/** Who may call a route: holders of a token by `issuer` for one of `audience`, with one of `scopes` if there are any. */
export interface JwtRule {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
}

/** A route of the API. `key`: `GET /v1/items/{proxy+}` or `$default`. */
export interface ApiRoute {
  readonly key: string;
  readonly functionArn: string;
  /** Milliseconds of real time after which the caller is told 503. */
  readonly timeoutMs: number;
  readonly jwt: JwtRule | null;
}

/** What the template says of cross-origin calls. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | null;
}

/** The HTTP API of the template. */
export interface ApiDefinition {
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly routes: readonly ApiRoute[];
  readonly cors: CorsRule | null;
}

/** The one HTTP API of the assembly, or `null` if it has none. Throws a {@link TemplateError} for a second one and for what is not supported. */
export const apiDefinition = ({ resources }: ResolvedAssembly): ApiDefinition | null => {
  const [api, second] = ofType(resources, 'Api');
  if (api === undefined) return null;
  if (second !== undefined) throw new TemplateError(where(second), `one machine serves one HTTP API, and ${where(api)} is one already`);
  refuseUnless(api, api.properties['ProtocolType'] === 'HTTP', 'only APIs of protocol HTTP are known here');
  const stage = ofType(resources, 'Stage')[0];
  return {
    apiId: api.identity.ref,
    stage: stage?.identity.ref ?? '$default',
    stageVariables: textMembers(stage?.properties['StageVariables']),
    routes: ofType(resources, 'Route').map((route) => apiRoute(route, resources)),
    cors: corsRule(api.properties['CorsConfiguration']),
  };
};

const apiRoute = (route: ResolvedResource, resources: readonly ResolvedResource[]): ApiRoute => {
  const { RouteKey, Target, AuthorizationType = 'NONE', AuthorizerId, AuthorizationScopes } = route.properties;
  const integration = byId(resources, 'Integration', String(Target).replace(/^integrations\//, ''), route);
  const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis = 30_000 } = integration.properties;
  refuseUnless(integration, IntegrationType === 'AWS_PROXY', `integrations of type ${JSON.stringify(IntegrationType)} are not known here`);
  refuseUnless(integration, PayloadFormatVersion === '2.0', `payload format ${JSON.stringify(PayloadFormatVersion)} is not known here`);
  refuseUnless(route, AuthorizationType === 'NONE' || AuthorizationType === 'JWT', `authorization ${JSON.stringify(AuthorizationType)} is not known here`);
  const jwt = AuthorizationType === 'JWT' ? jwtRule(byId(resources, 'Authorizer', String(AuthorizerId), route), texts(AuthorizationScopes)) : null;
  return { key: String(RouteKey), functionArn: functionArnIn(String(IntegrationUri)), timeoutMs: Number(TimeoutInMillis), jwt };
};

const jwtRule = (authorizer: ResolvedResource, scopes: readonly string[]): JwtRule => {
  const { JwtConfiguration: jwt, IdentitySource } = authorizer.properties;
  const [source = ''] = typeof IdentitySource === 'string' ? [IdentitySource] : texts(IdentitySource);
  refuseUnless(authorizer, source.toLowerCase() === '$request.header.authorization', `tokens are taken from the Authorization header, not from ${source}`);
  const { Issuer, Audience } = isObject(jwt) ? jwt : {};
  refuseUnless(authorizer, typeof Issuer === 'string', 'a JWT authorizer needs an issuer');
  return { issuer: String(Issuer), audience: texts(Audience), scopes };
};

const corsRule = (value: Json | undefined): CorsRule | null => {
  if (!isObject(value)) return null;
  const { AllowOrigins, AllowMethods, AllowHeaders, ExposeHeaders, AllowCredentials, MaxAge } = value;
  return {
    origins: texts(AllowOrigins), methods: texts(AllowMethods), headers: texts(AllowHeaders), exposed: texts(ExposeHeaders),
    credentials: AllowCredentials === true, maxAge: MaxAge === undefined ? null : Number(MaxAge),
  };
};

const ofType = (resources: readonly ResolvedResource[], type: string): readonly ResolvedResource[] =>
  resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);

const byId = (resources: readonly ResolvedResource[], type: string, id: string, from: ResolvedResource): ResolvedResource => {
  const found = ofType(resources, type).find((resource) => resource.identity.ref === id);
  if (found === undefined) throw new TemplateError(where(from), `refers to ${type} ${id}, which is not in the template`);
  return found;
};

const refuseUnless = (resource: ResolvedResource, holds: boolean, problem: string): void => {
  if (!holds) throw new TemplateError(where(resource), problem);
};

const where = ({ stack, logicalId, type }: ResolvedResource): string => `${stack}/${logicalId} (${type})`;

const texts = (value: Json | undefined): readonly string[] => (isList(value) ? value.map(String) : []);

const textMembers = (value: Json | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries((isObject(value) ? value : {}) as JsonObject).map(([name, member]) => [name, String(member)]));

/** The function's ARN, bare or inside API Gateway's own path form. */
const functionArnIn = (uri: string): string => /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
