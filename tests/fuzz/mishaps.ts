import { LIMITS } from '#shared/protocol/limits.ts';
import { until } from '../support/until.ts';
import type { Act } from './acts.ts';
import type { Person } from './person.ts';
import { PATIENCE_MS, type Stage } from './stage.ts';

/** What happens to people, their devices and their rights. */

export const breakNetwork: Act = (person) => {
  person.lane.break();
  return 'loses the network';
};

export const mendNetwork: Act = (person) => {
  person.lane.mend();
  return 'has network';
};

export const sleep: Act = (person) => {
  person.lane.stop();
  return 'is stopped';
};

export const wake: Act = (person) => {
  person.lane.wake();
  return 'is woken';
};

/** From now on what this person says and hears takes a while, and overtakes or is overtaken by what others say. */
export const slow: Act = (person, _, chance) => {
  const [least, most] = [chance.below(5), chance.between(5, 60)];
  person.lane.delayMs = () => chance.between(least, least + most);
  return `gets a link of ${least} to ${least + most} ms`;
};

export const reload: Act = (person) => {
  person.reload();
  return 'reloads';
};

export const startAfresh: Act = (person) => {
  person.startAfresh();
  return 'takes another device';
};

export const hide: Act = (person) => {
  person.hide(!person.isHidden);
  return person.isHidden ? 'looks at another tab' : 'looks again';
};

export const lookAside: Act = (person) => {
  const texts = person.lookAside();
  return texts.length > 0 ? `is offered ${JSON.stringify(texts)}` : null;
};

/** Waits for the disk, where nothing stands in the way. */
export const awaitSaved: Act = async (person) => {
  if (!person.isOnline || person.withoutRightSince !== null) return null;
  await until(`${person.name} to be saved`, () => person.connection.unsavedSince === null, PATIENCE_MS);
  return 'waits until all is saved';
};

/** Takes the right to write away: as an observer, in another group, or by a lock on everything. */
export const loseRight: Act = async (person, stage, chance) => {
  const way = chance.weighted({ observer: 3, group: 3, lock: 2 });
  const participantId = person.id;
  if (way === 'lock') {
    if (stage.isLocked) return null;
    stage.isLocked = true;
    for (const other of stage.people) other.hasMetLock = true;
    await stage.command({ type: 'lock.set', groupId: stage.place.groupId });
  } else if (person.rights[way]) {
    person.rights[way] = false;
    person.hasLostRight = true;
    if (way === 'observer')
      await stage.command({ type: 'participant.role', participantId, role: 'observer' });
    else await stage.command({ type: 'participant.assign', participantId, groupId: 'g2' });
  } else return null;
  noteRights(stage);
  return way === 'lock' ? 'sees everything locked' : `may no longer write (${way})`;
};

export const regainRight: Act = async (person, stage) => {
  const participantId = person.id;
  const { observer, group } = person.rights;
  if (observer && group && !stage.isLocked) return null;
  Object.assign(person.rights, { observer: true, group: true });
  const wasLocked = stage.isLocked;
  stage.isLocked = false;
  // Before it is said: from here on their work may be admitted.
  noteRights(stage);
  const { groupId } = stage.place;
  if (!observer) await stage.command({ type: 'participant.role', participantId, role: 'participant' });
  if (!group) await stage.command({ type: 'participant.assign', participantId, groupId });
  if (wasLocked) await stage.command({ type: 'lock.clear', groupId });
  return 'may write';
};

export const lockZone: Act = async (_, stage, chance) => {
  const zone = chance.pick(stage.place.zones) ?? '';
  const isLocked = !stage.lockedZones.has(zone);
  for (const other of stage.people) other.hasMetLock = true;
  if (isLocked) stage.lockedZones.add(zone);
  else stage.lockedZones.delete(zone);
  const { groupId } = stage.place;
  await stage.command({ type: isLocked ? 'lock.set' : 'lock.clear', groupId, zone });
  return `sees ${zone} ${isLocked ? 'locked' : 'open'}`;
};

/** Waits until what somebody without the right writes is certainly refused. */
export const outwaitGrace: Act = async (person) => {
  const since = person.withoutRightSince;
  if (since === null) return null;
  await until('the grace to be over', () => Date.now() > since + LIMITS.graceMs + 500, 10_000);
  return 'waits until the grace is over';
};

export const crash: Act = async (_, { house }, chance) => {
  const signal = chance.happens(0.75) ? 'SIGKILL' : 'SIGTERM';
  await house.restart?.(signal);
  return `sees the server end (${signal}) and come back`;
};

/** Everybody's right as the session has it now; of who had none already, since when stays. */
function noteRights({ people, isLocked }: Stage): void {
  for (const person of people) {
    const mayWrite = mayWriteNow(person, isLocked);
    if (mayWrite) person.withoutRightSince = null;
    else person.withoutRightSince ??= Date.now();
  }
}

const mayWriteNow = ({ rights }: Person, isLocked: boolean): boolean =>
  rights.observer && rights.group && !isLocked;
