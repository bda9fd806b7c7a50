import { expect, test } from 'vitest';
import { applyEvent } from '../../../shared/lottery/events/apply-event.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { checkReplacedCeremony } from '../../../shared/lottery/events/event-ceremony.ts';
import { eventOutcome } from '../../../shared/lottery/events/event-outcome.ts';
import { chainEvent, checkEventChain, parseEvents } from '../../../shared/lottery/events/events.ts';
import { openLedger } from '../../../shared/lottery/events/ledger.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { transcriptHash } from '../../../shared/lottery/transcript/transcript.ts';
import { example, fileText, must, sha256 } from './example.ts';

test('[BY-3] every substitute in the published events follows from the fresh ceremony of its loss', () => {
  const { manifest, transcript, shards, officers, recusals, secret } = example();
  const events = must(parseEvents(fileText('events.txt')));
  expect(checkEventChain(sha256, transcriptHash(sha256, transcript), events)).toEqual({ ok: true, value: null });
  const regionOf = (id: string): string => drawnTargets(shards, [id])[0]?.region ?? '';
  const input = { manifest, officers, recusals, secret, regionOf };
  let ledger = openLedger(manifest, transcript);
  let outcomes = 0;
  for (const event of events) {
    if (event.kind === 'replaced') {
      const pending = ledger.pending.get(event.M0);
      if (pending === undefined) throw new Error('no pending loss');
      expect(checkReplacedCeremony(nodeCrypto, manifest.suite, manifest.ceremony.participants, event)).toEqual({ ok: true, value: null });
      expect(eventOutcome(sha256, input, ledger, pending, event.seed).tasks).toEqual(event.tasks);
      outcomes += 1;
    }
    ledger = must(applyEvent(sha256, manifest, ledger, event));
  }
  expect([outcomes, ledger.pending.size]).toEqual([2, 0]);
});

test('an event takes its number and the hash of the one before', () => {
  const { transcript, events } = example();
  const hash = transcriptHash(sha256, transcript);
  for (const [at, event] of events.entries()) {
    const { seq: _, prev: __, ...body } = event;
    expect(chainEvent(sha256, { transcriptHash: hash, events: events.slice(0, at) }, body)).toEqual(event);
  }
});
