import type { Manifest, SignedValue } from '../../../shared/lottery/types.ts';
import { drawAddress, failedOf } from './attempt-table.tsx';
import type { DrawRecord } from './draw-record.ts';
import { DrawnTargets } from './drawn-targets.tsx';
import { Experts } from './experts.tsx';
import { EventChain } from './event-chain.tsx';
import { Fairness } from './fairness.tsx';
import { at, link } from './format.ts';
import { InvitedPeople } from './invited.tsx';
import { Facts, Table, type Column } from './table.tsx';
import { VerifyCommands } from './verify.tsx';
import { WhyForm } from './why-form.tsx';
import { WORDS, type Language } from './words.ts';

/** One attempt, whole: commitments, seed, participants, strata, who was drawn, every file, and how to check it. */
export const Draw = ({ record, language, origin }: { readonly record: DrawRecord; readonly language: Language; readonly origin: string }) => {
  const words = WORDS[language];
  const { attempt, manifest, transcript, voidRecord, fairness } = record;
  const folder = drawAddress(attempt.planId, attempt.drawNo);
  return (
    <>
      <h1>{attempt.name}</h1>
      <p class="lede">
        {attempt.planId} · {words.attemptNo.replace('{n}', String(attempt.drawNo))} · <span class={`tag ${attempt.state}`}>{words.stateNames[attempt.state]}</span>
      </p>
      {attempt.state === 'void' ? (
        <div class="notice">
          <p><strong>{words.thisAttemptVoid}</strong></p>
          <Facts facts={[[words.failed, failedOf(attempt, language) || words.none], [words.reason, attempt.reason ?? '—'], [words.approvedBy, attempt.approvedBy ?? '—']]} />
        </div>
      ) : null}
      <p><a href={link(`${folder}verify/`, language)}>{words.proof.verifyHere}</a></p>
      {attempt.state === 'open' ? <p class="notice">{words.thisAttemptOpen}</p> : null}
      {attempt.state === 'sealed' ? <p class="notice">{words.thisAttemptSealed.replace('{openOn}', attempt.openOn ?? '')}</p> : null}
      {attempt.beacons === undefined || attempt.beaconAt === undefined ? null : <p>{words.thisAttemptBeacon.replace('{rounds}', roundsOf(attempt.beacons)).replace('{at}', at(attempt.beaconAt))}</p>}
      <Facts
        facts={[
          [words.manifestAt, at(attempt.manifestAt)],
          ...(attempt.publishedAt === undefined ? [] : ([[words.published, at(attempt.publishedAt)]] as const)),
          ...(attempt.openOn === undefined ? [] : ([[words.opensOn, attempt.openOn]] as const)),
          ...(attempt.openedAt === undefined ? [] : ([[words.openedAt, at(attempt.openedAt)]] as const)),
          [words.manifestHash, <Hash value={attempt.M0} />],
          ...(transcript !== undefined || attempt.M1 === undefined || attempt.M2 === undefined ? [] : ([[words.openHash, <Hash value={attempt.M1} />], [words.revealHash, <Hash value={attempt.M2} />]] as const)),
          ...(transcript?.beacons ?? []).map(({ type, round, output }) => [`${words.beacon} ${type}:${round}`, <Hash value={output} />] as const),
          ...(transcript === undefined ? [] : ([[words.openHash, <Hash value={transcript.M1} />], [words.revealHash, <Hash value={transcript.M2} />], [words.seed, <Hash value={transcript.seed} />]] as const)),
          ...(attempt.transcriptHash === undefined ? [] : ([[words.transcriptHash, <Hash value={attempt.transcriptHash} />]] as const)),
          ...(attempt.drawNo === 1 ? [] : ([[words.previous, <a href={link(drawAddress(attempt.planId, attempt.drawNo - 1), language)}><Hash value={attempt.prev} /></a>]] as const)),
        ]}
      />
      {transcript === undefined ? null : <p class="soft">{words.seedNote}</p>}
      {manifest === undefined ? null : (
        <Participants manifest={manifest} commitments={transcript?.commitments ?? voidRecord?.received.commitments ?? []} reveals={transcript?.reveals ?? voidRecord?.received.reveals ?? []} language={language} />
      )}
      {attempt.invited.length === 0 ? null : <InvitedPeople invited={attempt.invited} language={language} />}
      {manifest === undefined ? null : <DrawnTargets manifest={manifest} {...(transcript === undefined ? {} : { transcript })} {...(record.excluded === undefined ? {} : { excluded: record.excluded })} language={language} />}
      {transcript === undefined ? null : <EventChain events={record.events} transcript={transcript} language={language} />}
      {attempt.state !== 'published' ? null : (
        <>
          <h2>{words.proof.whyTitle}</h2>
          <WhyForm planId={attempt.planId} drawNo={attempt.drawNo} language={language} />
        </>
      )}
      {record.experts === undefined ? null : <Experts {...record.experts} attempt={attempt} language={language} />}
      {fairness === undefined ? null : <Fairness report={fairness} language={language} />}
      <h2>{words.files}</h2>
      <ul>{attempt.files.map((file) => <li><a href={`${folder}${file}`}><code>{file}</code></a></li>)}</ul>
      <h2>{words.verify}</h2>
      <VerifyCommands language={language} address={`${origin}${folder}`} {...(record.itemSeed === undefined ? {} : { itemSeed: record.itemSeed })} {...(transcript?.drawn[0] === undefined ? {} : { example: transcript.drawn[0] })} />
    </>
  );
};

const roundsOf = (beacons: readonly { readonly type: string; readonly round: number }[]): string => beacons.map(({ type, round }) => `${type}:${round}`).join(', ');

const Hash = ({ value }: { readonly value: string }) => <code class="hash">{value}</code>;

interface ParticipantsProps {
  readonly manifest: Manifest;
  readonly commitments: readonly SignedValue[];
  readonly reveals: readonly SignedValue[];
  readonly language: Language;
}

const Participants = ({ manifest, commitments, reveals, language }: ParticipantsProps) => {
  const words = WORDS[language];
  const sent = (values: readonly SignedValue[], id: string) => <Hash value={values.find((value) => value.id === id)?.value ?? '—'} />;
  const columns: readonly Column<Manifest['ceremony']['participants'][number]>[] = [
    { head: words.party, kind: 'name', cell: ({ id }) => id },
    { head: words.role, cell: ({ role }) => <span class="nowrap">{words.roleNames[role]}</span> },
    { head: words.key, cell: ({ key }) => <Hash value={key} /> },
    { head: words.committed, cell: ({ id }) => sent(commitments, id) },
    { head: words.revealed, cell: ({ id }) => sent(reveals, id) },
  ];
  return (
    <>
      <h2>{words.party}</h2>
      <Table caption={words.party} columns={columns} rows={manifest.ceremony.participants} empty={words.none} />
    </>
  );
};
