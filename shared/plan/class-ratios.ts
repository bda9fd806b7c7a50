import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { ceilDivide, parseRatio } from '../lottery/manifest/ratio.ts';
import type { Profile } from '../profile/profile.ts';
import type { Target } from '../registry/target.ts';
import type { PlanContent } from './entry.ts';

type Strata = Profile['draw']['strata'];

/** The letter under which a draw counts an enterprise: its credit class on that day where the profile draws by it, else one for all (NR-8). */
export const stratumOf = ({ creditClass }: Pick<Target, 'creditClass'>, by: Strata['by']): string => (by === 'credit' ? creditClass : 'A');

/** What an entry asks of a stratum: the class's own ratio or else the entry's, and whether it stays whole where the cap cuts the others (NR-8). */
export const ratioIn = ({ ratio, classes = [] }: Pick<PlanContent, 'ratio' | 'classes'>, stratum: string): { readonly ratio: string; readonly mandatory: boolean } => {
  const own = classes.find(({ code }) => code === stratum);
  return { ratio: own?.ratio ?? ratio, mandatory: own?.mandatory ?? false };
};

type Unfit = 'classes-not-drawn-by' | 'classes-with-quantity' | 'quantity-beside-bounds' | 'class-ratio-outside';

/** Ratios by class need a profile that draws by class, and no quantity, which would override them; each lies where the profile wants it, so that there a quantity alone will not do (NR-8). */
export const checkClasses = (content: Pick<PlanContent, 'ratio' | 'classes' | 'quantity'>, { by, bounds }: Strata): Result<void, Refusal<Unfit>> => {
  if (content.classes !== undefined && by !== 'credit') return refuse('classes-not-drawn-by', { pointer: '/content/classes' });
  if (content.quantity !== null && content.classes !== undefined) return refuse('classes-with-quantity', { pointer: '/content/quantity' });
  if (content.quantity !== null && bounds !== undefined) return refuse('quantity-beside-bounds', { pointer: '/content/quantity' });
  for (const [code, { fromBp, toBp }] of Object.entries(bounds ?? {})) {
    const { ratio } = ratioIn(content, code);
    const { a, b } = parseRatio(ratio) ?? { a: 0n, b: 1n };
    if (a * 10_000n < BigInt(fromBp) * b || a * 10_000n > BigInt(toBp) * b) return refuse('class-ratio-outside', { pointer: '/content/classes', facts: { class: code, ratio, fromBp, toBp } });
  }
  return ok(undefined);
};

/** How many of `size` enterprises of a stratum an entry asks for: its ratio rounded up. Throws for what is no ratio. */
export const shareIn = (content: Pick<PlanContent, 'ratio' | 'classes'>, stratum: string, size: number): number => {
  const { ratio } = ratioIn(content, stratum);
  const exact = parseRatio(ratio);
  if (exact === null) throw new RangeError(`not a ratio: ${ratio}`);
  return Number(ceilDivide(BigInt(size) * exact.a, exact.b));
};
