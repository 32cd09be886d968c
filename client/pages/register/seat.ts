import { ask } from '../../app/api.ts';
import { addressOf } from '../../app/navigation.svelte.ts';

/** A seat that was just taken. */
export type Seat = {
  sessionId: string;
  participantId: string;
  key: string;
  status: 'seated' | 'waiting';
  /** The wish to have the territory named could not be kept. */
  isNamingLost?: boolean;
};

type Register = { people: { id: string; territoryId: string | null }[] };

/** Lets the synthesis name the territory of this seat. @returns whether that was kept. */
export async function allowNaming(seat: Seat, language: string): Promise<boolean> {
  const { sessionId, participantId } = seat;
  const session = await ask<Register>(`/api/sessions/${sessionId}?seat=${participantId}`, { language });
  if (!session.ok) return false;
  // Nobody sees those on the waiting list, themselves included: their wish waits too.
  const territoryId = session.body.people.find(({ id }) => id === participantId)?.territoryId;
  if (!territoryId) return false;
  const done = await ask(`/api/sessions/${sessionId}/commands?seat=${participantId}`, {
    language,
    body: { type: 'territory.change', territoryId, mayBeNamed: true },
  });
  return done.ok;
}

/** The link that is this seat on any device. */
export const personalLink = ({ sessionId, key }: Seat): string => `${location.origin}/s/${sessionId}#${key}`;

export const seatAddress = ({ sessionId, participantId }: Seat): string =>
  addressOf(sessionId, participantId);
