/** `run` over `items`, at most `width` at a time; results in the items' order. The first failure rejects; no further items are begun then. */
export const inParallel = async <Item, Answer>(items: readonly Item[], width: number, run: (item: Item) => Promise<Answer>): Promise<Answer[]> => {
  const answers: Answer[] = [];
  const waiting = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [at, item] of waiting) {
      if (failed) return;
      try {
        answers[at] = await run(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return answers;
};
