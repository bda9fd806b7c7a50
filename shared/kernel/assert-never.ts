/** Makes the compiler prove that a union is handled in full. Throws if an unlisted value arrives all the same. */
export const assertNever = (value: never): never => {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
};
