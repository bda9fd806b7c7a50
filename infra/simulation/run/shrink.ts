/** What the story shrank to: the decisions it still needs, and how many years were played for it. */
export interface Shrunk {
  readonly kept: readonly string[];
  readonly replays: number;
}

/**
 * The fewest of `decisions` with which `isBroken` still holds, as far as `budget` replays find them: halves first, then ever smaller groups are left
 * out, and stay out where the year breaks all the same.
 */
export const shrink = async (decisions: readonly string[], isBroken: (kept: ReadonlySet<string>) => Promise<boolean>, budget: number): Promise<Shrunk> => {
  let kept = decisions;
  let replays = 0;
  const holdsWithout = async (rest: readonly string[]): Promise<boolean> => {
    replays += 1;
    return isBroken(new Set(rest));
  };
  if (kept.length > 0 && (await holdsWithout([]))) return { kept: [], replays };
  for (let size = Math.ceil(kept.length / 2); size >= 1 && kept.length > 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length && replays < budget; ) {
      const rest = kept.toSpliced(from, size);
      if (rest.length > 0 && (await holdsWithout(rest))) kept = rest;
      else from += size;
    }
  }
  return { kept, replays };
};
