import type { Signer } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { OFFICES, operatorOf, type User } from '../../rehearsal/city/people.ts';

/** One who takes part in a ceremony: who signs in, and with which key is signed. */
export interface Party {
  readonly user: User;
  readonly signer: Signer;
  readonly role: 'lead' | 'office' | 'witness';
  readonly name: string;
}

const known = new Map<string, readonly Party[]>();

/** The three parties to the draws that `lead` leads: the department, the conference office, the notary (GY-12). */
export const partiesTo = (lead: string): readonly Party[] => {
  const parties = known.get(lead) ?? [
    party('lead', `dept-${lead}`, operatorOf(lead)),
    party('office', 'conference-office', OFFICES.conference),
    party('witness', 'notary', OFFICES.notary),
  ];
  known.set(lead, parties);
  return parties;
};

const party = (role: Party['role'], id: string, user: User): Party => ({ role, user, name: String(user.claims['name']), signer: { id, privateKey: bytes32('signing-key', id) } });

const keys = new Map<string, string>();

/** The party as a scheme names it. */
export const asParticipant = ({ role, name, signer: { id, privateKey } }: Party) => {
  const key = keys.get(id) ?? nodeCrypto.publicKey(privateKey);
  keys.set(id, key);
  return { id, role, name, key };
};
