import { drawAddress } from './attempt-table.tsx';
import { WORDS, type Language } from './words.ts';

/** Asks for a firm's credit code; a plain form that needs no script. */
export const WhyForm = ({ planId, drawNo, language, code = '' }: { readonly planId: string; readonly drawNo: number; readonly language: Language; readonly code?: string }) => {
  const { proof } = WORDS[language];
  return (
    <form class="look" action={`${drawAddress(planId, drawNo)}why/`} method="get" aria-label={proof.whyTitle}>
      {language === 'en' ? <input type="hidden" name="lang" value="en" /> : null}
      <label>
        <span>{proof.whyHint}</span>
        <input name="code" value={code} required minlength={18} maxlength={18} autocomplete="off" spellcheck={false} />
      </label>
      <button type="submit">{proof.whyAsk}</button>
    </form>
  );
};
