import { attendedIn } from '../session/attendance.ts';
import type { Seat } from '../session/state.ts';
import type { Parts } from './parts.ts';
import type { Counted, SynthesisParticipation } from './shape.ts';
import { isPlace } from './territories.ts';
import { compare } from './wording.ts';

const ROLES = ['participant', 'organizer', 'moderator', 'interpreter', 'observer'] as const;

/** How many have a seat, by role, and participants by the language they read and by territory. Who waits has none. */
export function participationOf({ input: { state }, places }: Parts): SynthesisParticipation {
  const seats = Object.values(state.seats).filter(({ status }) => status === 'seated');
  const participants = seats.filter(({ role }) => role === 'participant');
  const present = attendedIn(state);
  const counted = (these: readonly Seat[]): Counted => ({
    people: these.length,
    ...(present && { present: these.filter(({ id }) => present.has(id)).length }),
  });
  const territories = places.filter(isPlace).map(({ id }) => id);
  const elsewhere = participants.filter(({ territoryId: id }) => id === null || !territories.includes(id));
  return {
    roles: ROLES.map((role) => ({ role, ...counted(seats.filter((seat) => seat.role === role)) })).filter(
      isAny,
    ),
    languages: [...new Set(participants.map(({ language }) => language))].sort(compare).map((lang) => ({
      lang,
      ...counted(participants.filter(({ language }) => language === lang)),
    })),
    territories: [
      ...territories.map((territory) => ({
        territory,
        ...counted(participants.filter(({ territoryId }) => territoryId === territory)),
      })),
      { territory: null, ...counted(elsewhere) },
    ].filter(isAny),
  };
}

const isAny = ({ people }: Counted): boolean => people > 0;
