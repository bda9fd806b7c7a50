import type { AnyEndpoint } from '../../shared/api/endpoint.ts';
import { resourceEndpoints } from '../../shared/api/resources.ts';
import type { Desk } from './desk.ts';
import type { OpenCommands } from './open-commands.ts';

/** Sends again what an earlier process sent without seeing an answer, each when the machine has come to `rest`. A refusal is an answer too; throws on a failure of the system. */
export const repeatOpenCommands = async (desk: Desk, commands: OpenCommands, rest: () => Promise<void>): Promise<void> => {
  const endpoints = new Map(Object.values(resourceEndpoints()).flat().map((endpoint) => [endpoint.name, endpoint]));
  for (const { id, user, endpoint, input } of commands.left()) {
    await rest();
    await desk.attempt(user, known(endpoints, endpoint), input);
    commands.end(id);
  }
};

const known = (endpoints: ReadonlyMap<string, AnyEndpoint>, name: string): AnyEndpoint => {
  const endpoint = endpoints.get(name);
  if (endpoint === undefined) throw new Error(`the API has no ${name} any more, which an earlier process had begun`);
  return endpoint;
};
