import { compileExpression, expressionText } from '../query/expression.ts';
import type { Json } from '../types.ts';
import { schemaError, type Diagnostic } from './diagnostic.ts';

const syntaxOf = (text: string): string | null => {
  try {
    compileExpression(text);
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return `${code ?? ''}: ${message ?? String(error)}`;
  }
};

/** Bad syntax in any JSONata expression within `value`, which is the field at `location`. */
export const checkExpressions = (value: Json, location: string): Diagnostic[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => checkExpressions(item, `${location}[${index}]`));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, member]) => checkExpressions(member, `${location}/${key}`));
  if (typeof value !== 'string') return [];
  const text = expressionText(value);
  if (text === null) {
    return /^\s*\{%|%\}\s*$/.test(value) && value.includes('{%') !== value.includes('%}')
      ? [schemaError('A JSONata expression must begin with {% and end with %}', location)]
      : [];
  }
  const wrong = syntaxOf(text);
  const findings = wrong === null ? [] : [schemaError(`The JSONata expression is not valid. ${wrong}`, location)];
  return /\$eval\s*\(/.test(text)
    ? [...findings, { severity: 'WARNING', code: 'UNSUPPORTED', message: 'The service has no $eval', location }]
    : findings;
};
