import { instant } from '../../../shared/kernel/instant.ts';
import { checkpointHash, checkpointText, readCheckpoint, type Checkpoint } from '../../../shared/audit/checkpoint/checkpoint.ts';
import { leavesText, readLeaves, rootOf } from '../../../shared/audit/checkpoint/leaves.ts';
import type { AuditMaterial } from '../../../shared/audit/verifier/material.ts';
import { STREAMS } from './exported-trail.ts';
import { flipped, one, type Mutation, type Whole } from './mutation.ts';

/** A checkpoint changed, and if `chained` every later one linked to it anew. */
const withCheckpoint = (whole: Whole, at: number, change: (checkpoint: Checkpoint) => Checkpoint, chained: boolean): Whole => {
  const checkpoints: { date: string; text: string }[] = [];
  for (const [n, { date, text }] of whole.checkpoints.entries()) {
    const own = readCheckpoint(text) as Checkpoint;
    const before = checkpoints.at(-1);
    const linked = chained && n > at && own.previous !== null && before !== undefined ? { ...own, previous: { ...own.previous, hash: checkpointHash(before.text) } } : own;
    checkpoints.push({ date, text: n === at ? checkpointText(change(own)) : n < at || !chained ? text : checkpointText(linked) });
  }
  const last = checkpoints.at(-1);
  const isIndexed = whole.index !== undefined && last !== undefined && chained;
  return { ...whole, checkpoints, ...(isIndexed ? { index: { ...whole.index, checkpoint: { date: last.date, hash: checkpointHash(last.text) } } } : {}) };
};
const dateAt = (whole: AuditMaterial, at: number): string => whole.checkpoints[at]?.date ?? '';

/** Every way in which somebody might tamper with the checkpoints, their lists and the index, each with what must be named. */
export const CHECKPOINT_MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a character of a checkpoint is changed': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    return { checkpoint: dateAt(whole, at), material: { ...whole, checkpoints: whole.checkpoints.map((each, n) => (n === at ? { ...each, text: flipped(each.text, pick) } : each)) } };
  },
  'a checkpoint gets another root, and all later ones are linked to it anew': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    return { checkpoint: dateAt(whole, at), material: withCheckpoint(whole, at, (own) => ({ ...own, root: rootOf([own.root]) }), true) };
  },
  'a checkpoint loses a leaf, its list and root fit, and all later ones are linked to it anew': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    const { root } = readCheckpoint(whole.checkpoints[at]?.text ?? '') as Checkpoint;
    const all = readLeaves(whole.lists.get(root) ?? '') ?? [];
    const leaves = all.toSpliced(pick(all.length), 1, rootOf([root, String(pick(10)).repeat(64)])).sort();
    const lists = new Map([...whole.lists, [rootOf(leaves), leavesText(leaves)] as const]);
    return { checkpoint: dateAt(whole, at), material: withCheckpoint({ ...whole, lists }, at, (own) => ({ ...own, root: rootOf(leaves), size: leaves.length }), true) };
  },
  'a checkpoint gets another hour, and all later ones are linked to it anew; somebody kept it': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    const { date = '', text = '' } = whole.checkpoints[at] ?? {};
    return { checkpoint: date, kept: [{ date, hash: checkpointHash(text) }], material: withCheckpoint(whole, at, (own) => ({ ...own, at: instant(`${date}T0${pick(3)}:${10 + pick(50)}:${10 + pick(50)}+08:00`) }), true) };
  },
  'a checkpoint is left out': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    return { checkpoint: dateAt(whole, at === whole.checkpoints.length - 1 ? at : at + 1), material: { ...whole, checkpoints: whole.checkpoints.toSpliced(at, 1) } };
  },
  'a character of a list is changed': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    const { root } = readCheckpoint(whole.checkpoints[at]?.text ?? '') as Checkpoint;
    return { checkpoint: dateAt(whole, at), material: { ...whole, lists: new Map([...whole.lists].map(([name, text]) => [name, name === root ? flipped(text, pick) : text])) } };
  },
  'a list is left out': (whole, pick) => {
    const at = pick(whole.checkpoints.length);
    const { root } = readCheckpoint(whole.checkpoints[at]?.text ?? '') as Checkpoint;
    return { checkpoint: dateAt(whole, at), material: { ...whole, lists: new Map([...whole.lists].filter(([name]) => name !== root)) } };
  },
  'the index names another end': (whole, pick) => {
    const stream = one(STREAMS, pick);
    const { index } = whole;
    if (index === undefined) throw new Error('no index');
    const streams = index.streams.map((named) => (named.stream === stream ? one([{ ...named, seq: named.seq + 1 }, { ...named, hash: rootOf([named.hash]) }, { ...named, proof: { ...named.proof, index: named.proof.index + 1 } }, { ...named, proof: { ...named.proof, path: named.proof.path.slice(1) } }], pick) : named));
    return { stream, material: { ...whole, index: { ...index, streams } } };
  },
};
