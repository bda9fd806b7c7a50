const MINUTE_MS = 60_000;

/** How far the simulation is, in one line. `elapsedMs` of real time. */
export const progressLine = ({ done, total, broken, elapsedMs }: { readonly done: number; readonly total: number; readonly broken: number; readonly elapsedMs: number }): string => {
  const perMinute = (done / elapsedMs) * MINUTE_MS;
  const left = done === 0 ? '?' : `${Math.ceil((total - done) / perMinute)} min`;
  return `${done}/${total} years, ${perMinute.toFixed(0)} a minute, ${broken} broken, ${left} left`;
};
