const FUNCTIONS = new Set([
  'Format', 'StringToJson', 'JsonToString', 'Array', 'ArrayPartition', 'ArrayContains', 'ArrayRange', 'ArrayGetItem', 'ArrayLength', 'ArrayUnique',
  'Base64Encode', 'Base64Decode', 'Hash', 'JsonMerge', 'MathRandom', 'MathAdd', 'StringSplit', 'UUID',
]);

const STRING = /^'(?:[^'\\]|\\['{}\\])*'/;
const LITERAL = /^(?:-?\d+(?:\.\d+)?|true|false|null)(?=[\s,)])/;
const PATH = /^\$[^\s,()']*(?:\[[^\]]*\][^\s,()']*)*/;
const CALL = /^States\.([A-Za-z0-9]+)\(/;

/** What is left of `text` after one argument; null if it does not begin with one. */
const afterArgument = (text: string): string | null => {
  for (const form of [STRING, LITERAL, PATH]) {
    const match = form.exec(text);
    if (match !== null) return text.slice(match[0].length);
  }
  return afterCall(text);
};

const afterCall = (text: string): string | null => {
  const match = CALL.exec(text);
  if (match === null || !FUNCTIONS.has(match[1] ?? '')) return null;
  let rest = text.slice(match[0].length).trimStart();
  if (rest.startsWith(')')) return rest.slice(1);
  for (;;) {
    const after = afterArgument(rest)?.trimStart() ?? null;
    if (after === null) return null;
    if (after.startsWith(')')) return after.slice(1);
    if (!after.startsWith(',')) return null;
    rest = after.slice(1).trimStart();
  }
};

/** True if `text` may stand in a JSONPath state's field whose name ends in `.$`: a path, or a call of an intrinsic function. */
export const isPathOrIntrinsic = (text: string): boolean => text.startsWith('$') || afterCall(text)?.trim() === '';
