import type { Refusal } from '../protocol/refusals.ts';
import type { EventBody } from './events.ts';
import type { Id, Instant, Lang, Role } from './state.ts';

/** What a decision may know beside the state: `decide` itself never looks at a clock, a die or a canvas. */
export type Context = {
  now: Instant;
  newId: () => Id;
  /** For `vote.cast` and `synthesis.hide`: the zone of the live card that the ref names, or null when there is none. */
  cardZone?: Id | null;
};

export type Decision = { ok: true; events: EventBody[] } | Refusal;

export const happens = (...events: EventBody[]): Decision => ({ ok: true, events });

/** Commands of the server itself: they cannot arrive from outside. */
export type ServerCommand =
  | JoinCommand
  /** `seq`: of the state that the digests are of. */
  | {
      type: 'synthesis.freeze';
      seq: number;
      organisations: number;
      digests: Record<Lang, string>;
      model: number;
    }
  | { type: 'synthesis.publish'; isPublic: boolean }
  | { type: 'attendance.note'; came: PresenceNote[]; went: PresenceNote[] };

export type PresenceNote = { participantId: Id; at: Instant };

export type JoinCommand = {
  type: 'participant.join';
  participantId: Id;
  role: Role;
  language: Lang;
  /** As typed, or an id. */
  territory?: string;
};
