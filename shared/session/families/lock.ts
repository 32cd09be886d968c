import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { groupOf, needModerator, type Actor } from '../rights.ts';
import type { Id, Lock, SessionState } from '../state.ts';

export function decideLock(
  state: SessionState,
  command: CommandOf<'lock.set' | 'lock.clear'>,
  actor: Actor,
): Decision {
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  if (command.groupId !== undefined && !groupOf(state, command.groupId)) return refuse('group/unknown');
  if (command.blockId !== undefined && !state.blockIds.includes(command.blockId))
    return refuse('block/unknown');
  if (command.zone !== undefined && !state.zoneIds.includes(command.zone)) return refuse('zone/unknown');
  const lock: Lock = {
    ...(command.groupId === undefined ? {} : { groupId: command.groupId }),
    ...(command.blockId === undefined ? {} : { blockId: command.blockId }),
    ...(command.zone === undefined ? {} : { zone: command.zone }),
  };
  const isSet = state.locks.some((other) => isSameLock(other, lock));
  if (command.type === 'lock.set') return isSet ? happens() : happens({ type: 'lock.set', lock });
  return isSet ? happens({ type: 'lock.cleared', lock }) : happens();
}

const isSameLock = (a: Lock, b: Lock): boolean =>
  a.groupId === b.groupId && a.blockId === b.blockId && a.zone === b.zone;

/** Whether a lock covers this place. Without `zone`: whether it covers the whole canvas. */
export function isLocked(locks: Lock[], place: { groupId: Id; blockId: Id; zone?: Id }): boolean {
  return locks.some(
    (lock) =>
      (lock.groupId === undefined || lock.groupId === place.groupId) &&
      (lock.blockId === undefined || lock.blockId === place.blockId) &&
      (lock.zone === undefined || lock.zone === place.zone),
  );
}

export function evolveLock<S extends Pick<SessionState, 'locks'>>(slice: S, event: Event): S {
  switch (event.type) {
    case 'lock.set':
      return { ...slice, locks: [...slice.locks, event.lock] };
    case 'lock.cleared':
      return { ...slice, locks: slice.locks.filter((lock) => !isSameLock(lock, event.lock)) };
    default:
      return slice;
  }
}
