import { ApiError } from '../api/api-error.ts';
import type { JsonObject } from '../types.ts';
import { unsupported, validateDefinition } from './validate.ts';

/** Throws `InvalidDefinition`, listing what is wrong with a definition, or what it asks for that is not run here. */
export const acceptDefinition = (definition: string, type: 'STANDARD' | 'EXPRESS'): void => {
  const errors = validateDefinition(definition, type).filter((finding) => finding.severity === 'ERROR');
  if (errors.length > 0) {
    const list = errors.map(({ code, message, location }) => `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`).join(', ');
    throw new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${list}'`);
  }
  const missing = unsupported(JSON.parse(definition) as JsonObject);
  if (missing.length > 0) throw new ApiError('InvalidDefinition', `This local service does not run: ${missing.join('; ')}`);
};
