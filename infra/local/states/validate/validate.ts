import { isObject } from '../definition.ts';
import type { Json, JsonObject } from '../types.ts';
import { checkBlock } from './block.ts';
import { schemaError, type Diagnostic } from './diagnostic.ts';
import { allowedFields, isStateType, jsonPathOnly } from './fields.ts';
import { languageOf, type Setting } from './state.ts';
import { parseResource } from '../tasks/resource.ts';

const TOP = new Set(['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage']);

const settingOf = (definition: JsonObject, machineType: Setting['machineType']): Setting => ({
  machineLanguage: definition.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath',
  machineType,
});

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** What is wrong with a definition, as the service says it when a state machine is created. Empty: it may be created. */
export const validateDefinition = (text: string, machineType: Setting['machineType'] = 'STANDARD'): Diagnostic[] => {
  const definition = parse(text);
  if (!isObject(definition)) return [schemaError('Definition must be a valid JSON object')];
  const findings = Object.keys(definition).filter((field) => !TOP.has(field)).map((field) => schemaError('Field is not supported', `/${field}`));
  const { QueryLanguage, TimeoutSeconds } = definition;
  if (QueryLanguage !== undefined && QueryLanguage !== 'JSONata' && QueryLanguage !== 'JSONPath') {
    findings.push(schemaError('Value is not one of [JSONPath, JSONata]', '/QueryLanguage'));
  }
  if (TimeoutSeconds !== undefined && !(Number.isInteger(TimeoutSeconds) && Number(TimeoutSeconds) > 0)) {
    findings.push(schemaError('Expected value of type Integer', '/TimeoutSeconds'));
  }
  return [...findings, ...checkBlock(definition, '', settingOf(definition, machineType), new Set())];
};

const unsupportedIn = (block: JsonObject, setting: Setting): string[] =>
  Object.entries(isObject(block.States) ? block.States : {}).flatMap(([name, state]) => {
    if (!isObject(state) || !isStateType(state.Type)) return [];
    const found: string[] = [];
    const paths = jsonPathOnly(state.Type);
    if (languageOf(state, setting) === 'JSONPath') {
      for (const field of Object.keys(state)) if (paths.has(field) || !allowedFields(state.Type, 'JSONata').has(field)) found.push(`${name}: JSONPath field ${field}`);
      if (state.Type === 'Choice') found.push(`${name}: JSONPath Choice`);
    }
    if (state.Iterator !== undefined) found.push(`${name}: Iterator`);
    if (state.Credentials !== undefined) found.push(`${name}: Credentials`);
    const resource = state.Type === 'Task' ? parseResource(String(state.Resource)) : null;
    if (state.Type === 'Task' && (resource === null || resource.kind === 'activity')) found.push(`${name}: resource ${String(state.Resource)}`);
    const inner = [...(Array.isArray(state.Branches) ? state.Branches : []), state.ItemProcessor ?? null];
    return [...found, ...inner.flatMap((part) => (isObject(part ?? undefined) ? unsupportedIn(part as JsonObject, setting) : []))];
  });

/** What a valid definition asks for that this service cannot do; it then refuses the definition instead of running it wrongly. */
export const unsupported = (definition: JsonObject): string[] => unsupportedIn(definition, settingOf(definition, 'STANDARD'));
