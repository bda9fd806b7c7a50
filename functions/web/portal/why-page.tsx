import type { Result } from '../../../shared/kernel/result.ts';
import type { WhyRefusal } from '../../../shared/lottery/verifier/ask-why.ts';
import type { Manifest } from '../../../shared/lottery/types.ts';
import type { Why } from '../../../shared/lottery/events/why.ts';
import { drawAddress } from './attempt-table.tsx';
import { CHECK_SCRIPT_ADDRESS } from './check-page-script.ts';
import type { DrawRecord } from './draw-record.ts';
import { EVENT_WORDS } from './event-words.ts';
import { link, share, thousands } from './format.ts';
import { Facts } from './table.tsx';
import { TicketPicture } from './ticket-picture.tsx';
import { scriptWords } from './verify-draw.tsx';
import { WhyForm } from './why-form.tsx';
import { WORDS, type Language } from './words.ts';

interface WhyPageProps {
  readonly record: DrawRecord;
  readonly code: string;
  /** Undefined where no code was given. */
  readonly why: Result<Why, WhyRefusal> | undefined;
  readonly language: Language;
  readonly origin: string;
}

/** Why one firm was, or was not, drawn, with the proof to keep (BY-1, BY-5). Needs no script but for the proof of a large directory. */
export const WhyPage = ({ record, code, why, language, origin }: WhyPageProps) => {
  const words = WORDS[language];
  const { attempt, manifest } = record;
  return (
    <>
      <h1>{words.proof.whyTitle}</h1>
      <p class="lede">
        <a href={link(drawAddress(attempt.planId, attempt.drawNo), language)}>{attempt.name}</a> · {attempt.planId} · {words.attemptNo.replace('{n}', String(attempt.drawNo))}
      </p>
      <WhyForm planId={attempt.planId} drawNo={attempt.drawNo} language={language} code={code} />
      {why === undefined ? null : why.ok ? (
        <Answer why={why.value} {...(manifest === undefined ? {} : { manifest })} language={language} origin={origin} folder={drawAddress(attempt.planId, attempt.drawNo)} />
      ) : (
        <p class="notice" role="alert">{why.error.reason === 'not-a-code' ? words.proof.whyBad : words.proof.whyNone.replace('{reason}', words.proof.whyReasons[why.error.reason])}</p>
      )}
    </>
  );
};

interface AnswerProps {
  readonly why: Why;
  readonly manifest?: Manifest;
  readonly language: Language;
  readonly origin: string;
  /** Where the draw lies on this site, with its final slash. */
  readonly folder: string;
}

const Answer = ({ why, manifest, language, origin, folder }: AnswerProps) => {
  const words = WORDS[language];
  const { proof } = words;
  const { stratum, rows } = why;
  const own = why.answer === 'not-in-directory' ? undefined : rows?.[0];
  const hasTicketChance = why.answer === 'drawn' || why.answer === 'reserve' || why.answer === 'not-drawn';
  return (
    <>
      <h2>{why.id}{language === 'zh' ? '：' : ': '}{proof.answers[why.answer]}</h2>
      <p>{becauseOf(why, language)}</p>
      {rows === null ? <p class="soft">{proof.blinded}</p> : null}
      <Facts
        facts={[
          ...(own === undefined ? [] : ([[proof.rowOf, <>{proof.rowPlace.replace('{n}', thousands(own.index + 1)).replace('{rows}', thousands(manifest?.snapshot.rows ?? 0))} <code class="hash">{own.row.trim()}</code></>]] as const)),
          ...(why.answer === 'not-in-directory' ? ([[proof.neighbours, <>{rows?.map(({ row, index }) => <><code class="hash">{row.trim()}</code> {thousands(index + 1)}<br /></>)}</>]] as const) : []),
          ...(stratum === null ? [] : ([[proof.stratumOf, stratum.code]] as const)),
          [proof.ticket, <code class="hash">{why.ticket}</code>],
          ...(stratum === null ? [] : ([[proof.cutOff, <code class="hash">{stratum.tau ?? '—'}</code>]] as const)),
          ...(stratum === null || !hasTicketChance ? [] : ([[proof.chance, `${stratum.k}/${stratum.eligible} = ${share(stratum.k, stratum.eligible)}`]] as const)),
        ]}
      />
      {stratum?.tau == null || !hasTicketChance ? null : <TicketPicture ticket={why.ticket} tau={stratum.tau} language={language} />}
      {(why.since ?? []).map((since) => <p class="notice">{since.kind === 'lost' ? EVENT_WORDS[language].lost(since.reason, since.seq) : EVENT_WORDS[language].calledIn(since.target, since.seq)}</p>)}
      {why.answer === 'drawn' || why.answer === 'reserve' ? <p class="soft">{proof.later}</p> : null}
      {rows === null ? null : <Proof why={why} language={language} origin={origin} folder={folder} />}
    </>
  );
};

const becauseOf = (why: Why, language: Language): string => {
  const { proof } = WORDS[language];
  const list = language === 'zh' ? '、' : ', ';
  return proof.because[why.answer]
    .replace('{place}', String(why.place ?? ''))
    .replace('{k}', String(why.stratum?.k ?? ''))
    .replace('{exclusion}', why.exclusion === null ? '' : proof.exclusions[why.exclusion])
    .replace('{unsatisfied}', why.unsatisfied.map((name) => proof.predicates[name]).join(list));
};

const Proof = ({ why, language, origin, folder }: Omit<AnswerProps, 'manifest'>) => {
  const { proof } = WORDS[language];
  const rows = why.rows ?? [];
  const isComplete = rows.every(({ path }) => path !== null);
  const name = `${why.id}.json`;
  const address = `${origin}${folder}`;
  return (
    <>
      <h2>{proof.proof}</h2>
      {isComplete ? (
        <>
          <p>{why.answer === 'not-in-directory' ? proof.absenceNote : proof.proofNote}</p>
          <p><a href={`${folder}why/${why.id}.json`} download={name}>{proof.proofFile}</a></p>
          {rows.map(({ row, path }) => (
            <details>
              <summary><code>{row.slice(0, 18)}</code></summary>
              <ol class="path">{path?.map((hash) => <li><code class="hash">{hash}</code></li>)}<li><code class="hash">{why.root}</code></li></ol>
            </details>
          ))}
        </>
      ) : (
        <section data-verifier={folder} data-code={why.id} data-words={JSON.stringify(scriptWords(language))} aria-label={proof.proof}>
          <p>{proof.proofLarge}</p>
          <div data-part="offer" hidden>
            <button type="button" data-part="prove">{proof.prove}</button>
            <p data-part="status" role="status" />
            <p><a data-part="file" download={name} href="#main" hidden>{proof.proofFile}</a></p>
          </div>
          <p>{proof.proveCommand}</p>
          <pre tabindex={0}><code>{`curl -fsSO ${address}verify.mjs\nnode verify.mjs --why ${why.id} ${address} > ${name}`}</code></pre>
          <script type="module" src={CHECK_SCRIPT_ADDRESS} />
        </section>
      )}
      <p>{proof.proofCheck}</p>
      <pre tabindex={0}><code>{`curl -fsSO ${address}verify.mjs\nnode verify.mjs --inclusion ${name} ${address}`}</code></pre>
    </>
  );
};
