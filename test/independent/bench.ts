import { linesOf, parseCanonical } from './canonical.ts';
import { rootOfLines } from './merkle.ts';
import { isAscending } from './order.ts';
import { tag, unhex, type Hash } from './hashing.ts';
import { day, fields, listOf, matching, text, whole, type Shaped } from './shapes.ts';
import type { Manifest } from './manifest.ts';
import type { Folder } from './published.ts';
import type { Findings } from './report.ts';

const officerShape = fields({
  id: text,
  department: text,
  regions: listOf(matching(/^[0-9]{0,6}$/)),
  specialties: listOf(text),
  validFrom: day,
  validTo: day,
  cap: whole(0),
  lastVisited: listOf(text),
});
type Officer = Shaped<typeof officerShape>;

/** The officers of a draw and what is known of who may visit whom. */
export interface Bench {
  readonly officer: (id: string) => Officer | undefined;
  /** The pool of a task; throws if the region of its target is unknown. */
  readonly pool: (task: string) => readonly string[];
  /** Eligible as far as is known: recusals count only if they are at hand. */
  readonly isEligible: (task: string, officer: string) => boolean;
  /** The secret, if both it and the recusals are at hand: only then does every seat follow. */
  readonly secret: Buffer | undefined;
}

/** Checks officers.txt and the witnesses' files beside it; undefined if the officers are not there. */
export function checkBench(found: Findings, H: Hash, manifest: Manifest, folder: Folder, witness: Folder, regionOf: ((target: string) => string | undefined) | undefined): Bench | undefined {
  const bytes = folder('officers.txt');
  if (bytes === undefined) {
    found.unchecked(4, 'officers.txt');
    return undefined;
  }
  const lines = linesOf(bytes, 'officers.txt');
  const officers = lines.map((line, index) => officerShape(parseCanonical(Buffer.from(line.slice(0, -1)), `line ${index + 1} of officers.txt`), `officer ${index + 1}`));
  found.hold(4, isAscending(officers.map(({ id }) => id)), 'officers are not sorted by id');
  found.hold(4, lines.length === manifest.officers.count, `officers.txt has ${lines.length} lines, not ${manifest.officers.count}`);
  found.hold(4, rootOfLines(H, lines).toString('hex') === manifest.officers.root, 'officers.txt does not lead to its root');
  const recusals = found.attempt(4, () => readRecusals(found, H, manifest, witness));
  const secret = found.attempt(4, () => readSecret(found, H, manifest, witness));
  if (regionOf === undefined) {
    found.unchecked(4, 'pools and seats, for want of the rows');
    return undefined;
  }
  const known = new Map(officers.map((officer) => [officer.id, officer]));
  const visited = new Map(officers.map(({ id, lastVisited }) => [id, new Set(lastVisited)]));
  return {
    officer: (id) => known.get(id),
    pool: (task) => poolOf(manifest, officers, task, regionOf(task.slice(0, 18))),
    isEligible: (task, id) => {
      const target = task.slice(0, 18);
      const officer = known.get(id);
      return officer !== undefined && isValid(manifest, officer) && !visited.get(id)?.has(target) && !(recusals?.has(`${id},${target}`) ?? false);
    },
    secret: recusals && secret,
  };
}

function poolOf({ departments }: Manifest, officers: readonly Officer[], task: string, region: string | undefined): string[] {
  if (region === undefined) throw new Error(`the region of ${task.slice(0, 18)} is unknown`);
  const department = departments.find(({ code }) => code === task.slice(18));
  const isOf = (officer: Officer) =>
    officer.department === department?.code &&
    officer.regions.some((prefix) => region.startsWith(prefix)) &&
    (department.specialty === undefined || officer.specialties.includes(department.specialty));
  return officers.filter(isOf).map(({ id }) => id);
}

const isValid = ({ visit }: Manifest, { validFrom, validTo }: Officer) => validFrom <= visit.from && visit.to <= validTo;

function readRecusals(found: Findings, H: Hash, { officers }: Manifest, witness: Folder): ReadonlySet<string> | undefined {
  const bytes = witness('recusals.txt') ?? (officers.recusalCount === 0 ? Buffer.alloc(0) : undefined);
  if (bytes === undefined) {
    found.unchecked(4, 'witness/recusals.txt');
    return undefined;
  }
  const lines = linesOf(bytes, 'recusals.txt');
  found.hold(4, lines.every((line) => /^[^,\n]+,[0-9A-HJ-NPQRTUWXY]{18},[0-9a-f]{32}\n$/.test(line)), 'recusals.txt has a line that is none');
  found.hold(4, isAscending(lines), 'recusals are not strictly ascending');
  found.hold(4, lines.length === officers.recusalCount, `there are ${lines.length} recusals, not ${officers.recusalCount}`);
  found.hold(4, rootOfLines(H, lines).toString('hex') === officers.recusalRoot, 'recusals.txt does not lead to its root');
  return new Set(lines.map((line) => line.split(',').slice(0, 2).join(',')));
}

function readSecret(found: Findings, H: Hash, { officers }: Manifest, witness: Folder): Buffer | undefined {
  if (officers.secretCommit === undefined) return Buffer.alloc(0);
  const bytes = witness('secret.txt');
  if (bytes === undefined) {
    found.unchecked(4, 'witness/secret.txt');
    return undefined;
  }
  const given = Buffer.from(bytes).toString('latin1');
  if (!/^[0-9a-f]{64}\n$/.test(given)) throw new Error('secret.txt is not 64 hex and a newline');
  const secret = unhex(given.trim());
  found.hold(4, H(tag('sj-secret/1'), secret).toString('hex') === officers.secretCommit, 'secret.txt is not what the manifest commits to');
  return secret;
}
