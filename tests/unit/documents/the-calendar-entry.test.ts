import { describe, expect, it } from 'vitest';
import { calendarOf } from '#server/documents/calendar.ts';

const entry = {
  id: 'session1',
  title: 'Atelier; co-création, 2.3.2',
  startsAt: '2021-06-01T14:15:00.000Z',
  minutes: 150,
  url: 'https://minga.example/s/session1',
};
const linesOf = (calendar: string) => calendar.replace(/\r\n /g, '').split('\r\n');

describe('the calendar entry', () => {
  it('is one event in UTC, the same for ever', () => {
    const lines = linesOf(calendarOf(entry));
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:session1@minga',
        'DTSTART:20210601T141500Z',
        'DTEND:20210601T164500Z',
        'SUMMARY:Atelier\\; co-création\\, 2.3.2',
        'URL;VALUE=URI:https://minga.example/s/session1',
      ]),
    );
    expect(calendarOf(entry)).toBe(calendarOf({ ...entry }));
  });

  it('tells a later version from an earlier one', () => {
    const lines = linesOf(calendarOf({ ...entry, sequence: 12, changedAt: '2021-05-01T08:00:00.000Z' }));
    expect(lines).toEqual(expect.arrayContaining(['SEQUENCE:12', 'DTSTAMP:20210501T080000Z']));
  });

  it('gains no line and no guest from what people typed', () => {
    const lines = linesOf(
      calendarOf({ ...entry, title: 'x\r\nATTENDEE:mailto:a@x.org', description: 'y\r\nBEGIN:VALARM\rz' }),
    );
    expect(lines.filter((line) => /^(ATTENDEE|ORGANIZER|BEGIN:VALARM|z)/.test(line))).toEqual([]);
  });
});
