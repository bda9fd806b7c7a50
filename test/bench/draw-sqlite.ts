import { DatabaseSync } from 'node:sqlite';
import { timed } from './clock.ts';

// The probe: what a database does that is asked for a random few, or, without a number, for all in random order. node draw-sqlite.ts <rows> [<drawn>]
const [rows = '0', drawn] = process.argv.slice(2);
const database = new DatabaseSync(':memory:');
database.exec(`
  CREATE TABLE firm (id TEXT, region TEXT, industry TEXT, stratum TEXT, last_inspected TEXT, tags TEXT, status TEXT);
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${Number(rows)})
  INSERT INTO firm SELECT printf('91310115MA%08d', i), '310115', 'F5211', substr('ABCD', 1 + i % 4, 1), '00000000', '0000000000000004',
    CASE i % 16 WHEN 0 THEN '003' ELSE '001' END FROM n;
`);
const ASKED = "SELECT id FROM firm WHERE status = '001' ORDER BY random()";
const countOf = (ids: Iterable<unknown>): number => {
  let count = 0;
  for (const _ of ids) count += 1;
  return count;
};
const { seconds, processor, result } = await timed(() =>
  countOf(drawn === undefined ? database.prepare(ASKED).iterate() : database.prepare(`${ASKED} LIMIT ?`).all(Number(drawn))));
if (result < Number(drawn ?? 1)) throw new Error(`${result} rows drawn`);
console.log(JSON.stringify({ measured: { seconds, processor }, peakMiB: process.resourceUsage().maxRSS / 1024 }));
