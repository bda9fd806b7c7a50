import type { ClientAnswer, ClientInput } from '../../../shared/api/client.ts';
import type { AnyEndpoint, CallAnswer } from '../../../shared/api/endpoint.ts';
import type { User } from '../../rehearsal/city/people.ts';
import type { World } from '../world/world.ts';

/** One call as somebody makes it. */
export interface Attempt<E extends AnyEndpoint = AnyEndpoint> {
  readonly user: User;
  readonly endpoint: E;
  readonly input: ClientInput<E>;
}

/** What a call came to in the end. `tries`: how often it was sent. */
export interface Answered {
  readonly attempt: Attempt;
  readonly answer: ClientAnswer<AnyEndpoint>;
  readonly tries: number;
}

/** How people use the API: as a browser does, they send again what got no answer, with the same Idempotency-Key. */
export interface Hand {
  /** What is read; throws if it is refused. */
  read<E extends AnyEndpoint>(user: User, endpoint: E, input?: ClientInput<E>): Promise<CallAnswer<E>>;
  /** The answer of a command, whichever it is. */
  send<E extends AnyEndpoint>(attempt: Attempt<E>): Promise<ClientAnswer<E>>;
  /** Commands that reach the system at the same moment; their answers in the same order. */
  atOnce(attempts: readonly Attempt[]): Promise<readonly ClientAnswer<AnyEndpoint>[]>;
  /** Puts bytes where a pre-signed address says; the status. */
  upload: World['upload'];
}

/** Somebody else had the thing in hand: one tries again. */
const PASSING = new Set(['changed-meanwhile', 'already-done']);
const TRIES = 25;
const PASSING_TRIES = 6;

/** Hands in `world`. `onAnswered` is called after each command or set of commands at once, when nothing of them is under way any more. */
export const handsIn = (world: World, onAnswered: (answered: readonly Answered[]) => Promise<void>): Hand => {
  const untilAnswered = async (attempt: Attempt): Promise<Answered> => {
    for (let tries = 1; ; tries++) {
      const called = await world.call(attempt.user, attempt.endpoint, attempt.input);
      if (!called.lost && called.status < 500) {
        const isPassing = !called.ok && PASSING.has(called.problem.code) && tries < PASSING_TRIES;
        if (!isPassing) return { attempt, answer: called, tries };
      }
      if (tries === TRIES) throw new Error(`${attempt.user.sub} got no answer in ${TRIES} tries: ${attempt.endpoint.name}`);
    }
  };
  const atOnce = async (attempts: readonly Attempt[]): Promise<readonly ClientAnswer<AnyEndpoint>[]> => {
    const answered = await Promise.all(attempts.map(untilAnswered));
    await world.settle();
    await onAnswered(answered);
    return answered.map(({ answer }) => answer);
  };
  return {
    atOnce,
    upload: (to, body) => world.upload(to, body),
    send: async <E extends AnyEndpoint>(attempt: Attempt<E>) => {
      const [answer] = await atOnce([attempt as unknown as Attempt]);
      return answer as ClientAnswer<E>;
    },
    read: async <E extends AnyEndpoint>(user: User, endpoint: E, input: ClientInput<E> = {}) => {
      const { answer } = await untilAnswered({ user, endpoint, input: input as ClientInput<AnyEndpoint> });
      if (!answer.ok) throw new Error(`${user.sub} may not read ${endpoint.name}: ${answer.problem.code}`);
      return answer.value as CallAnswer<E>;
    },
  };
};
