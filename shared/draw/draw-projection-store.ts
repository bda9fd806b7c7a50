import type { Table } from '../store/table.ts';
import { project, type Write } from '../store/write.ts';
import { publicAttempt, type PublicAttempt } from './draw-projection.ts';

const LIST = 'DRAW';

/** The write of an attempt's place in the public list. */
export const listPublicly = (publication: Table, shown: PublicAttempt): Write =>
  project(publication, { pk: LIST, sk: `${shown.planId}#${String(shown.drawNo).padStart(4, '0')}`, ...shown });

/** Every attempt ever published, void ones too, by plan id and number. */
export const listPublicAttempts = async (publication: Table): Promise<readonly PublicAttempt[]> =>
  (await publication.all({ pk: LIST })).map((item) => publicAttempt.parse(item));
