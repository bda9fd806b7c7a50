import type { Fault } from '../verify.ts';

/** What is wrong with one entry or the end of a trail, or with what the checkpoints say of it. */
export type StreamFaultKind = Fault['kind'] | 'unreadable' | 'not-attested' | 'attested-twice' | 'went-back' | 'unknown-stream' | 'beyond-checkpoint' | 'proof-broken' | 'stream-missing';

/** What is wrong with a checkpoint or its list of leaves. */
export type CheckpointFaultKind = 'checkpoint-altered' | 'checkpoint-missing' | 'checkpoint-not-named' | 'list-missing' | 'list-altered' | 'streams-vanished' | 'leaf-unknown' | 'not-the-kept' | 'index-altered';

/** One thing that does not hold: in which stream, from which entry on, seen by the checkpoint of which day. */
export interface AuditFault {
  readonly kind: StreamFaultKind | CheckpointFaultKind;
  readonly stream?: string;
  readonly seq?: number;
  readonly checkpoint?: string;
}

const WORDS: Readonly<Record<AuditFault['kind'], string>> = {
  altered: 'its content is not what its hash says',
  missing: 'entries before it are missing, or it stands in another place',
  forked: 'its number comes twice',
  unlinked: 'it does not follow the entry before it',
  foreign: 'it belongs to another stream',
  truncated: 'the trail ends before the end that the export names',
  'beyond-head': 'the trail goes on behind the end that the export names',
  'head-differs': 'the trail ends in another entry than the export names',
  unreadable: 'it is not the canonical JSON of an entry',
  'not-attested': 'what this checkpoint attests of the stream from here on is not in the trail: rewritten, or cut off',
  'attested-twice': 'this checkpoint attests two entries of one stream',
  'went-back': 'this checkpoint attests an earlier entry than the one before it did',
  'unknown-stream': 'no checkpoint attests any entry of this stream: added later, or rewritten from its beginning',
  'beyond-checkpoint': 'the latest checkpoint attests an earlier end: added later',
  'proof-broken': 'the proof of its end does not lead to the root of the checkpoint',
  'stream-missing': 'the index names it, but there is no trail',
  'checkpoint-altered': 'it is not the canonical JSON of a checkpoint of that day',
  'checkpoint-missing': 'the checkpoint before this one is missing',
  'checkpoint-not-named': 'it is not the one whose hash its successor names: one of the two was rewritten',
  'list-missing': 'there is no list of leaves for its root',
  'list-altered': 'its list of leaves does not have its root and size',
  'streams-vanished': 'it attests fewer streams than the checkpoint before it',
  'leaf-unknown': 'it attests an entry that is in no trail here: the entry was rewritten or removed, or a whole stream is missing',
  'not-the-kept': 'it is not the one that was kept',
  'index-altered': 'the index of the export is none, or names another checkpoint than the latest that is here',
};

/** The fault in one line. */
export const faultLine = ({ kind, stream, seq, checkpoint }: AuditFault): string =>
  [
    ...(stream === undefined ? [] : [`stream ${stream}`]),
    ...(seq === undefined ? [] : [`entry ${seq}`]),
    ...(checkpoint === undefined ? [] : [`checkpoint of ${checkpoint}`]),
    `${kind}: ${WORDS[kind]}`,
  ].join(', ');
