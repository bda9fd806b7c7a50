import { instant } from '../../../shared/kernel/instant.ts';
import { sealEntry, type AuditEntry } from '../../../shared/audit/entry.ts';
import { linesOf, sealed, STREAMS, TRAILS } from './exported-trail.ts';
import { flipped, one, type Mutation, type Pick, type Whole } from './mutation.ts';

const withLines = (whole: Whole, stream: string, lines: readonly string[]): Whole => ({ ...whole, trails: whole.trails.map((trail) => (trail.stream === stream ? { stream, lines } : trail)) });
const lines = (whole: Whole, stream: string): readonly string[] => whole.trails.find((trail) => trail.stream === stream)?.lines ?? [];
const long = STREAMS.filter((stream) => (TRAILS.get(stream)?.length ?? 0) > 2);
const entriesOf = (stream: string): readonly AuditEntry[] => TRAILS.get(stream) ?? [];

/** The index a forger would write: the ends of the trails as they are now; the proofs are left as they were. */
const indexedAnew = (whole: Whole): Whole => ({
  ...whole,
  ...(whole.index === undefined ? {} : { index: { ...whole.index, streams: whole.index.streams.map((named) => {
    const last = lines(whole, named.stream).at(-1);
    if (last === undefined) return named;
    const { seq, hash } = JSON.parse(last) as AuditEntry;
    return { ...named, seq, hash };
  }) } }),
});

/** Rewrites content from entry `from` on and seals everything after it anew, as somebody with all rights on the table would. */
const forged = (stream: string, from: number, change: (entry: AuditEntry) => Partial<AuditEntry>): AuditEntry[] =>
  sealed(entriesOf(stream).map(({ hash: _hash, prev: _prev, ...content }, at) => (at + 1 === from ? { ...content, ...change(content as AuditEntry) } : content)));

const someChange = (pick: Pick) => (entry: AuditEntry): Partial<AuditEntry> =>
  one<Partial<AuditEntry>>([
    { at: instant(entry.at.replace(/T\d\d/, 'T08')) }, { actor: { kind: 'step', execution: 'batch-2026-009', step: `forged-${pick(1000)}` } }, { action: `inspection.forged-${pick(1000)}` },
    { subject: `inspection/${pick(1000)}` }, { after: { stage: 90 + pick(900) } }, { detail: { reason: `补录${pick(1000)}` } }, { profile: { id: 'guangyuan', version: 4 + pick(100) } },
  ], pick);

