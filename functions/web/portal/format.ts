/** Basis points as a percentage with two digits: 10000 → `100.00 %`. */
export const percent = (bp: number): string => `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, '0')} %`;

/** `part` of `whole` as a percentage with two digits, cut off. */
export const share = (part: number, whole: number): string => percent(whole === 0 ? 0 : Math.floor((part * 10_000) / whole));

/** An exact ratio as it stands and as a percentage. */
export const ratio = (text: string): string => {
  const [part = '0', whole = '1'] = text.split('/');
  return `${text}（${share(Number(part), Number(whole))}）`;
};

/** A moment as people read it: `2026-03-01 09:00`. */
export const at = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 16)}`;

/** A number with thin spaces between thousands. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u2009');

/** The address in the reader's language; a place within the page stays at its end. */
export const link = (address: string, language: 'zh' | 'en'): string => {
  if (language === 'zh') return address;
  const [path = '', place] = address.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}lang=en${place === undefined ? '' : `#${place}`}`;
};
