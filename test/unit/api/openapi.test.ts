import { expect, test } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../../shared/api/openapi.ts';
import { resourceEndpoints } from '../../../shared/api/resources.ts';
import { aContent } from '../../support/plan-samples.ts';

type Loose = Record<string, unknown>;
interface Operation extends Loose {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Loose[];
  readonly requestBody?: Loose;
  readonly responses: Readonly<Record<string, Loose>>;
}

const document = openApiDocument() as unknown as Loose & { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: Readonly<Record<string, Readonly<Record<string, Loose>>>> };
const endpoints = Object.entries(resourceEndpoints()).flatMap(([resource, all]) => all.map((endpoint) => ({ resource, endpoint })));
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));

/** The thing itself, or what its `$ref` names in this document. */
const resolved = (thing: Loose): Loose => {
  const ref = thing['$ref'];
  if (typeof ref !== 'string') return thing;
  const found = ref.replace(/^#\//, '').split('/').reduce<unknown>((at, key) => (at as Loose | undefined)?.[key], document);
  if (found === undefined) throw new Error(`nothing at ${ref}`);
  return found as Loose;
};
const parametersOf = (operation: Operation, place: string): readonly Loose[] => operation.parameters.map(resolved).filter((parameter) => parameter['in'] === place);
const refsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' ? [String(part)] : refsIn(part)));
};
const contentOf = (answer: Loose | undefined, type: string): Loose | undefined => ((answer === undefined ? {} : resolved(answer))['content'] as Record<string, Loose> | undefined)?.[type]?.['schema'] as Loose | undefined;

test('every endpoint is an operation of the document, and there is no other', () => {
  const described = operations.map(({ path, method, operation }) => `${method.toUpperCase()} ${path} ${operation.operationId} ${String((operation['tags'] as string[])[0])}`);
  expect(described.sort()).toEqual(endpoints.map(({ resource, endpoint }) => `${endpoint.method} ${endpoint.path} ${endpoint.name} ${resource}`).sort());
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(endpoints.length);
  expect(document['openapi']).toBe('3.1.0');
});

test('each operation speaks Chinese in its summary, English in its description, and names who may call it', () => {
  for (const { operation } of operations) {
    expect([operation.operationId, operation.summary]).toEqual([operation.operationId, expect.stringMatching(/[\u4e00-\u9fff]/)]);
    expect([operation.operationId, operation.description]).toEqual([operation.operationId, expect.stringMatching(/^[\x20-\x7e’“”]+[\s\S]*Roles: [a-z]/)]);
  }
});

test('the parameters in a path are those of its template, all required, and none of them is left without a type', () => {
  for (const { path, operation } of operations) {
    const inPath = parametersOf(operation, 'path');
    expect(inPath.map(({ name }) => name).sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    expect(inPath.every(({ required }) => required === true)).toBe(true);
    for (const { schema } of [...inPath, ...parametersOf(operation, 'query')]) expect(schema).toHaveProperty('type');
  }
});

test('a change names its version where it must, may carry an Idempotency-Key, and a read carries neither', () => {
  for (const { endpoint } of endpoints) {
    const operation = operations.find((one) => one.operation.operationId === endpoint.name)?.operation;
    if (operation === undefined) throw new Error(endpoint.name);
    const headers = new Map(parametersOf(operation, 'header').map((header) => [header['name'], header['required'] === true]));
    expect([endpoint.name, headers.get('If-Match')]).toEqual([endpoint.name, endpoint.ifMatch === 'none' ? undefined : endpoint.ifMatch === 'required']);
    expect([endpoint.name, headers.has('Idempotency-Key')]).toEqual([endpoint.name, endpoint.method !== 'GET']);
    expect(endpoint.method === 'GET' && 'requestBody' in operation).toBe(false);
  }
});

test('every operation answers its success as JSON with a schema that says something, and its refusals as problem documents', () => {
  for (const { endpoint } of endpoints) {
    const operation = operations.find((one) => one.operation.operationId === endpoint.name)?.operation;
    const schema = contentOf(operation?.responses[String(endpoint.status)], 'application/json');
    expect([endpoint.name, Object.keys(resolved(schema ?? {})).length > 0]).toEqual([endpoint.name, true]);
    for (const [status, answer] of Object.entries(operation?.responses ?? {})) {
      if (Number(status) < 402) continue;
      expect([status, contentOf(answer, 'application/problem+json')]).toEqual([status, { $ref: '#/components/schemas/Problem' }]);
    }
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['401', '403', '422', '500']));
  }
});

test('every reference leads somewhere, and every operation needs the token of the identity service', () => {
  const refs = refsIn(document);
  expect(refs.length).toBeGreaterThan(300);
  for (const ref of new Set(refs)) expect(() => resolved({ $ref: ref })).not.toThrow();
  expect(document['security']).toEqual([{ oidc: [] }]);
  expect(document.components['securitySchemes']?.['oidc']).toMatchObject({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  expect(operations.every(({ operation }) => !('security' in operation))).toBe(true);
});

test('dates and moments say their format in requests and answers alike', () => {
  const text = JSON.stringify(document);
  expect(text).toContain('"format":"date-time"');
  const { components } = document;
  const inspectionDate = (schema: Loose | undefined): unknown => (schema?.['properties'] as Loose | undefined)?.['inspectionDate'];
  expect(inspectionDate(components['schemas']?.['PlanEntry'])).toMatchObject({ properties: { from: { type: 'string', format: 'date' } } });
});

test('what the document says of a proposal’s content takes a real one, and refuses it with a member of another type', () => {
  const draft = z.fromJSONSchema({ ...document.components['schemas']?.['PlanDraft'] } as Parameters<typeof z.fromJSONSchema>[0]);
  expect(draft.safeParse(aContent()).error).toBeUndefined();
  expect(draft.safeParse({ ...aContent(), name: 7 }).success).toBe(false);
});
