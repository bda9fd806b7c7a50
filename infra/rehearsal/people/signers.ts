import type { Ed25519 } from '../../../shared/kernel/hash.ts';
import type { Signer } from '../../../shared/lottery/ceremony/participant.ts';
import { bytes32 } from '../chance.ts';
import { DEPARTMENTS } from '../city/departments.ts';
import { OFFICES, operatorOf, type User } from '../city/people.ts';
import type { PlannedInspection } from '../city/plan.ts';

/** One who takes part in a ceremony: who signs in, and with which key is signed. */
export interface Party {
  readonly user: User;
  readonly signer: Signer;
  readonly role: 'lead' | 'office' | 'witness';
  readonly name: string;
}

/** The three parties to the draw of `planned`: lead department, conference office, notary (GY-12). */
export const partiesTo = ({ lead }: Pick<PlannedInspection, 'lead'>, seed: string): readonly Party[] => [
  party(seed, 'lead', `dept-${lead}`, operatorOf(lead), DEPARTMENTS[lead].name),
  party(seed, 'office', 'conference-office', OFFICES.conference, DEPARTMENTS['90'].name),
  party(seed, 'witness', 'notary', OFFICES.notary, '市公证处'),
];

const party = (seed: string, role: Party['role'], id: string, user: User, name: string): Party => ({
  role, user, name,
  signer: { id, privateKey: bytes32(seed, 'signing-key', id) },
});

/** The parties as the scheme names them. */
export const asParticipants = (parties: readonly Party[], crypto: Ed25519) =>
  parties.map(({ role, name, signer: { id, privateKey } }) => ({ id, role, name, key: crypto.publicKey(privateKey) }));
