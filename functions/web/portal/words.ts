import { en } from './words-en.ts';
import { zh, type Words } from './words-zh.ts';

export type { Words };

/** The languages of the portal. */
export type Language = 'zh' | 'en';

/** The words of a language. */
export const WORDS: Readonly<Record<Language, Words>> = { zh, en };
