import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { DepartmentSeatRecord, Seat } from '../types.ts';

/**
 * The canonical JSON of a department's part of `witness/seats.json`, written straight down: a year's draw turns down hundreds of thousands
 * of candidates, and each is one small object. Equal to `canonicalJson(record)` for a
 * record that was made here; one that was read must go through that.
 */
export const seatRecordText = (record: DepartmentSeatRecord): string => {
  const known = new Map<string, string>();
  const quoted = (text: string): string => {
    const found = known.get(text) ?? canonicalJson(text);
    known.set(text, found);
    return found;
  };
  const seatText = ({ block, officer, rejected }: Seat): string => {
    let turnedDown = '';
    for (const one of rejected) turnedDown += `${turnedDown === '' ? '' : ','}{"officer":${quoted(one.officer)},"reason":"${one.reason}"}`;
    return `{"block":${block === null ? 'null' : canonicalJson(block)},"officer":${quoted(officer)},"rejected":[${turnedDown}]}`;
  };
  const tasks = record.tasks.map(({ taskId, seats }) => `{"seats":[${seats.map(seatText).join(',')}],"taskId":${canonicalJson(taskId)}}`);
  return `{"department":${canonicalJson(record.department)},"tasks":[${tasks.join(',')}]}`;
};
