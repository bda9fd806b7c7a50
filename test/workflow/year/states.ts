import { DescribeStateMachineCommand, ListStateMachinesCommand, paginateGetExecutionHistory, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { ADMINISTRATOR_KEY } from '../../../infra/local/machine/access-keys.ts';
import { BESIDE_THE_YEAR } from '../../support/visited-states.ts';
import { statesOf } from '../../support/workflow-definition.ts';
import type { Years } from './years.ts';

/** Every state of a year's machines, and those that its executions have entered, as the service tells an administrator. */
const statesOfYear = async (url: string) => {
  const client = new SFNClient({ region: 'us-east-1', endpoint: url, credentials: ADMINISTRATOR_KEY });
  const [all, entered] = [new Set<string>(), new Set<string>()];
  for (const { stateMachineArn } of (await client.send(new ListStateMachinesCommand({}))).stateMachines ?? []) {
    const { definition = '' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    for (const state of statesOf(JSON.parse(definition) as Parameters<typeof statesOf>[0])) all.add(state);
    for await (const page of paginateListExecutions({ client }, { stateMachineArn })) {
      for (const { executionArn } of page.executions ?? []) {
        for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn, maxResults: 1000 })) {
          for (const { stateEnteredEventDetails } of events) if (stateEnteredEventDetails?.name !== undefined) entered.add(stateEnteredEventDetails.name);
        }
      }
    }
  }
  client.destroy();
  return { all, entered };
};

/** That the year goes everywhere. */
export const yearStates = (years: Years): void => {
  test('[BY-8] every state of the workflows is entered in the year, but for those that tests of their own enter', async () => {
    const { all, entered } = await statesOfYear(years.url);
    const beside: readonly string[] = Object.values(BESIDE_THE_YEAR).flat();
    expect(all.size).toBeGreaterThan(70);
    expect([...all].filter((state) => !entered.has(state) && !beside.includes(state))).toEqual([]);
    expect(beside.filter((state) => !all.has(state))).toEqual([]);
  });
};
