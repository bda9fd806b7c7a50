import type { ClientAnswer, ClientInput } from '../../../shared/api/client.ts';
import type { AnyEndpoint } from '../../../shared/api/endpoint.ts';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { User } from '../../rehearsal/city/people.ts';
import type { Fate } from './fate.ts';
import type { Attempt, Hand } from './hand.ts';
import type { Memory } from './memory.ts';
import { colleagueOf } from './users.ts';

/** What somebody has to do, and how it may go wrong on the way. */
export interface Duty<E extends AnyEndpoint = AnyEndpoint> {
  readonly user: User;
  readonly endpoint: E;
  readonly input: ClientInput<E>;
  /** Names it among all duties of the year; its Idempotency-Key. */
  readonly key: string;
  /** The version it would change; from it follows what is outdated. */
  readonly version?: number;
  /** Those who may not do it. */
  readonly outsiders?: readonly User[];
  /** What must be refused, tried by `user` unless another is named. */
  readonly wrong?: readonly { readonly name: string; readonly input?: ClientInput<E>; readonly user?: User }[];
}

/** An objection of the people: something was answered as it must not be. */
export type Objection = (invariant: string, what: string) => void;

export interface Duties {
  /** Does it, with everything that fate lets go wrong before, beside and after it. The answer of the duty itself. */
  perform<E extends AnyEndpoint>(duty: Duty<E>): Promise<ClientAnswer<E>>;
  /** Tries what must be refused. */
  tryWrongly<E extends AnyEndpoint>(name: string, attempt: Attempt<E>): Promise<void>;
}

/** Their answer counts anew, or hands out an address: repeated, it may differ. */
const LIVING = new Set([
  'createTargets', 'createInspectors', 'createItems', 'createExperts',
  'putDepartment', 'putWorkRules', 'openYear', 'uploadEvidence',
]);

/** How the people of one year do their duties. */
export const dutiesOf = ({ hand, fate, memory, object }: { readonly hand: Hand; readonly fate: Fate; readonly memory: Memory; readonly object: Objection }): Duties => {
  const tryWrongly: Duties['tryWrongly'] = async (name, attempt) => {
    const answer = await hand.send(attempt);
    if (answer.ok) object('wrong-is-refused', `${attempt.user.sub} was let do ${attempt.endpoint.name} although: ${name} (${JSON.stringify(attempt.input.params ?? {})})`);
  };

  const before = async <E extends AnyEndpoint>({ user, endpoint, input, key, version, outsiders = [], wrong = [] }: Duty<E>): Promise<void> => {
    const tryOnce = async (name: string, attempt: Attempt<E>): Promise<void> => {
      if (memory.once(`${key} ${name}`)) await tryWrongly(name, attempt);
    };
    for (const outsider of outsiders) {
      if (fate.befalls('outsider', outsider.sub, `${key} ${outsider.sub}`)) await tryOnce(`outsider ${outsider.sub}`, { user: outsider, endpoint, input: { ...input, idempotencyKey: `${key}/outsider` } });
    }
    for (const { name, ...other } of wrong) {
      const who = other.user ?? user;
      if (fate.befalls('wrong', who.sub, `${key} ${name}`)) await tryOnce(name, { user: who, endpoint, input: { ...(other.input ?? input), idempotencyKey: `${key}/${name}` } });
    }
    if (version !== undefined && endpoint.ifMatch !== 'none' && fate.befalls('stale', user.sub, key)) {
      await tryOnce('the version is outdated', { user, endpoint, input: { ...input, ifMatch: version - 1, idempotencyKey: `${key}/stale` } });
    }
  };

  /** The duty as it is sent: alone, twice, or beside a colleague. */
  const attemptsFor = <E extends AnyEndpoint>({ user, endpoint, input, key }: Duty<E>): readonly Attempt<E>[] => {
    const whole = { user, endpoint, input: { ...input, idempotencyKey: key } };
    if (fate.befalls('double-click', user.sub, key)) return [whole, whole];
    if (fate.befalls('two-windows', user.sub, key)) return [whole, { ...whole, input: { ...input, idempotencyKey: `${key}/window` } }];
    if (fate.befalls('two-colleagues', user.sub, key)) return [whole, { ...whole, user: colleagueOf(user), input: { ...input, idempotencyKey: `${key}/colleague` } }];
    return [whole];
  };

  return {
    tryWrongly,
    perform: async <E extends AnyEndpoint>(duty: Duty<E>) => {
      await before(duty);
      const attempts = attemptsFor(duty);
      const answers = await hand.atOnce(attempts);
      const [whole] = attempts;
      const [first] = answers;
      const answer = answers.find(({ ok }) => ok) ?? first;
      if (answer === undefined || whole === undefined) throw new Error('a duty without an answer');
      if (first?.ok === true && fate.befalls('sends-again', duty.user.sub, duty.key)) {
        const again = await hand.send(whole);
        if (!again.ok) object('repetition-is-answered', `${duty.user.sub} sent ${duty.endpoint.name} again under its key ${duty.key}: ${again.problem.code}`);
        else if (again.ok && !LIVING.has(duty.endpoint.name) && textOf(again.value) !== textOf(first.value)) {
          object('repetition-is-answered', `${duty.endpoint.name} under the key ${duty.key} was answered otherwise the second time`);
        }
      }
      return answer as ClientAnswer<E>;
    },
  };
};

const textOf = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
