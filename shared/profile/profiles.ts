import { guangyuan } from './guangyuan.ts';
import type { Profile } from './profile.ts';

/** Every profile this version carries. */
export const PROFILES: readonly Profile[] = [guangyuan];

/** The profile `id`. Throws for an unknown id, naming those known: a deployment without its rules must not start. */
export const profileById = (id: string): Profile => {
  const found = PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`unknown profile "${id}"; known: ${PROFILES.map((profile) => profile.id).join(', ')}`);
  return found;
};
