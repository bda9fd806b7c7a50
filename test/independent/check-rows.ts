import { linesOf } from './canonical.ts';
import { ticketsOf } from './check-targets.ts';
import { rootOfLines } from './merkle.ts';
import { byBytes, isAscending, isSame } from './order.ts';
import { inFrame, readRow, type Row } from './rows.ts';
import { unhex, type Hash } from './hashing.ts';
import type { Manifest } from './manifest.ts';
import type { Folder } from './published.ts';
import type { Findings } from './report.ts';
import type { Transcript } from './transcript.ts';

/** Reads and checks the published rows, or those of a blinded directory with their salts from the witnesses; undefined if they are not all there. */
export function checkSnapshot(found: Findings, H: Hash, { snapshot, directoryStats }: Manifest, draw: Folder, witness: Folder): readonly Row[] | undefined {
  const folder = snapshot.blinded ? witness : draw;
  const rows: Row[] = [];
  for (const [index, shard] of snapshot.shards.entries()) {
    const name = `rows-${String(index).padStart(4, '0')}.txt`;
    const bytes = folder(name);
    const salts = snapshot.blinded ? folder(name.replace('rows', 'salts')) : undefined;
    if (bytes === undefined || (snapshot.blinded && salts === undefined)) {
      found.unchecked(3, snapshot.blinded ? 'rows of a blinded directory' : name);
      return undefined;
    }
    const lines = linesOf(bytes, name);
    found.hold(3, lines.length === shard.rows, `${name} has ${lines.length} rows, not ${shard.rows}`);
    const leaves = salts === undefined ? lines : salted(lines, linesOf(salts, 'salts'));
    found.hold(3, rootOfLines(H, leaves).toString('hex') === shard.root, `${name} does not lead to its root`);
    rows.push(...lines.map(readRow));
  }
  found.hold(3, isAscending(rows.map(({ id }) => id)), 'rows are not strictly ascending by id');
  const counts = new Map<string, number>();
  for (const { region, stratum } of rows) counts.set(region + stratum, (counts.get(region + stratum) ?? 0) + 1);
  const stats = [...counts].sort(([a], [b]) => byBytes(a, b)).map(([key, count]) => `${key} ${count}`);
  found.hold(3, isSame(stats, directoryStats.map(({ region, stratum, rows: count }) => `${region}${stratum} ${count}`)), 'directoryStats are not those of the rows');
  return rows;
}

function salted(lines: readonly string[], salts: readonly string[]): readonly Uint8Array[] {
  if (salts.length !== lines.length || !salts.every((salt) => /^[0-9a-f]{32}\n$/.test(salt))) throw new Error('not every row has a salt of 16 bytes');
  return lines.map((line, i) => Buffer.concat([unhex((salts[i] ?? '').slice(0, 32)), Buffer.from(line)]));
}

/** Checks the list of excluded firms and gives their ids. */
export function checkExcluded(found: Findings, H: Hash, { item: { excluded } }: Manifest, folder: Folder, rows: readonly Row[] | undefined): ReadonlySet<string> | undefined {
  const bytes = folder('excluded.txt');
  if (bytes === undefined) {
    if (excluded.count > 0) found.unchecked(3, 'excluded.txt');
    else found.hold(3, excluded.root === H('').toString('hex'), 'nothing is excluded, but the root is of something');
    return excluded.count > 0 ? undefined : new Set();
  }
  const lines = linesOf(bytes, 'excluded.txt');
  const ids = lines.map((line) => line.slice(0, 18));
  const known = rows && new Set(rows.map(({ id }) => id));
  found.hold(3, lines.every((line) => /^[0-9A-HJ-NPQRTUWXY]{18},[FSO]\n$/.test(line)), 'excluded.txt has a line that is none');
  found.hold(3, isAscending(ids), 'excluded.txt is not strictly ascending');
  found.hold(3, lines.length === excluded.count, `excluded.txt has ${lines.length} lines, not ${excluded.count}`);
  found.hold(3, rootOfLines(H, lines).toString('hex') === excluded.root, 'excluded.txt does not lead to its root');
  for (const id of ids) found.hold(3, known === undefined || known.has(id), `${id} is excluded, but not in the snapshot`);
  return new Set(ids);
}

/** Checks by the rows who is eligible and, where there is a transcript, who is drawn; gives the rows. */
export function checkRows(found: Findings, H: Hash, manifest: Manifest, folder: Folder, witness: Folder, transcript?: Transcript): readonly Row[] | undefined {
  const { item } = manifest;
  const rows = found.attempt(3, () => checkSnapshot(found, H, manifest, folder, witness));
  const excluded = found.attempt(3, () => checkExcluded(found, H, manifest, folder, rows));
  if (rows === undefined || excluded === undefined) return rows;
  const base = rows.filter((row) => inFrame(item.frame, row, 'inspectedBefore')).length;
  found.hold(3, base === item.capBase, `capBase is ${base}, not ${item.capBase}`);
  const eligible = rows.filter((row) => inFrame(item.frame, row) && !excluded.has(row.id));
  for (const { id, stratum } of eligible) found.hold(3, item.strata.some(({ code }) => code === stratum), `${id} is eligible in stratum ${stratum}, which is not listed`);
  const ticket = transcript && ticketsOf(H, transcript.seed, item.itemId);
  const all: string[] = [];
  for (const [h, { code, eligible: N, k }] of item.strata.entries()) {
    const own = eligible.filter(({ stratum }) => stratum === code);
    found.hold(3, own.length === N, `stratum ${code}: ${own.length} are eligible, not ${N}`);
    if (transcript === undefined || ticket === undefined) continue;
    const ranked = own.map(({ id }) => ({ id, at: ticket(id) + id })).sort((a, b) => byBytes(a.at, b.at)).map(({ id }) => id);
    all.push(...ranked.slice(0, k));
    found.hold(3, isSame(transcript.reserve[h]?.ids ?? [], ranked.slice(k, k + item.reserve)), `stratum ${code}: the reserve is another`);
  }
  found.hold(3, transcript === undefined || isSame(transcript.drawn, all), 'the firms drawn are others');
  return rows;
}
