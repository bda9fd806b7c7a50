import type { Person } from '../../identity/actor.ts';
import { permits } from '../../identity/permission.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Participant } from '../../plan/scheme.ts';

/**
 * Who may hand in a participant's message: the lead department's operator, the conference office, a witness (GY-12).
 * It keeps accidents out; what decides is the signature, which nobody else can make.
 */
export const checkSide = (
  person: Person,
  participants: readonly Participant[],
  id: string,
  leadDepartment: string,
): Result<Participant, Refusal<'participant-unknown' | 'not-participant-side'>> => {
  const participant = participants.find((one) => one.id === id);
  if (participant === undefined) return refuse('participant-unknown', { pointer: '/id', facts: { id } });
  return isOwnSide(person, participant, leadDepartment) ? ok(participant) : refuse('not-participant-side', { facts: { id } });
};

const isOwnSide = (person: Person, { role }: Participant, leadDepartment: string): boolean => {
  switch (role) {
    case 'lead':
      return person.roles.includes('operator') && person.department === leadDepartment;
    case 'office':
      return person.roles.includes('conference');
    case 'witness':
      return person.roles.includes('witness');
    default:
      return permits(person, 'ceremony.take-part', leadDepartment);
  }
};
