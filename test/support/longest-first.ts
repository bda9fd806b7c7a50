import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Folders and files whose tests take longest, the longest first: begun last, they would run alone at the end while the other core idles. */
const LONGEST = ['test/workflow/year', 'test/workflow/simulation', 'test/workflow/', 'test/unit/simulation/', 'test/e2e/', 'test/unit/lottery/mutation', 'test/unit/audit/mutations', 'test/contract/'] as const;

/** Sorts the test files so that two workers end at about the same time, also where nothing is known of an earlier run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST.findIndex((part) => moduleId.includes(part));
  return rank === -1 ? LONGEST.length : rank;
};
