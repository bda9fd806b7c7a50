/** A moment on the wall clock of a time zone. `month` 1–12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Conversion between wall time and milliseconds since 1970 for one time zone. */
export interface TimeZone {
  wallTime(ms: number): WallTime;
  /** The first moment that shows this wall time, or `undefined` where the clock jumps over it. */
  moment(wall: WallTime): number | undefined;
}

const known = new Map<string, TimeZone>();

/** The zone of that IANA name. Throws a `RangeError` if there is none. */
export const timeZone = (name: string): TimeZone => {
  const zone = known.get(name) ?? makeZone(name);
  known.set(name, zone);
  return zone;
};

/** Writing a date out is slow, and schedules ask for the same few again and again: as many as are remembered. */
const MOST_REMEMBERED = 10_000;

const makeZone = (name: string): TimeZone => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });
  const remembered = new Map<number, WallTime>();
  const wallTime = (ms: number): WallTime => {
    const wall = remembered.get(ms) ?? written(ms);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(ms, wall);
    return wall;
  };
  const written = (ms: number): WallTime => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return { year: get('year'), month: get('month'), day: get('day'), hour: get('hour'), minute: get('minute') };
  };
  const asUtc = ({ year, month, day, hour, minute }: WallTime): number => Date.UTC(year, month - 1, day, hour, minute);
  const offsetAt = (ms: number): number => asUtc(wallTime(ms)) - Math.floor(ms / 60_000) * 60_000;
  return {
    wallTime,
    moment: (wall) => {
      const target = asUtc(wall);
      // Offsets a day before and after cover the change of clocks, if there is one near.
      const candidates = [offsetAt(target - 86_400_000), offsetAt(target + 86_400_000)].map((offset) => target - offset);
      return candidates.filter((ms) => asUtc(wallTime(ms)) === target).sort((a, b) => a - b)[0];
    },
  };
};
