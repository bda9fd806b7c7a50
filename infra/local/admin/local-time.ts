const FORMAT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

/** `2026-01-31 09:00:00` in Asia/Shanghai; `—` for no time. */
export const localTime = (ms: number | null): string => (ms === null ? '—' : FORMAT.format(ms));
