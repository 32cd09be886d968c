import type { Instant } from '#shared/session/state.ts';

/** A time as written: its parts, of which the first two may be day and month in either order. */
type Written = { year: number; first: number; second: number; clock: [number, number, number] } & (
  { order: 'ymd' | 'mdy' | 'either'; zoneMs?: never } | { order: 'ymd'; zoneMs: number }
);
type Order = 'mdy' | 'dmy';

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[,T\s]+${CLOCK}\s*(Z|[+-]\d{2}:?\d{2})?$`,
  'i',
);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[,\s]+${CLOCK}$`, 'i');
const NAMED_MONTH = new RegExp(String.raw`^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})[,\s]+${CLOCK}$`, 'i');
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Times of coming and going as instants; null where one is no time. Which of day and month comes first is one question for the whole
 * file: told by a number above twelve, else by a.m. and p.m., else by the day on which people were together.
 */
export function readTimes(
  pairs: [string, string][],
  zone: string,
  session: { from: Instant; to: Instant },
): [Instant | null, Instant | null][] {
  const written = pairs.map(([join, leave]) => [partsOf(join), partsOf(leave)] as const);
  const ahead = clockOfZone(zone);
  const order = orderOf(written.flat(), ahead, session);
  return written.map(([join, leave]) => [instantOf(join, order, ahead), instantOf(leave, order, ahead)]);
}

function partsOf(text: string): Written | null {
  const line = text.replace(/\s+/gu, ' ').trim();
  const iso = YEAR_FIRST.exec(line);
  if (iso) {
    const [, year, month, day, h, min, s, half, offset] = iso;
    const date = {
      year: Number(year),
      first: Number(month),
      second: Number(day),
      clock: clockOf(h, min, s, half),
    };
    return offset === undefined
      ? { ...date, order: 'ymd' }
      : { ...date, order: 'ymd', zoneMs: offsetMsOf(offset) };
  }
  const named = NAMED_MONTH.exec(line);
  if (named) {
    const [, word = '', day, year, h, min, s, half] = named;
    const month = MONTHS.indexOf(word.toLowerCase()) + 1;
    return month === 0
      ? null
      : {
          year: Number(year),
          first: month,
          second: Number(day),
          clock: clockOf(h, min, s, half),
          order: 'mdy',
        };
  }
  const numbers = YEAR_LAST.exec(line);
  if (!numbers) return null;
  const [, first, second, year, h, min, s, half] = numbers;
  return {
    year: Number(year),
    first: Number(first),
    second: Number(second),
    clock: clockOf(h, min, s, half),
    order: 'either',
  };
}

function clockOf(h = '0', min = '0', s = '0', half?: string): [number, number, number] {
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return [hour, Number(min), Number(s)];
}

function orderOf(times: (Written | null)[], ahead: Ahead, session: { from: Instant; to: Instant }): Order {
  const open = times.filter((time) => time?.order === 'either');
  if (open.some((time) => time && time.first > 12)) return 'dmy';
  if (open.some((time) => time && time.second > 12)) return 'mdy';
  const isNear = (order: Order): boolean =>
    open.some((time) => {
      const at = instantOf(time, order, ahead);
      return at !== null && at >= dayAway(session.from, -1) && at <= dayAway(session.to, 1);
    });
  return isNear('dmy') && !isNear('mdy') ? 'dmy' : 'mdy';
}

function instantOf(time: Written | null, order: Order, ahead: Ahead): Instant | null {
  if (!time) return null;
  const isDayFirst = time.order === 'either' && order === 'dmy';
  const [month, day] = isDayFirst ? [time.second, time.first] : [time.first, time.second];
  const [hour, minute, second] = time.clock;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null;
  const wall = Date.UTC(time.year, month - 1, day, hour, minute, second);
  if (new Date(wall).getUTCDate() !== day) return null;
  return new Date(wall - (time.zoneMs ?? ahead(wall - ahead(wall)))).toISOString();
}

/** How far the clocks of a zone are ahead of UTC at an instant, in ms. */
type Ahead = (at: number) => number;

function clockOfZone(zone: string): Ahead {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = clock.formatToParts(at);
    const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at;
  };
}

function offsetMsOf(offset: string): number {
  if (/z/i.test(offset)) return 0;
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const dayAway = (at: Instant, days: number): Instant =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString();
