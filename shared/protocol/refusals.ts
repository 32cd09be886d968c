/**
 * Every reason for a refusal, with the HTTP status it has over REST. Socket acks carry the code alone; the sentences are in
 * `shared/i18n/<language>/errors.ts`, one per code. 400 not of the shape · 401 no or unknown key · 403 may not ·
 * 404 unknown · 409 state has moved · 413 too large · 422 a rule · 429 too fast · 5xx ours.
 */
export const REFUSALS = {
  'request/invalid': 400,
  'request/unknown': 404,
  'request/too-large': 413,
  'request/too-many': 429,
  'request/wrong-origin': 403,
  'key/missing': 401,
  'key/unknown': 401,
  'key/not-owner': 403,
  'key/seat-needed': 403,
  'scenario/unknown': 404,
  'session/unknown': 404,
  'session/not-moderator': 403,
  'session/not-organizer': 403,
  'session/not-open': 409,
  'session/already-open': 409,
  'session/closed': 409,
  'session/full': 409,
  'session/time-unconfirmed': 422,
  'session/step-moved': 409,
  'session/first-step': 409,
  'session/no-step': 409,
  'session/language-unknown': 422,
  'join/code-unknown': 404,
  'step/unknown': 404,
  'step/not-ahead': 409,
  'turn/unknown': 404,
  'turn/moved': 409,
  'turn/nobody': 409,
  'spotlight/not-together': 409,
  'block/unknown': 404,
  'zone/unknown': 404,
  'group/unknown': 404,
  'group/too-many': 422,
  'group/last': 422,
  'group/dissolved': 409,
  'group/not-facilitator': 403,
  'group/not-member': 403,
  'participant/unknown': 404,
  'participant/waiting': 403,
  'participant/not-you': 403,
  'participant/observer': 403,
  'participant/no-group': 422,
  'territory/unknown': 404,
  'territory/not-yours': 403,
  'vote/not-open': 409,
  'vote/no-dots-left': 422,
  'vote/already-cast': 409,
  'vote/not-cast': 409,
  'vote/card-unknown': 404,
  'vote/not-on-ballot': 422,
  'maturity/no-territory': 422,
  'poll/not-open': 409,
  'poll/unknown': 404,
  'help/unknown': 404,
  'help/no-group': 422,
  'help/already-called': 409,
  'help/already-taken': 409,
  'message/not-allowed': 403,
  'message/unknown': 404,
  'canvas/unknown': 404,
  'canvas/read-only': 403,
  'canvas/locked': 403,
  'canvas/muted': 403,
  'canvas/not-protocol': 400,
  'canvas/not-of-shape': 422,
  'canvas/not-yours': 422,
  'canvas/over-limit': 413,
  'canvas/too-many-messages': 429,
  'canvas/too-slow': 503,
  'canvas/damaged': 503,
  'canvas/not-damaged': 409,
  'canvas/replaced': 409,
  'document/unknown': 404,
  'territory/name-taken': 422,
  'synthesis/frozen': 409,
  'synthesis/date-past': 422,
  'synthesis/card-unknown': 404,
  'synthesis/not-public': 404,
  'attendance/not-report': 422,
  'attendance/no-times': 422,
  'attendance/no-rows': 422,
  'archive/session-exists': 409,
  'archive/damaged': 422,
  'archive/changed': 422,
  'archive/unsafe': 422,
  'archive/repeated': 422,
  'archive/missing': 422,
  'archive/too-large': 413,
  'archive/too-new': 422,
  'archive/incomplete': 422,
  'rehearsal/running': 409,
  'rehearsal/too-many': 503,
  'rehearsal/none': 404,
  'document/failed': 503,
  'storage/unavailable': 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof REFUSALS;
/** Met only where a session's results are kept, corrected and sent: their sentences are loaded there. */
export type LaterErrorCode = Extract<
  ErrorCode,
  | `archive/${string}`
  | `attendance/${string}`
  | `synthesis/${string}`
  | 'territory/name-taken'
  | 'rehearsal/running'
  | 'rehearsal/too-many'
>;
export type SessionErrorCode = Exclude<ErrorCode, LaterErrorCode>;

/** An expected "no": returned, never thrown (law 6). */
export type Refusal = { ok: false; code: ErrorCode; details?: Record<string, unknown> };

/** `details` name things for the sentence (`{{limit}}`) and for programs; never a person's text. */
export const refuse = (code: ErrorCode, details?: Record<string, unknown>): Refusal =>
  details ? { ok: false, code, details } : { ok: false, code };
