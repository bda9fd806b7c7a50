const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** `text` as it may stand between tags and in quoted attributes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** Markup that is already safe. */
export interface Html {
  readonly markup: string;
}

/** What may be put into {@link html}: text is escaped, markup is not, lists are joined, nothing is nothing. */
export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/** Markup from a template; every value put in is escaped unless it is markup itself. */
export const html = (pieces: TemplateStringsArray, ...values: readonly HtmlPart[]): Html => ({
  markup: pieces.reduce((text, piece, index) => text + markupOf(values[index - 1]) + piece),
});

const markupOf = (part: HtmlPart): string => {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
};
