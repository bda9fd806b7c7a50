import type { Profile } from '../profile/profile.ts';
import { readDepartments } from '../registry/department-store.ts';
import { readItems } from '../registry/item-store.ts';
import { missingTopics } from '../registry/missing-topics.ts';
import { readDirectory } from '../registry/read-directory.ts';
import { readWorkRules } from '../registry/work-rules-store.ts';
import type { Table } from '../store/table.ts';
import { directoryOf, takesOf, type DirectoryFacts } from './cap.ts';
import type { OwnerFacts } from './check-owners.ts';
import { directorySize } from './directory-size.ts';
import type { PlanContent } from './entry.ts';
import type { Proposal } from './proposal.ts';

/** What the registry says of the departments and items an entry may name. */
export const gatherOwners = async (registry: Table, profile: Profile, department: string): Promise<OwnerFacts> => {
  const [departments, items, rules] = await Promise.all([readDepartments(registry), readItems(registry), readWorkRules(registry)]);
  const complete = rules.filter((each) => missingTopics(each, profile).length === 0);
  return {
    department,
    departments: new Set(departments.filter(({ kind }) => kind === 'enforcing').map(({ code }) => code)),
    withWorkRules: new Set(complete.map((each) => each.department)),
    items: new Map(items.map((item) => [item.itemId, item])),
  };
};

/** The size of an entry's directory now, and what other live proposals of the year take of the same one. */
export const gatherDirectory = async (
  registry: Table,
  { draw: { cap } }: Profile,
  content: PlanContent,
  others: readonly Proposal[],
): Promise<DirectoryFacts> => {
  const size = directorySize(await readDirectory(registry), content.targets.frame);
  const directory = directoryOf(content);
  return {
    size,
    capBp: cap.bp,
    others:
      cap.per === 'batch'
        ? []
        : others.flatMap((other) =>
            (other.stage === 'submitted' || other.stage === 'approved') && directoryOf(other.content) === directory
              ? [{ proposalId: other.proposalId, takes: takesOf(other.content, size, cap.bp) }]
              : [],
          ),
  };
};
