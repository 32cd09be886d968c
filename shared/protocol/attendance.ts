import type { Attended } from '../session/attendance.ts';
import type { Id, Instant } from '../session/state.ts';

/** `GET …/attendance`. */
export type AttendanceAnswer = { at: Instant; hasZoom: boolean; attended: Attended[] };

/** One person of Zoom's report, as far as it tells: the lines of one e-mail address, or of one name without any. */
export type ZoomPerson = {
  name: string;
  stays: { from: Instant; to: Instant }[];
  /** Certain: their e-mail address, or the name handed out, is one seat's and no other's. */
  match: { participantId: Id; by: 'email' | 'name' } | null;
  /** Where nothing is certain: seats to choose from, the likeliest first. A person decides. */
  proposals: Id[];
};

/** `POST …/zoom-report`. */
export type ZoomReportAnswer = {
  people: ZoomPerson[];
  /** Lines whose times could not be read. */
  unread: number;
  /** The whole of the report, and the session beside it. */
  from: Instant;
  to: Instant;
  session: { from: Instant; to: Instant };
};
