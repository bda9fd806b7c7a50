import { AUDIT_WORDS } from './audit-words.ts';
import { link } from './format.ts';
import { WORDS, type Language } from './words.ts';

/** How to check a draw, in words and commands to copy. */
export const Verify = ({ language, origin }: { readonly language: Language; readonly origin: string }) => {
  const words = WORDS[language];
  return (
    <>
      <h1>{words.verify}</h1>
      <p class="lede">{words.verifyIntro}</p>
      <VerifyCommands language={language} address={`${origin}/public/draws/batch-2026-001/1/`} />
      <h2>{words.verifyHow}</h2>
      <ol class="steps">{words.verifySteps.map((step) => <li>{step}</li>)}</ol>
      <h2>{words.verifyLimits}</h2>
      <ul class="steps">{words.verifyLimitList.map((limit) => <li>{limit}</li>)}</ul>
      <h2><a href={link('/public/audit/', language)}>{AUDIT_WORDS[language].title}</a></h2>
      <p>{AUDIT_WORDS[language].intro}</p>
    </>
  );
};

interface CommandsProps {
  readonly language: Language;
  /** Address of the draw's folder, with its final slash. */
  readonly address: string;
  readonly itemSeed?: string;
  readonly example?: string;
}

/** The commands for one draw. The ticket's needs the draw's own seed, so it stands only where there is one. */
export const VerifyCommands = ({ language, address, itemSeed, example }: CommandsProps) => {
  const words = WORDS[language];
  return (
    <>
      <p>{words.verifyAll}</p>
      <pre tabindex={0}><code>{`curl -fsSO ${address}verify.mjs\nnode verify.mjs ${address}`}</code></pre>
      <p class="soft">{words.verifyAllNote}</p>
      {itemSeed === undefined ? null : (
        <>
          <p>{words.verifyOne}</p>
          <pre tabindex={0}><code>{`(printf '${itemSeed}' | xxd -r -p; printf '${example ?? '91510800MA0000001X'}') | sha256sum`}</code></pre>
          <p class="soft">{words.verifyOneNote}</p>
        </>
      )}
    </>
  );
};
