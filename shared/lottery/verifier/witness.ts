import type { Hex, Recusal } from '../types.ts';

/** What only supervisors and witnesses hold; `secret` is null where it is missing or does not fit the manifest. */
export type Witness = { readonly recusals: readonly Recusal[]; readonly secret: Hex | null };
