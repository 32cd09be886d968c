/** A start as an organizer types it: a date, a time, and the zone both are meant in. */
export type TypedStart = { date: string; time: string; zone: string };

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The instant of a typed start; null while it is incomplete. */
export function instantOf({ date, time, zone }: TypedStart): string | null {
  const wall = Date.parse(`${date}T${time}Z`);
  if (date === '' || time === '' || Number.isNaN(wall) || zone === '' || !isTimeZone(zone)) return null;
  // Twice: the offset wanted is the one at the instant itself, which near a change of clocks differs from the first guess.
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone)).toISOString();
}

/** How far a zone's clocks are ahead of UTC, in ms. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall - Math.floor(at / 60_000) * 60_000;
}

/** The fixed offsets that a source names in its words, such as `UTC-3`; minutes ahead of UTC. */
export function statedOffsets(windows: string[]): { name: string; minutes: number }[] {
  return windows.flatMap((window) => {
    const found = /UTC\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?/.exec(window);
    if (!found) return [];
    const isAhead = found[1] === '+';
    const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
    const rest = found[3] ? `:${found[3]}` : '';
    return [
      { name: `UTC${isAhead ? '+' : '−'}${Number(found[2])}${rest}`, minutes: isAhead ? minutes : -minutes },
    ];
  });
}
