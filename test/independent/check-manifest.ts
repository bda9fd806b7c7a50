import { rootOfNodes } from './merkle.ts';
import { hasNoTwins, isAscending } from './order.ts';
import { quotas } from './quota.ts';
import { unhex, type Hash } from './hashing.ts';
import type { Manifest } from './manifest.ts';
import type { Findings } from './report.ts';

const SHARD = 2 ** 20;
const NONE = '0'.repeat(64);

/** What a manifest must be by itself: sections 1 to 3 and 10. */
export function checkManifest(found: Findings, H: Hash, manifest: Manifest): void {
  checkForm(found, H, manifest);
  checkRules(found, manifest);
  checkQuotas(found, manifest);
}

function checkForm(found: Findings, H: Hash, { snapshot, directoryStats, item, departments, visit, drawNo, prev }: Manifest): void {
  const { shards } = snapshot;
  found.hold(0, (drawNo === 1) === (prev === NONE), 'exactly a first attempt has no predecessor');
  found.hold(0, isAscending(directoryStats.map(({ region, stratum }) => region + stratum)), 'directoryStats are not sorted by region and stratum');
  found.hold(0, hasNoTwins(item.strata.map(({ code }) => code)), 'a stratum comes twice');
  found.hold(0, hasNoTwins(departments.map(({ code }) => code)), 'a department comes twice');
  found.hold(0, visit.from <= visit.to, 'the visits end before they begin');
  found.hold(0, shards.every(({ rows }, index) => (index < shards.length - 1 ? rows === SHARD : rows <= SHARD)), 'shards are not full');
  found.hold(0, shards.reduce((sum, { rows }) => sum + rows, 0) === snapshot.rows, 'the shards have not as many rows as the snapshot');
  found.hold(0, rootOfNodes(H, shards.map(({ root }) => unhex(root))).toString('hex') === snapshot.root, 'the roots of the shards do not fold to the root');
}

function checkRules(found: Findings, { ceremony, snapshot }: Manifest): void {
  const { participants, beacons, onMissingReveal } = ceremony;
  found.hold(1, participants.length >= 3, 'there are fewer than three participants');
  for (const role of ['lead', 'office', 'witness'] as const) found.hold(1, participants.some((each) => each.role === role), `no participant is ${role}`);
  found.hold(1, isAscending(participants.map(({ id }) => id)), 'participants are not sorted by id, or one comes twice');
  found.hold(1, hasNoTwins(participants.map(({ key }) => key)), 'two participants have one key');
  found.hold(1, (beacons.length === 0) === (onMissingReveal === 'void'), `${onMissingReveal} with ${beacons.length} beacons`);
  found.hold(1, snapshot.asOf.from <= snapshot.asOf.to, 'asOf ends before it begins');
  found.hold(1, ceremony.commitBy < ceremony.revealBy, 'reveals end before commitments');
}

function checkQuotas(found: Findings, { item, directoryStats, snapshot, earlier }: Manifest): void {
  found.hold(2, directoryStats.reduce((sum, { rows }) => sum + rows, 0) === snapshot.rows, 'directoryStats do not add up to the rows');
  found.hold(2, item.capBase <= snapshot.rows, 'capBase is more than there are rows');
  found.hold(2, earlier.length > 0 || item.capUsed === 0, 'capUsed counts draws, but none is named');
  for (const { code, eligible } of item.strata) {
    const there = directoryStats.filter(({ stratum }) => stratum === code).reduce((sum, { rows }) => sum + rows, 0);
    found.hold(2, eligible <= there, `stratum ${code} has ${there} rows, ${eligible} eligible`);
  }
  found.attempt(2, () => {
    const k = quotas(item);
    item.strata.forEach((stratum, h) => found.hold(2, k[h] === stratum.k, `stratum ${stratum.code}: the quota is ${k[h]}, not ${stratum.k}`));
  });
}
