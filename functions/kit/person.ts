import type { Person } from '../../shared/identity/actor.ts';
import { isRole } from '../../shared/identity/role.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Names of the claims an identity provider uses; set by context since providers differ. */
export interface ClaimNames {
  readonly roles: string;
  readonly department: string;
  readonly officer: string;
}

/** Claim names from the function's environment. */
export const claimNames = (env: NodeJS.ProcessEnv = process.env): ClaimNames => ({
  roles: env['CLAIM_ROLES'] ?? 'roles',
  department: env['CLAIM_DEPARTMENT'] ?? 'department',
  officer: env['CLAIM_OFFICER'] ?? 'officer',
});

/** The person a verified token speaks of. API Gateway flattens an array claim to the string `[a b]`. Undefined without a subject. */
export const personOf = (claims: Claims, names: ClaimNames): Person | undefined => {
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const sub = text('sub');
  if (sub === undefined) return undefined;
  const department = text(names.department);
  const officer = text(names.officer);
  return {
    kind: 'person',
    sub,
    name: text('name') ?? sub,
    roles: listOf(claims[names.roles]).filter(isRole),
    ...(department === undefined ? {} : { department }),
    ...(officer === undefined ? {} : { officer }),
  };
};

const listOf = (claim: unknown): string[] => {
  if (Array.isArray(claim)) return claim.map(String);
  if (typeof claim !== 'string') return [];
  return claim.replace(/^\[|\]$/g, '').split(/[\s,]+/).filter((part) => part !== '');
};
