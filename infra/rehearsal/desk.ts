import { setTimeout as pause } from 'node:timers/promises';
import { apiClient, type ClientAnswer, type ClientInput } from '../../shared/api/client.ts';
import type { AnyEndpoint, CallAnswer } from '../../shared/api/endpoint.ts';
import type { User } from './city/people.ts';
import type { OpenCommands } from './open-commands.ts';
import { Unexpected } from './unexpected.ts';

/** How the people use the API. */
export interface Desk {
  /** As `user`; throws {@link Unexpected} unless it succeeds. */
  ask<E extends AnyEndpoint>(user: User, endpoint: E, input?: ClientInput<E>): Promise<CallAnswer<E>>;
  /** The same where a refusal is foreseen: the answer, whichever it is. Throws on a failure of the system (5xx). */
  attempt<E extends AnyEndpoint>(user: User, endpoint: E, input?: ClientInput<E>): Promise<ClientAnswer<E>>;
  /** Calls made so far. */
  calls(): number;
}

/** Two hands reached for the same record: as a person would, one tries again. */
const PASSING = new Set(['changed-meanwhile', 'already-done']);
const TRIES = 6;
const PAUSE_MS = 40;

/** The desk at which everybody works, at the API of `baseUrl`. A command with an Idempotency-Key stands in `commands` until it is answered. */
export const openDesk = (baseUrl: string, tokenOf: (user: User) => Promise<string>, commands: OpenCommands): Desk => {
  let count = 0;
  const attempt: Desk['attempt'] = async (user, endpoint, input) => {
    if (input?.idempotencyKey === undefined) return answered(user, endpoint, input);
    const id = commands.begin({ user, endpoint: endpoint.name, input: input as ClientInput<AnyEndpoint> });
    const answer = await answered(user, endpoint, input);
    commands.end(id, answer.ok);
    return answer;
  };
  const answered: Desk['attempt'] = async (user, endpoint, input) => {
    const call = apiClient({ baseUrl, token: () => tokenOf(user) });
    for (let tries = 1; ; tries++) {
      count += 1;
      const answer = await call(endpoint, input);
      if (answer.ok) return answer;
      if (answer.status >= 500) throw new Unexpected(whatOf(user, endpoint, input), answer);
      if (!PASSING.has(answer.problem.code) || tries === TRIES) return answer;
      await pause(PAUSE_MS * tries);
    }
  };
  return {
    attempt,
    ask: async (user, endpoint, input) => {
      const answer = await attempt(user, endpoint, input);
      if (answer.ok) return answer.value;
      throw new Unexpected(whatOf(user, endpoint, input), answer);
    },
    calls: () => count,
  };
};

const whatOf = (user: User, { method, path }: AnyEndpoint, input: { readonly params?: unknown } = {}): string => `${user.sub}: ${method} ${path} ${JSON.stringify(input.params ?? {})}`;
