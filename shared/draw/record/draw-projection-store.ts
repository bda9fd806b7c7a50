import type { Table } from '../../store/table.ts';
import { project, type Write } from '../../store/write.ts';
import { publicAttempt, type PublicAttempt } from './draw-projection.ts';

const LIST = 'DRAW';

const keyOf = ({ planId, drawNo }: Pick<PublicAttempt, 'planId' | 'drawNo'>) => ({ pk: LIST, sk: `${planId}#${String(drawNo).padStart(4, '0')}` });

/** The write of an attempt's place in the public list. */
export const listPublicly = (publication: Table, shown: PublicAttempt): Write =>
  project(publication, { ...keyOf(shown), ...shown });

/** An attempt's place in the public list. Throws if it has none: every attempt is listed from its freezing on. */
export const readPublicAttempt = async (publication: Table, planId: string, drawNo: number): Promise<PublicAttempt> => {
  const item = await publication.get(keyOf({ planId, drawNo }));
  if (item === undefined) throw new Error(`${planId}#${drawNo} is not in the public list`);
  return publicAttempt.parse(item);
};

/** Every attempt ever published, void ones too, by plan id and number. */
export const listPublicAttempts = async (publication: Table): Promise<readonly PublicAttempt[]> =>
  (await publication.all({ pk: LIST })).map((item) => publicAttempt.parse(item));
