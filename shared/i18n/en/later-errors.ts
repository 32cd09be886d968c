import type { LaterErrorCode } from '../../protocol/refusals.ts';
import type { ErrorText } from '../error-text.ts';

/** Refusals that nobody meets before a session is over: a phone in a workshop does not load them. */
export const laterErrors: Record<LaterErrorCode, ErrorText> = {
  'territory/name-taken': {
    title: 'Name taken already',
    detail: 'Another territory of this session has this name.',
    todo: 'Merge the two, or choose a name that tells them apart.',
  },
  'synthesis/frozen': {
    title: 'Synthesis is frozen',
    detail: 'The date for corrections has passed, and the synthesis changes no more.',
    todo: 'An organizer can set a new date, which opens it again.',
  },
  'synthesis/date-past': {
    title: 'Date has passed',
    detail: 'Corrections can only stay open until a time still to come.',
    todo: 'Choose a later date.',
  },
  'synthesis/card-unknown': {
    title: 'Card not there',
    detail: 'This card is on no canvas any more.',
    todo: 'Read the synthesis again.',
  },
  'synthesis/not-public': {
    title: 'Link not valid',
    detail: 'This link does not open a synthesis, or it has been withdrawn.',
    todo: 'Ask those who sent it for a new one.',
  },
  'attendance/not-report': {
    title: 'Not Zoom’s report',
    detail: 'This file has no columns for names, times of coming and times of going.',
    todo: 'In Zoom, open Reports, Usage, choose the meeting’s participants, and export them as CSV.',
  },
  'attendance/no-times': {
    title: 'No times in it',
    detail: 'This report lists everybody once, without when they came and went.',
    todo: 'Export it from Zoom again without “Show unique users”.',
  },
  'attendance/no-rows': {
    title: 'Nobody in it',
    detail: 'This report has its headings, and no line below them that could be read.',
    todo: 'Zoom fills it some minutes after the meeting: export it again.',
  },
  'rehearsal/running': {
    title: 'Rehearsal under way',
    detail: 'This session is being rehearsed already.',
    todo: 'Join the rehearsal that is under way, or end it first.',
  },
  'rehearsal/too-many': {
    title: 'Too many rehearsals',
    detail: 'This server holds three rehearsals at once, and has them.',
    todo: 'Try again once one of them has ended; none lasts longer than an hour.',
  },
  'archive/session-exists': {
    title: 'Already here',
    detail: 'This server has a session of this archive already.',
    todo: 'Open it there, or import the archive on another server.',
  },
  'archive/damaged': {
    title: 'Archive damaged',
    detail: '{{entry}} in this archive cannot be read.',
    todo: 'Copy the archive again from where it was kept.',
  },
  'archive/changed': {
    title: 'Archive was changed',
    detail: '{{entry}} is not what the archive was made with.',
    todo: 'Use the archive as it was downloaded.',
  },
  'archive/unsafe': {
    title: 'Not a safe archive',
    detail: '{{entry}} is a name that no archive of Minga has.',
    todo: 'Use the archive as it was downloaded.',
  },
  'archive/repeated': {
    title: 'Entry there twice',
    detail: '{{entry}} stands in this archive more than once.',
    todo: 'Use the archive as it was downloaded.',
  },
  'archive/missing': {
    title: 'Archive not whole',
    detail: '{{entry}} is missing from this archive.',
    todo: 'Copy the archive again from where it was kept.',
  },
  'archive/too-large': {
    title: 'Archive too large',
    detail: '{{entry}} is larger than the archive says, or than Minga takes in.',
    todo: 'Use the archive as it was downloaded.',
  },
  'archive/too-new': {
    title: 'Made by newer Minga',
    detail: '{{entry}} is of format {{version}}, which this release does not know.',
    todo: 'Bring this server up to date and import the archive again.',
  },
  'archive/incomplete': {
    title: 'Canvas not included',
    detail: '{{entry}} could not be read when this archive was made.',
    todo: 'Repair the canvas where the session is, and download the archive again.',
  },
};