/** Every way in which somebody might tamper with the entries and the streams, each with what must be named. */
export const TRAIL_MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a character of an entry is changed': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const at = pick(lines(whole, stream).length);
    return { stream, material: withLines(whole, stream, lines(whole, stream).map((line, n) => (n === at ? flipped(line, pick) : line))) };
  },
  'a member of an entry is changed': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const entry = one(entriesOf(stream), pick);
    const other = { ...entry, ...someChange(pick)(entry) };
    return { stream, seq: entry.seq, material: withLines(whole, stream, linesOf(entriesOf(stream).with(entry.seq - 1, other))) };
  },
  'a member of an entry is changed and the entry sealed anew': (whole, pick) => {
    const stream = one(long, pick);
    const entry = one(entriesOf(stream).slice(0, -1), pick);
    const other = sealEntry({ ...entry, ...someChange(pick)(entry) });
    return { stream, seq: entry.seq + 1, material: withLines(whole, stream, linesOf(entriesOf(stream).with(entry.seq - 1, other))) };
  },
  'the number of an entry is changed': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const entry = one(entriesOf(stream), pick);
    const seq = entry.seq + 1 + pick(9);
    return { stream, seq, material: withLines(whole, stream, linesOf(entriesOf(stream).with(entry.seq - 1, pick(2) === 0 ? { ...entry, seq } : sealEntry({ ...entry, seq })))) };
  },
  'an entry is dropped': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const at = pick(lines(whole, stream).length);
    const dropped = withLines(whole, stream, lines(whole, stream).toSpliced(at, 1));
    return { stream, material: pick(2) === 0 ? dropped : indexedAnew(dropped) };
  },
  'an entry stands twice': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const at = pick(lines(whole, stream).length);
    return { stream, seq: at + 1, material: withLines(whole, stream, lines(whole, stream).toSpliced(pick(lines(whole, stream).length + 1), 0, lines(whole, stream)[at] ?? '')) };
  },
  'two entries change places': (whole, pick) => {
    const stream = one(long, pick);
    const all = lines(whole, stream);
    const at = pick(all.length - 1);
    const other = at + 1 + pick(all.length - at - 1);
    return { stream, seq: at + 1, material: withLines(whole, stream, all.with(at, all[other] ?? '').with(other, all[at] ?? '')) };
  },
  'a trail is cut short': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const upTo = pick(lines(whole, stream).length);
    const cut = withLines(whole, stream, lines(whole, stream).slice(0, upTo));
    return { stream, material: pick(2) === 0 ? cut : indexedAnew(cut) };
  },
  'a trail is forked: rewritten from an entry on, and sealed anew to its end': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const from = 1 + pick(entriesOf(stream).length);
    const fork = withLines(whole, stream, linesOf(forged(stream, from, someChange(pick))));
    return { stream, material: pick(2) === 0 ? fork : indexedAnew(fork) };
  },
  'a trail is forked and cut, or goes on': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const from = 1 + pick(entriesOf(stream).length);
    const fork = forged(stream, from, someChange(pick));
    const last = fork.at(-1) as AuditEntry;
    const other = pick(2) === 0 ? fork.slice(0, from) : [...fork, sealEntry({ ...last, seq: last.seq + 1, prev: last.hash })];
    return { stream, material: indexedAnew(withLines(whole, stream, linesOf(other))) };
  },
  'an entry is added at the end': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const last = entriesOf(stream).at(-1) as AuditEntry;
    const more = sealEntry({ ...last, ...someChange(pick)(last), seq: last.seq + 1, prev: last.hash });
    return { stream, seq: more.seq, material: indexedAnew(withLines(whole, stream, [...lines(whole, stream), ...linesOf([more])])) };
  },
  'entries of two streams are exchanged': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const other = one(STREAMS.filter((each) => each !== stream), pick);
    const [a, b] = [pick(lines(whole, stream).length), pick(lines(whole, other).length)];
    const swapped = withLines(withLines(whole, stream, lines(whole, stream).with(a, lines(whole, other)[b] ?? '')), other, lines(whole, other).with(b, lines(whole, stream)[a] ?? ''));
    return { stream, seq: b + 1, material: swapped };
  },
  'a stream is renamed': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const name = `${stream}-${pick(1000)}`;
    const renamed = sealed(entriesOf(stream).map(({ hash: _hash, prev: _prev, ...content }) => ({ ...content, stream: name })));
    const trails = whole.trails.map((trail) => (trail.stream === stream ? { stream: name, lines: linesOf(renamed) } : trail));
    return { stream: name, material: { ...whole, trails } };
  },
  'a stream is taken away': (whole, pick) => {
    const stream = one(STREAMS, pick);
    return { stream, material: { ...whole, trails: whole.trails.filter((trail) => trail.stream !== stream) } };
  },
  'a stream is taken away and so is its name': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const { index, ...rest } = whole;
    if (index === undefined) throw new Error('no index');
    const without = { ...rest, index: { ...index, streams: index.streams.filter((named) => named.stream !== stream) }, trails: whole.trails.filter((trail) => trail.stream !== stream) };
    // Leaves name no stream: that one is missing can be told, and by which checkpoint, but not which.
    return { material: without };
  },
  'a stream is added': (whole, pick) => {
    const from = one(STREAMS, pick);
    const stream = `inspection/batch-2026-002:${pick(1_000_000)}`;
    const added = sealed(entriesOf(from).map(({ hash: _hash, prev: _prev, ...content }) => ({ ...content, stream, subject: stream })));
    return { stream, material: { ...whole, trails: [...whole.trails, { stream, lines: linesOf(added) }] } };
  },
};
