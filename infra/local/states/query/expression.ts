import jsonata, { type Expression } from 'jsonata';
import { installFunctions } from './functions.ts';
import { evaluationOf, type Frame } from './evaluation.ts';

const DELIMITED = /^\{%([\s\S]*)%\}$/;

/** The JSONata text between `{%` and `%}`, or null if `text` is an ordinary string. */
export const expressionText = (text: string): string | null => DELIMITED.exec(text)?.[1]?.trim() ?? null;

const compiled = new Map<string, Expression>();

/** The compiled expression, compiled once per process. Throws what JSONata throws (`code`, `message`, `position`) on bad syntax. */
export const compileExpression = (text: string): Expression => {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const expression = jsonata(text);
  installFunctions(expression);
  expression.assign(Symbol.for('jsonata.__evaluate_entry') as unknown as string, (_node: unknown, _input: unknown, frame: Frame) => {
    const evaluation = evaluationOf(frame);
    evaluation.step();
    // Half a date in $toMillis is completed from here.
    if (frame.timestamp === null || frame.timestamp.getTime() !== evaluation.nowMs) frame.timestamp = new Date(evaluation.nowMs);
  });
  compiled.set(text, expression);
  return expression;
};
