import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex, u24, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { commitmentOf, openHash, revealsHash, seedOf } from '../../../shared/lottery/ceremony/ceremony.ts';
import { applyEvent } from '../../../shared/lottery/events/apply-event.ts';
import { checkQuota } from '../../../shared/lottery/manifest/check-quota.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { eventOutcome } from '../../../shared/lottery/events/event-outcome.ts';
import { eventContext, eventHash } from '../../../shared/lottery/events/events.ts';
import { exclusionLine } from '../../../shared/lottery/directory/excluded.ts';
import { inclusionPath } from '../../../shared/lottery/directory/inclusion.ts';
import { openLedger } from '../../../shared/lottery/events/ledger.ts';
import { MANIFEST_MEMBERS } from '../../../shared/lottery/manifest/manifest-shape.ts';
import { manifestHash } from '../../../shared/lottery/manifest/manifest.ts';
import { matchInspectors } from '../../../shared/lottery/seats/match-inspectors.ts';
import { leafHash, rootOfLeaves, rootOfLines } from '../../../shared/lottery/directory/merkle.ts';
import { officerLine } from '../../../shared/lottery/directory/officers.ts';
import { recusalLines } from '../../../shared/lottery/directory/recusals.ts';
import { assignSeed, itemSeed, orderSeed, replaceSeed } from '../../../shared/lottery/targets/seeds.ts';
import { seatProblem } from '../../../shared/lottery/seats/seat-problem.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { ticketOf } from '../../../shared/lottery/targets/tickets.ts';
import { TRANSCRIPT_MEMBERS } from '../../../shared/lottery/transcript/transcript-shape.ts';
import { transcriptHash } from '../../../shared/lottery/transcript/transcript.ts';
import type { Replaced } from '../../../shared/lottery/types.ts';
import { EXAMPLE, example, must, sha256 } from './example.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const english = read('shared/lottery/draw.md');
const chinese = read('shared/lottery/draw.zh-CN.md');
const PAGES = [['draw.md', english], ['draw.zh-CN.md', chinese]] as const;

/** The last table of a page: the name of a value, and the value as quoted. */
const quotedIn = (page: string): Readonly<Record<string, string>> => {
  const table = page.slice(page.lastIndexOf('\n## '));
  return Object.fromEntries([...table.matchAll(/^\| `([^`]+)` \|.*\| `([^`]+)` \|$/gm)].map(([, name = '', value = '']) => [name, value]));
};

const blocksOf = (page: string, language: string): readonly string[] => [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, name]) => name === language).map(([, , body = '']) => body);

/** Every value of the worked example, from the example's files. */
const recomputed = (): Readonly<Record<string, string>> => {
  const { manifest, transcript, shards, excluded, officers, recusals, secret, events } = example();
  const { itemId } = manifest.item;
  const rows = shards.flatMap((shard) => new TextDecoder().decode(shard).match(/.{63}\n/gs) ?? []);
  const leaves = rows.map((row) => leafHash(sha256, utf8(row)));
  const path = inclusionPath(sha256, leaves, 698);
  const quota = must(checkQuota(manifest.item));
  const M0 = manifestHash(sha256, manifest);
  const commitments = transcript.reveals.map(({ id, value }, i) => ({ id, value: commitmentOf(sha256, M0, id, value), sig: transcript.commitments[i]?.sig ?? '' }));
  const M1 = openHash(sha256, M0, commitments);
  const M2 = revealsHash(sha256, M1, transcript.reveals);
  const seed = seedOf(sha256, M2);
  const S_item = itemSeed(sha256, seed, itemId);
  const targets = drawTargets(sha256, { item: manifest.item, seed, shards, excluded });
  const drawn = drawnTargets(shards, targets.drawn);
  const matches = matchInspectors(sha256, { manifest, seed, secret, targets: drawn, officers, recusals });
  const assignments = matches.map(({ assignment }) => assignment);
  const [first] = assignments.flatMap((part) => ('tasks' in part ? [part] : []));
  const task = first?.tasks[0] ?? { taskId: '', officers: [] };
  const [department = { code: '', seats: 0 }] = manifest.departments;
  const problem = seatProblem({ department, officers, recusals, visit: manifest.visit }, drawn);
  const pool = problem.tasks.find(({ taskId }) => taskId === task.taskId)?.pool.members ?? [];
  const S_ord = orderSeed(sha256, seed, itemId, '01');
  const S_asg = assignSeed(sha256, seed, itemId, '01', secret);

  let ledger = openLedger(manifest, { ...transcript, assignments });
  for (const event of events.slice(0, 3)) ledger = must(applyEvent(sha256, manifest, ledger, event));
  const [lost, second, , fourth] = events as unknown as readonly [Parameters<typeof eventContext>[1], Replaced, unknown, Replaced];
  const pending = ledger.pending.get(fourth.M0);
  if (pending?.kind !== 'officer') throw new Error('line 3 loses an officer');
  const regionOf = (id: string): string => drawnTargets(shards, [id])[0]?.region ?? '';
  const outcome = eventOutcome(sha256, { manifest, officers, recusals, secret, regionOf }, ledger, pending, fourth.seed);

  return {
    row: (rows[698] ?? '').trimEnd(),
    leaf: toHex(leaves[698] ?? new Uint8Array()),
    'path-first': path[0] ?? '',
    'path-last': path.length === 11 ? (path[10] ?? '') : 'not eleven',
    root: rootOfLeaves(sha256, leaves),
    'excluded-root': rootOfLines(sha256, excluded.map(exclusionLine)),
    'officers-root': rootOfLines(sha256, officers.map(officerLine)),
    'recusal-root': rootOfLines(sha256, recusalLines(recusals)),
    quota: `${quota.cap}, ${quota.floor}; ${quota.k.join(', ')}`,
    M0,
    C: commitments.find(({ id }) => id === 'notary')?.value ?? '',
    M1,
    M2,
    seed,
    S_item,
    ticket: ticketOf(sha256, S_item, (rows[698] ?? '').slice(0, 18)),
    tau: targets.strata[0]?.tau ?? '',
    resultDigest: targets.resultDigest,
    S_ord,
    'order-key': sha256.hex(concat(fromHex(S_ord), utf8(task.taskId))),
    S_asg,
    'block-0': sha256.hex(concat(fromHex(S_asg), utf8(task.taskId), u24(0))),
    pool: pool.map((place) => problem.officers[place]?.id).join(' '),
    seats: task.officers.join(' '),
    Bstar: assignments.map((part) => ('Bstar' in part ? part.Bstar : 'none')).join(', '),
    seatsDigest: first?.seatsDigest ?? '',
    transcript: transcriptHash(sha256, { ...transcript, commitments, M0, M1, M2, seed, ...targets, assignments }),
    'event-1': eventHash(sha256, lost),
    "M0'": eventContext(sha256, lost),
    "seed'": seedOf(sha256, second.M2),
    S_rep: replaceSeed(sha256, fourth.seed, pending.taskId, secret),
    substitute: outcome.tasks[0]?.officers[pending.place] ?? '',
  };
};

