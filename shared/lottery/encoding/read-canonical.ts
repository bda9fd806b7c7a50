import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';

/** The JSON value of `text` if its bytes are canonical, else undefined; duplicate keys, spaces and other spellings all fail. */
export const readCanonical = (text: string): Json | undefined => {
  try {
    const value = JSON.parse(text) as Json;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};
