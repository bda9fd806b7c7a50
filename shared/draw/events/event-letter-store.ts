import type { Instant } from '../../kernel/instant.ts';
import type { Participant } from '../../plan/scheme.ts';
import type { StoredItem } from '../../store/item.ts';
import type { Table } from '../../store/table.ts';
import { create, project, type Write } from '../../store/write.ts';
import type { EventCeremony, EventRecord } from './draw-event.ts';
import { failureOf, isFailing } from './event-failure.ts';

/** Whose batch it is: its lead department holds the key of the side `lead`. */
interface Whose {
  readonly batchId: string;
  readonly leadDepartment: string;
}

interface Letter {
  readonly id: string;
  readonly wait: 'commitments' | 'reveals' | 'void-signatures' | 'void-approval';
  readonly due: Instant | null;
  readonly at: Instant;
  readonly kind: 'task' | 'escalation';
  readonly zh: string;
  readonly en: string;
}

// A participant is a key; the side that holds it has the inbox.
const inboxOf = ({ id, role }: Participant, { leadDepartment }: Whose): string =>
  role === 'lead' ? `department/${leadDepartment}` : role === 'office' ? 'role/conference' : role === 'witness' ? 'role/witness' : `participant/${id}`;

/** A letter in the form every inbox holds. */
const itemOf = ({ batchId }: Whose, addressee: string, letter: Letter): StoredItem =>
  ({ pk: `INBOX#${addressee}`, sk: `${letter.at}#${letter.id}`, shape: 1, addressee, subject: `batch/${batchId}`, clause: 'BY-3', ...letter });

const toAll = (lifecycle: Table, whose: Whose, participants: readonly Participant[], letter: Letter): Write[] =>
  [...new Set(participants.map((one) => inboxOf(one, whose)))].map((addressee) => project(lifecycle, itemOf(whose, addressee, letter)));

/** The letters that invite to the ceremonies that these lines open (BY-3). */
export const invitations = (lifecycle: Table, whose: Whose, lines: readonly EventRecord[], at: Instant): Write[] =>
  lines.flatMap(({ seq, ceremony }) =>
    ceremony === undefined
      ? []
      : toAll(lifecycle, whose, ceremony.participants, {
          id: `${whose.batchId}/event-${seq}/commit`, wait: 'commitments', due: ceremony.commitBy, at, kind: 'task',
          zh: `${whose.batchId} 第 ${seq} 号事件需补抽：请于 ${ceremony.commitBy} 前提交承诺，并于 ${ceremony.revealBy} 前公开随机数。`,
          en: `Event ${seq} of ${whose.batchId} calls for a ceremony: commit by ${ceremony.commitBy}, reveal by ${ceremony.revealBy}.`,
        }),
  );

/** The letters that ask those who did not fail to sign the line of a ceremony declared failed (BY-2). */
export const requestsToSign = (lifecycle: Table, whose: Whose, { seq, ceremony }: EventRecord, events: readonly EventRecord[], at: Instant): Write[] => {
  if (ceremony === undefined || !isFailing(ceremony)) return [];
  const { missing } = failureOf(ceremony, events);
  return toAll(lifecycle, whose, ceremony.participants.filter(({ id }) => missing.includes(id)), {
    id: `${whose.batchId}/event-${seq}/sign`, wait: 'void-signatures', due: null, at, kind: 'task',
    zh: `${whose.batchId} 第 ${seq} 号事件的补抽未成，请核对后签署记录，随后重新摇号。`,
    en: `The ceremony of event ${seq} of ${whose.batchId} failed: check its line and sign it, then it is held again.`,
  });
};

/**
 * The letters that tell the conference office, and those who are late, that a ceremony after a loss can only go on once it is declared failed. Dated by the deadline, and
 * written only where none lies, so that each lies there once.
 */
export const overdueLetters = (lifecycle: Table, whose: Whose, seq: number, { participants }: EventCeremony, late: { readonly ids: readonly string[]; readonly by: Instant }): Write[] => {
  const letter: Letter = {
    id: `${whose.batchId}/event-${seq}/overdue`, wait: 'void-approval', due: late.by, at: late.by, kind: 'escalation',
    zh: `${whose.batchId} 第 ${seq} 号事件的补抽已逾期（期限 ${late.by}），未到：${late.ids.join('、')}。请联席会议办公室认定未成，由其余各方签署后重新摇号。`,
    en: `The ceremony of event ${seq} of ${whose.batchId} is overdue (due ${late.by}); missing: ${late.ids.join(', ')}. The conference office declares it failed, the others sign, and it is held again.`,
  };
  const addressees = new Set(['role/conference', ...participants.filter(({ id }) => late.ids.includes(id)).map((one) => inboxOf(one, whose))]);
  return [...addressees].map((addressee) => create(lifecycle, itemOf(whose, addressee, letter)));
};

/** Where the conference office's letter on an overdue ceremony lies. */
export const overdueLetterKey = (batchId: string, seq: number, by: Instant) => ({ pk: 'INBOX#role/conference', sk: `${by}#${batchId}/event-${seq}/overdue` });