describe.each(PAGES)('the page on the draw, %s', (_, page) => {
  test('[BY-1] quotes the values that the code computes from the example, every one', () => {
    expect(quotedIn(page)).toEqual(recomputed());
  });

  test('[BY-1] quotes no hash that is not one of the example', () => {
    const known = new Set([...Object.values(recomputed()).flatMap((value) => value.split(/[^0-9a-f]+/)), ...example().transcript.reveals.map(({ value }) => value)]);
    const quoted = page.match(/\b[0-9a-f]{64}\b/g) ?? [];
    expect(quoted.length).toBeGreaterThan(30);
    expect(quoted.filter((hash) => !known.has(hash))).toEqual([]);
  });

  // The commands are for bash, which Windows does not have of itself.
  test.skipIf(process.platform === 'win32')('[BY-1] gives commands that print what it says they print', () => {
    const lines = blocksOf(page, 'sh').join('').split('\n');
    const promised = lines.flatMap((line) => (line.startsWith('# → ') ? [line.slice(4)] : []));
    expect(promised.length).toBeGreaterThan(10);
    const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
    const printed = execFileSync('bash', ['-c', lines.join('\n')], { cwd: fileURLToPath(EXAMPLE), env, encoding: 'utf8' });
    expect(printed.trimEnd().split('\n')).toEqual(promised);
  });

  test('names every member of manifest and transcript, every tag, every kind of event, every reason of a rejection', () => {
    const source = (file: string): string => read(`shared/lottery/${file}`);
    const tags = [...source('encoding/tagged-hash.ts').matchAll(/^ {2}\| '([a-z-]+\/1)'/gm)].map(([, tag]) => `"${tag}\\0"`);
    const kinds = [...source('event-types.ts').matchAll(/EventLine<\s*'([a-z-]+)'/g)].map(([, kind]) => `\`${kind}\``);
    const reasons = /RejectionReason = (.*);/.exec(source('transcript-types.ts'))?.[1]?.match(/[a-z-]+/g) ?? [];
    expect([tags.length, new Set(kinds).size, reasons.length]).toEqual([17, 5, 4]);
    const members = [...Object.keys(MANIFEST_MEMBERS), ...Object.keys(TRANSCRIPT_MEMBERS)].map((name) => `\`${name}\``);
    const deep = ['rowBytes', 'asOf', 'blinded', 'secretCommit', 'onMissingReveal', 'commitBy', 'revealBy', 'capUsed', 'inspectedBefore', 'tagsNone', 'lastVisited', 'discarded', 'approvedBy', 'infeasible', 'usable', 'evidence', 'transcriptHash', 'openOn'];
    expect([...tags, ...kinds, ...reasons, ...members, ...deep].filter((word) => !page.includes(word))).toEqual([]);
  });

  test('leads nowhere that does not exist', () => {
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);
    expect(links.length).toBeGreaterThan(6);
    const slugs = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => `#${title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')}`));
    expect(links.filter((to) => (to.startsWith('#') ? !slugs.has(to) : !existsSync(new URL(to, new URL('shared/lottery/', ROOT)))))).toEqual([]);
  });
});

test('the Chinese page says all that the English one says: the same headings, tables, commands and names', () => {
  const shape = (page: string): object => ({
    headings: [...page.matchAll(/^(#+) /gm)].map(([, level]) => level),
    fences: [...page.matchAll(/^```(\w+)$/gm)].map(([, language]) => language),
    tables: page.split(/\n\n/).filter((part) => part.startsWith('| ')).map((table) => table.split('\n').length),
    commands: blocksOf(page, 'sh').map((block) => block.replace(/ +# .*$/gm, '')),
    items: [...page.matchAll(/^- /gm)].length,
  });
  expect(shape(chinese)).toEqual(shape(english));
  const namesIn = (page: string): Set<string> => new Set([...page.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name).filter((name) => /^[\x20-\x7e]+$/.test(name)));
  const own = (page: string, other: string): string[] => [...namesIn(page)].filter((name) => !namesIn(other).has(name));
  // What is written out in words inside a formula differs by language.
  expect(own(english, chinese).filter((name) => !/\b(hash|record|line|drawn|left|row|folder|part)\b/.test(name))).toEqual([]);
  expect(own(chinese, english)).toEqual([]);
});
