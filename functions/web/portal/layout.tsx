import type { Child } from 'hono/jsx';
import { link } from './format.ts';
import { STYLE_ADDRESS } from './style.ts';
import { WORDS, type Language } from './words.ts';

/** What every page knows. */
export interface PageFrame {
  readonly language: Language;
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly title: string;
  readonly year?: number | undefined;
  readonly current?: 'home' | 'plan' | 'draws' | 'results' | 'verify';
}

/** The frame of every page: landmarks, a way past the navigation, both languages, the page's data. Needs no script. */
export const Layout = ({ language, path, query, title, year, current, children }: PageFrame & { readonly children?: Child }) => {
  const words = WORDS[language];
  const places = [
    ['home', '/'],
    ...(year === undefined ? [] : [['plan', `/public/plans/${year}`] as const]),
    ['draws', '/public/draws'],
    ['results', '/public/results'],
    ['verify', '/public/verify'],
  ] as const;
  const question = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (name === 'lang' || value === undefined ? [] : [[name, value]])));
  const here = question.size === 0 ? path : `${path}?${question}`;
  return (
    <html lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{current === 'home' ? words.site : `${title} · ${words.site}`}</title>
        <link rel="stylesheet" href={STYLE_ADDRESS} />
        <link rel="alternate" type="application/json" href={jsonOf(path)} />
      </head>
      <body>
        <a class="skip" href="#main">{words.skip}</a>
        <header class="site">
          <div class="wrap">
            <a class="brand" href={link('/', language)}>{words.site}</a>
            <nav aria-label={words.site}>
              <ul>
                {places.map(([place, href]) => (
                  <li>
                    <a href={link(href, language)} {...(place === current ? { 'aria-current': 'page' as const } : {})}>{words[place]}</a>
                  </li>
                ))}
                <li>
                  <a href={language === 'zh' ? link(here, 'en') : here} lang={language === 'zh' ? 'en' : 'zh-CN'} hreflang={language === 'zh' ? 'en' : 'zh-CN'}>{words.otherLanguage}</a>
                </li>
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class="wrap">{children}</main>
        <footer class="site">
          <div class="wrap">
            <span>{words.footer}</span>
            <a href={jsonOf(path)}>{words.json}</a>
          </div>
        </footer>
      </body>
    </html>
  );
};

/** Where the page's data lies. */
export const jsonOf = (path: string): string => (path === '/' || path === '/public' ? '/public/index.json' : path.endsWith('/') ? `${path}index.json` : `${path}.json`);
