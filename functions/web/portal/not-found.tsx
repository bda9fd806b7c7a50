import { link } from './format.ts';
import { WORDS, type Language } from './words.ts';

/** What a wrong address shows. */
export const NotFound = ({ language }: { readonly language: Language }) => {
  const words = WORDS[language];
  return (
    <>
      <h1>{words.notFound}</h1>
      <p class="lede">{words.notFoundHint}</p>
      <p><a href={link('/', language)}>{words.home}</a></p>
    </>
  );
};
