import { drawAddress } from './attempt-table.tsx';
import { CHECK_SCRIPT_ADDRESS, type ScriptWords } from './check-page-script.ts';
import type { DrawRecord } from './draw-record.ts';
import { FINDINGS_ZH } from './finding-words.ts';
import { link } from './format.ts';
import { VerifyCommands } from './verify.tsx';
import { WhyForm } from './why-form.tsx';
import { WORDS, type Language } from './words.ts';

/** Checks one draw in the reader's browser, step by step; without script it says what to download and what to run. */
export const VerifyDraw = ({ record, language, origin }: { readonly record: DrawRecord; readonly language: Language; readonly origin: string }) => {
  const words = WORDS[language];
  const { proof } = words;
  const { attempt } = record;
  const folder = drawAddress(attempt.planId, attempt.drawNo);
  return (
    <>
      <h1>{proof.verifyHere}</h1>
      <p class="lede">
        <a href={link(folder, language)}>{attempt.name}</a> · {attempt.planId} · {words.attemptNo.replace('{n}', String(attempt.drawNo))}
      </p>
      <p>{proof.verifyHereNote}</p>
      <p class="soft">{proof.program}</p>
      <noscript>
        <div class="notice">
          <p>{proof.noScript}</p>
          <ul class="ids">{attempt.files.map((file) => <li><a href={`${folder}${file}`}>{file}</a></li>)}</ul>
        </div>
      </noscript>
      <section data-verifier={folder} data-words={JSON.stringify(scriptWords(language))} data-findings={JSON.stringify(language === 'zh' ? FINDINGS_ZH : {})} aria-label={proof.verifyHere}>
        <div data-part="offer" hidden>
          <button type="button" data-part="start">{proof.start}</button>
        </div>
        <div data-part="run" class="check" hidden>
          <progress data-part="progress" max={100} value={0} aria-label={proof.progress} />
          <p data-part="status" role="status" class="soft" />
          <ol class="checks" aria-label={proof.steps}>
            {proof.stepTitles.map((title, step) => (
              <li data-step={step} data-state="waiting">
                <span data-sign aria-hidden="true">○</span>
                <strong>{step} {title}</strong>
                <span data-said>{proof.waiting}</span>
                <details hidden>
                  <summary>{proof.details}</summary>
                  <ul />
                </details>
              </li>
            ))}
          </ol>
        </div>
        <div data-part="answer" class="answer" tabindex={-1} role="group" aria-label={proof.verifyHere} hidden />
      </section>
      <h2>{proof.whyTitle}</h2>
      <WhyForm planId={attempt.planId} drawNo={attempt.drawNo} language={language} />
      <h2>{words.verify}</h2>
      <p>{proof.distrust}</p>
      <VerifyCommands language={language} address={`${origin}${folder}`} />
      <script type="module" src={CHECK_SCRIPT_ADDRESS} />
    </>
  );
};

/** The words that the script of a check says. */
export const scriptWords = (language: Language): ScriptWords => {
  const { waiting, running, reading, checking, passed, failed, unchecked, passedBut, allPassed, passedUnchecked, someFailed, cannotRun, again, proofReady, missing, failedAt, and, stepTitles } = WORDS[language].proof;
  return {
    waiting, running, reading, checking, passed, failed, unchecked, passedBut, allPassed, passedUnchecked, someFailed, cannotRun, again, proofReady, missing, failedAt, and,
    ...Object.fromEntries(stepTitles.map((title, step) => [`step${step}`, title])),
  };
};
