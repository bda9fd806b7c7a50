import { certificateShape, filledTask, signedBy, signedValue, taskId } from './transcript.ts';
import { fields, hash32, listOf, matching, moment, oneOf, targetId, text, whole, type Shape, type Shaped } from './shapes.ts';
import { failed, received } from './void.ts';

const head = { seq: whole(1), prev: hash32, at: moment };
const stratum = matching(/^[A-Z]$/);

const shapes = {
  'lost-target': fields({ ...head, kind: oneOf('lost-target'), stratum, target: targetId, reason: text }),
  'lost-officer': fields({ ...head, kind: oneOf('lost-officer'), taskId, officer: text, reason: text, evidence: text }),
  replaced: fields({
    ...head,
    kind: oneOf('replaced'),
    M0: hash32,
    commitments: listOf(signedValue),
    M1: hash32,
    reveals: listOf(signedValue),
    M2: hash32,
    seed: hash32,
    tasks: listOf(filledTask),
  }),
  failed: fields({ ...head, kind: oneOf('failed'), M0: hash32, failed, received, sigs: listOf(signedBy) }),
  unfilled: fields({ ...head, kind: oneOf('unfilled') }, { taskId, stratum, certificate: certificateShape }),
};

export type EventOf<K extends keyof typeof shapes> = Shaped<(typeof shapes)[K]>;
export type DrawEvent = { [K in keyof typeof shapes]: EventOf<K> }[keyof typeof shapes];

/** One line of events.txt by its kind. */
export const eventShape: Shape<DrawEvent> = (value, at) => {
  const kind = value !== null && typeof value === 'object' && 'kind' in value ? value.kind : undefined;
  const shape = Object.entries(shapes).find(([name]) => name === kind)?.[1];
  if (shape === undefined) throw new Error(`${at}: ${String(kind)} is no kind of event`);
  return shape(value, at);
};
