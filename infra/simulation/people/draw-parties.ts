import { sendCommitment, sendReveal } from '../../../shared/api/batches.ts';
import { addSeconds } from '../../../shared/kernel/instant.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { bytes32, chance } from '../../rehearsal/chance.ts';
import { operatorOf } from '../../rehearsal/city/people.ts';
import { partiesTo, type Party } from './parties.ts';
import type { Mischief } from './mischief.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Batch, DrawView } from './truth.ts';
import { inTheDay } from './when.ts';

type Drawn = NonNullable<DrawView['attempt']>;

/** Minutes after the manifest at which the first, second and third party comes. */
const COMMIT_AFTER = [20, 60, 100] as const;
const REVEAL_AFTER = [150, 190, 230] as const;
/** From this attempt on everybody comes, or the year would never be over. */
const PATIENCE = 3;

/** The parties commit, each at an hour of its own; who does not come in time tries it afterwards (GY-12, BY-1, BY-2). */
export const partiesCommit = (scene: Scene, batchId: string) =>
  awaited(scene, batchId, 'committing', 'does-not-commit', ({ batch, attempt, party }) => {
    const { duties } = scene;
    const { user, signer } = party;
    const params = { batchId };
    const key = `${batchId}/${attempt.drawNo}/commit/${signer.id}`;
    const sign = (who: Party['signer'], r: string) => signCommitment(nodeCrypto, 'SHA-256', attempt.M0, who, r);
    const message = () => sign(signer, secretOf(scene, batchId, attempt, signer.id));
    return {
      late: () => duties.tryWrongly('a commitment after its time (BY-1)', { user, endpoint: sendCommitment, input: { params, body: message(), idempotencyKey: `${key}/late` } }),
      perform: () => duties.perform({
        user, endpoint: sendCommitment, key, input: { params, body: message() },
        outsiders: outsidersTo(scene, batch, party),
        wrong: [
          { name: 'signed by somebody else (BY-1)', input: { params, body: sign({ id: signer.id, privateKey: bytes32('another key') }, bytes32('r')) } },
          { name: 'a party nobody named (GY-12)', input: { params, body: sign({ id: 'nobody', privateKey: signer.privateKey }, bytes32('r')) } },
          { name: 'a reveal before the commitments are closed (BY-1)', input: { params, body: { ...message(), value: 'zz' } } },
        ],
      }),
    };
  });

/** The parties reveal; who does not makes the attempt void (BY-2). */
export const partiesReveal = (scene: Scene, batchId: string) =>
  awaited(scene, batchId, 'revealing', 'does-not-reveal', ({ batch, attempt, party }) => {
    const { duties } = scene;
    const { user, signer } = party;
    const params = { batchId };
    const key = `${batchId}/${attempt.drawNo}/reveal/${signer.id}`;
    const message = () => signReveal(nodeCrypto, attempt.M1 ?? '', signer, secretOf(scene, batchId, attempt, signer.id));
    const other = () => signCommitment(nodeCrypto, 'SHA-256', attempt.M0, signer, bytes32('a second thought', batchId));
    return {
      late: () => duties.tryWrongly('a reveal after its time (BY-1)', { user, endpoint: sendReveal, input: { params, body: message(), idempotencyKey: `${key}/late` } }),
      perform: async () => {
        if (scene.fate.befalls('wrong', user.sub, `${key} commits anew`) && scene.memory.once(`${key} commits anew`)) {
          await duties.tryWrongly('a commitment is exchanged (BY-1)', { user, endpoint: sendCommitment, input: { params, body: other(), idempotencyKey: `${key}/anew` } });
        }
        await duties.perform({
          user, endpoint: sendReveal, key, input: { params, body: message() },
          outsiders: outsidersTo(scene, batch, party),
          wrong: [{ name: 'it does not open the commitment (BY-1)', input: { params, body: signReveal(nodeCrypto, attempt.M1 ?? '', signer, bytes32('another value')) } }],
        });
      },
    };
  });

const outsidersTo = ({ city }: Scene, { entry }: Batch, { role }: Party) =>
  role === 'lead' ? city.departments.filter((code) => code !== entry.leadDepartment).slice(0, 1).map(operatorOf) : [operatorOf(entry.leadDepartment)];

interface Turn {
  readonly batch: Batch;
  readonly attempt: Drawn;
  readonly party: Party;
}

interface Part {
  readonly perform: () => Promise<unknown>;
  /** What one who is late tries in vain. */
  readonly late: () => Promise<void>;
}

const awaited = async (scene: Scene, batchId: string, stage: 'committing' | 'revealing', absence: Mischief, partOf: (turn: Turn) => Part): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([scene.truth.batch(batchId), scene.truth.draw(batchId)]);
  if (attempt?.stage !== stage) return [];
  return inTurn(scene, partiesTo(batch.entry.leadDepartment), stage, batchId, attempt.drawNo).flatMap((party, turn) => {
    if (!attempt.awaited.includes(party.signer.id)) return [];
    const key = `${batchId}/${attempt.drawNo}/${stage}/${party.signer.id}`;
    const { late, perform } = partOf({ batch, attempt, party });
    if (isForgiving(attempt) && scene.fate.befalls(absence, party.user.sub, key)) {
      // By then the collection is closed and nobody awaits it any more.
      const by = stage === 'committing' ? attempt.commitBy : attempt.revealBy;
      if (scene.memory.once(key)) scene.memory.intend({ at: addSeconds(by, 1), key: `${key}/late`, run: late });
      return [];
    }
    const after = stage === 'committing' ? COMMIT_AFTER : REVEAL_AFTER;
    return [{ at: inTheDay(attempt.manifestAt, after[turn] ?? 0), key, run: async () => void (await perform()) }];
  });
};

// With a beacon a void would put the round off to a moment for which nobody has a signature.
const isForgiving = ({ drawNo, beacons }: Drawn): boolean => drawNo < PATIENCE && beacons === undefined;

/** The order in which the parties come: by chance, so that nobody is always last. */
export const inTurn = ({ fate }: Scene, parties: readonly Party[], ...of: readonly (string | number)[]): readonly Party[] =>
  [...parties].sort((a, b) => chance(fate.seed, ...of, a.signer.id) - chance(fate.seed, ...of, b.signer.id));

const secretOf = ({ fate }: Scene, batchId: string, { drawNo }: Drawn, id: string): string => bytes32(fate.seed, 'random-value', batchId, drawNo, id);
