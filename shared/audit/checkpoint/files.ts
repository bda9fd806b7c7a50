/** Where a day's checkpoint lies in the publication bucket and below `/public/`. */
export const checkpointFile = (date: string): string => `audit/checkpoints/${date}.json`;

/** Where the leaves under a root lie. */
export const leavesFile = (root: string): string => `audit/heads/${root}.txt`;
