import type { CanvasActivity } from '#shared/canvas/activity.ts';
import type { SessionView } from '#shared/protocol/session-view.ts';
import { openGroups } from '#shared/session/open-groups.ts';
import type { Group, HelpCall, Id, StepKind } from '#shared/session/state.ts';

/** Something that needs a person now: what, since when (ms), and where. */
export type Need = { key: string; since: number } & (
  | { kind: 'help'; call: HelpCall; groupId: Id }
  | { kind: 'removals'; groupId: Id; blockId: Id; by: Id; cards: number }
  | { kind: 'nobody' | 'facilitator'; groupIds: Id[] }
  | { kind: 'quiet'; groupId: Id; blockId: Id }
  | { kind: 'empty'; groupId: Id; blockId: Id; zones: Id[] }
  | { kind: 'unassigned'; people: number }
  | { kind: 'overrun' }
);

const IN_ROOMS: StepKind[] = ['move', 'note', 'connect', 'choose', 'place'];
const WRITING: StepKind[] = ['note', 'connect'];
const MINUTE = 60_000;
/** Somebody else's cards removed by one person: five are no tidying up. */
const MANY_REMOVED = 5;

/** How long a room may be silent: four minutes, in short steps a third of the step. In ms. */
export const quietAfterMs = (plannedMs: number): number => Math.min(4 * MINUTE, plannedMs / 3);

/** Nobody is named to lead the people in it. An empty room waits for both, and calls for nobody. */
export const lacksFacilitator = ({ facilitators }: Group, members: number): boolean =>
  members > 0 && facilitators.length === 0;

/** What cannot wait comes first; then the oldest. Pure: the same view, canvases and time give the same list. */
export function needsOf(view: SessionView, canvases: readonly CanvasActivity[], now: number): Need[] {
  if (view.status !== 'open') return [];
  const running = view.step;
  const step = view.steps.find(({ id }) => id === running?.id);
  const urgent: Need[] = view.help.map((call) => ({
    key: call.id,
    kind: 'help',
    since: Date.parse(call.at),
    call,
    groupId: call.groupId,
  }));
  for (const { groupId, blockId, removals } of canvases) {
    for (const { by, cards, at } of removals) {
      if (cards < MANY_REMOVED) continue;
      const key = `removals/${groupId}/${blockId}/${by}`;
      urgent.push({ key, kind: 'removals', since: Date.parse(at), groupId, blockId, by, cards });
    }
  }
  const later: Need[] = [];
  if (running && step) {
    const startedAt = Date.parse(running.startedAt);
    if (IN_ROOMS.includes(step.kind)) {
      later.push(...peopleNeeds(view, startedAt));
      if (!running.pausedAt && WRITING.includes(step.kind))
        later.push(...writingNeeds(view, canvases, { startedAt, step, now }));
    }
    const isOver =
      !running.pausedAt && now - Date.parse(running.endsAt) > Math.min(MINUTE, step.plannedMs / 4);
    if (isOver) later.push({ key: 'overrun', kind: 'overrun', since: Date.parse(running.endsAt) });
  }
  const byAge = (a: Need, b: Need): number => a.since - b.since;
  return [...urgent.toSorted(byAge), ...later.toSorted(byAge)];
}

function peopleNeeds(view: SessionView, since: number): Need[] {
  const isHere = new Set(view.people.filter((person) => person.isHere).map(({ id }) => id));
  const rooms = openGroups(view).map(({ id, facilitators }) => {
    const members = view.people.filter(({ groupId }) => groupId === id);
    const isConnected = members.some((person) => person.isHere);
    const isFacilitated = facilitators.some((facilitator) => isHere.has(facilitator));
    return { id, hasMembers: members.length > 0, isConnected, isFacilitated };
  });
  const nobody = rooms.filter(({ hasMembers, isConnected }) => hasMembers && !isConnected);
  const alone = rooms.filter(({ isConnected, isFacilitated }) => isConnected && !isFacilitated);
  const idsOf = (found: typeof rooms): Id[] => found.map(({ id }) => id);
  const needs: Need[] = [];
  if (nobody.length > 0) needs.push({ key: 'nobody', kind: 'nobody', since, groupIds: idsOf(nobody) });
  if (alone.length > 0)
    needs.push({ key: 'facilitator', kind: 'facilitator', since, groupIds: idsOf(alone) });
  const loose = view.people.filter(
    ({ role, groupId, isWaiting, isHere: here }) =>
      role === 'participant' && groupId === null && !isWaiting && here,
  );
  if (loose.length > 0) needs.push({ key: 'unassigned', kind: 'unassigned', since, people: loose.length });
  return needs;
}

function writingNeeds(
  view: SessionView,
  canvases: readonly CanvasActivity[],
  at: { startedAt: number; step: SessionView['steps'][number]; now: number },
): Need[] {
  const { startedAt, step, now } = at;
  const halfway = startedAt + step.plannedMs / 2;
  return openGroups(view).flatMap((group): Need[] => {
    const blockId = group.blocks[0];
    const isSomebodyHere = view.people.some(({ groupId, isHere }) => groupId === group.id && isHere);
    const boards = canvases.filter(({ groupId }) => groupId === group.id);
    // What each writes alone stays with them, and a room that is ready may be silent.
    if (!blockId || !isSomebodyHere || boards.length === 0 || step.isPrivate || group.isReady) return [];
    const last = Math.max(startedAt, ...boards.map(({ lastCardAt }) => Date.parse(lastCardAt ?? '') || 0));
    if (now - last > quietAfterMs(step.plannedMs))
      return [{ key: `quiet/${group.id}`, kind: 'quiet', since: last, groupId: group.id, blockId }];
    const zones = (step.zones ?? []).filter((zone) => boards.every((board) => !board.zones[zone]));
    if (now < halfway || zones.length === 0) return [];
    const key = `empty/${group.id}/${zones.join()}`;
    return [{ key, kind: 'empty', since: halfway, groupId: group.id, blockId, zones }];
  });
}
