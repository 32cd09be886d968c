import ical from 'ical-generator';
import type { Id, Instant } from '#shared/session/state.ts';

export type CalendarEntry = {
  id: Id;
  title: string;
  startsAt: Instant;
  minutes: number;
  /** Where to join. Never a personal link: calendars are shared. */
  url: string;
  description?: string;
  /** Grows with every change, so that a calendar knows which version is the later one: the session's `seq`. */
  sequence?: number;
  /** When it was last changed. Absent: `startsAt`, so that equal input gives an equal file. */
  changedAt?: Instant;
};

/** An iCalendar file of one event, in UTC, with nobody's name in it. The same session is the same event for ever. */
export function calendarOf(entry: CalendarEntry): string {
  const start = new Date(entry.startsAt);
  const calendar = ical({ prodId: { company: 'minga', product: 'minga', language: 'EN' } });
  calendar.createEvent({
    id: `${entry.id}@minga`,
    summary: oneLine(entry.title),
    start,
    end: new Date(start.getTime() + entry.minutes * 60_000),
    stamp: new Date(entry.changedAt ?? entry.startsAt),
    sequence: entry.sequence ?? 0,
    url: entry.url,
    location: entry.url,
    ...(entry.description === undefined ? {} : { description: entry.description.replace(/\r\n?/g, '\n') }),
  });
  return calendar.toString();
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
