/** Somebody who may sign in on this machine. `claims` (roles, department, name …) go into the tokens as they are. */
export interface LocalUser {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The name shown in the picker: the claim `name`, else the subject. */
export const displayName = ({ sub, claims }: LocalUser): string => (typeof claims['name'] === 'string' ? claims['name'] : sub);
