import type { Profile } from '../profile/profile.ts';
import { readDepartments } from '../registry/department-store.ts';
import { readItems } from '../registry/item-store.ts';
import { missingTopics } from '../registry/missing-topics.ts';
import { readWorkRules } from '../registry/work-rules-store.ts';
import type { Table } from '../store/table.ts';
import { directoryOf, otherEntry, type DirectoryFacts } from './cap.ts';
import { countBy, type Census } from './census.ts';
import type { OwnerFacts } from './check-owners.ts';
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

/** The strata of an entry's directory by `census`, and what other live proposals of the year take of the same one. */
export const directoryFacts = ({ draw: { cap, floor } }: Profile, census: Census, content: PlanContent, others: readonly Proposal[]): DirectoryFacts => {
  const ground = { strata: countBy(census, content.targets.frame, 'stratum'), capBp: cap.bp, floorBp: floor.bp };
  const directory = directoryOf(content.targets.frame);
  const sharing = others.filter((other) => other.stage === 'submitted' || other.stage === 'approved').filter((other) => directoryOf(other.content.targets.frame) === directory);
  return {
    ...ground,
    others: cap.per === 'batch' ? [] : sharing.map(({ proposalId, content: asked }) => otherEntry(proposalId, asked, ground)),
  };
};
