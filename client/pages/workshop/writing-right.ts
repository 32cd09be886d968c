import type { SessionView } from '#shared/protocol/session-view.ts';
import { isLocked } from '#shared/session/families/lock.ts';
import { writesIn } from '#shared/session/rights.ts';

/** What a person is told about a canvas they look at. The server decides; this only saves them the refusal. */
export type WritingRight = 'may' | 'closed' | 'observer' | 'nameless' | 'not-member' | 'muted' | 'locked';

type Place = { groupId: string; blockId: string };

export function writingRight(view: SessionView, { groupId, blockId }: Place): WritingRight {
  if (view.status === 'closed') return 'closed';
  if (view.you.role === 'observer') return 'observer';
  if (view.you.participantId === null) return 'nameless';
  if (!writesIn(view, view.you, groupId)) return 'not-member';
  if (view.you.isMuted) return 'muted';
  const whole = view.locks.filter((lock) => lock.zone === undefined);
  return isLocked(whole, { groupId, blockId }) ? 'locked' : 'may';
}

/** A zone can be locked alone, while the rest of the canvas is written on. */
export const isZoneLocked = (view: SessionView, place: Place, zone: string): boolean =>
  isLocked(view.locks, { ...place, zone });
