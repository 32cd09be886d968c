import type { SessionView } from '#shared/protocol/session-view.ts';
import type { StepKind } from '#shared/session/state.ts';
import type { Place } from '../../app/navigation.svelte.ts';

/** What a seat is shown. */
export type Screen =
  | { name: 'waiting' | 'plenary' | 'projector' | 'profile' | 'room' | 'console' | 'share' | 'synthesis' }
  | { name: 'workshop'; groupId: string; blockId: string };

const WORKING: StepKind[] = ['note', 'connect', 'choose', 'place'];

/**
 * The screen of a place in a session. `now` follows the run of show; moderators see the console there.
 * `isInRoom`: the person has said so, and is shown the canvas while others are still moving.
 */
export function screenOf(view: SessionView, place: Place, isInRoom: boolean): Screen {
  if (view.you.isWaiting) return { name: 'waiting' };
  const isStaff = view.you.role === 'moderator' || view.you.role === 'organizer';
  if (place.name === 'share') return { name: isStaff ? 'share' : 'plenary' };
  if (place.name === 'canvas') {
    return view.status === 'draft' && !isStaff
      ? { name: 'plenary' }
      : { name: 'workshop', groupId: place.groupId, blockId: place.blockId };
  }
  if (place.name !== 'now') return { name: place.name };
  if (isStaff) return { name: 'console' };
  if (view.spotlight && view.spotlight.groupId !== null) return { name: 'workshop', ...view.spotlight };
  return view.status === 'open' ? runningScreen(view, isInRoom) : { name: 'plenary' };
}

function runningScreen(view: SessionView, isInRoom: boolean): Screen {
  const kind = view.steps.find(({ id }) => id === view.step?.id)?.kind;
  const group = view.groups.find(({ id }) => id === view.you.groupId);
  const own =
    group?.blocks[0] && ({ name: 'workshop', groupId: group.id, blockId: group.blocks[0] } as const);
  if (kind === 'individual' && view.you.participantId !== null && view.you.role === 'participant')
    return { name: 'profile' };
  if (kind === 'move' && view.you.participantId !== null) return isInRoom && own ? own : { name: 'room' };
  if (kind && WORKING.includes(kind)) {
    if (own) return own;
    return { name: view.you.role === 'participant' ? 'room' : 'plenary' };
  }
  return { name: 'plenary' };
}
