import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import { AttemptTable } from './attempt-table.tsx';
import { link } from './format.ts';
import { WORDS, type Language } from './words.ts';

/** The list of every attempt. */
export const Draws = ({ attempts, language }: { readonly attempts: readonly PublicAttempt[]; readonly language: Language }) => {
  const words = WORDS[language];
  return (
    <>
      <h1>{words.draws}</h1>
      <p class="lede">{words.allAttempts}</p>
      <p><a href={link('/public/verify', language)}>{words.verify}</a></p>
      <AttemptTable attempts={attempts} language={language} caption={words.draws} />
    </>
  );
};
