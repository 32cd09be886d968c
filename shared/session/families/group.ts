import { LIMITS } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Decision } from '../decision.ts';
import type { Event, EventOf } from '../events.ts';
import { isOpenGroup, openGroups } from '../open-groups.ts';
import { groupOf, needFacilitator, needMember, needModerator, personOf, type Actor } from '../rights.ts';
import type { Group, Id, SessionState } from '../state.ts';

type GroupCommand = CommandOf<
  'group.create' | 'group.change' | 'group.ready' | 'group.discuss' | 'group.dissolve'
>;

export function decideGroup(state: SessionState, command: GroupCommand, actor: Actor): Decision {
  if (state.status === 'closed') return refuse('session/closed');
  if (command.type === 'group.create') {
    const refusal = needModerator(actor) ?? unknownBlock(state, command.blocks);
    if (refusal) return refusal;
    if (state.groups.length >= LIMITS.groups) return refuse('group/too-many', { limit: LIMITS.groups });
    return happens({ type: 'group.created', group: newGroup(nextId(state), command.name, command.blocks) });
  }
  const group = groupOf(state, command.groupId);
  if (!group) return refuse('group/unknown');
  if (command.type === 'group.dissolve') return dissolve(state, group, command.into, actor);
  if (command.type === 'group.discuss') return decideDiscussed(state, command, group, actor);
  if (!isOpenGroup(group)) return refuse('group/dissolved');
  if (command.type === 'group.ready') {
    const refusal = needFacilitator(actor, group);
    if (refusal) return refusal;
    if (group.isReady === command.isReady) return happens();
    return happens({ type: 'group.readied', groupId: group.id, isReady: command.isReady });
  }
  const { name, blocks, language, facilitators, rapporteur } = command;
  const refusal =
    (mayOnlyNameRapporteur(command) ? needFacilitator(actor, group) : needModerator(actor)) ??
    (blocks ? unknownBlock(state, blocks) : null) ??
    unknownPerson(state, [...(facilitators ?? []), ...(rapporteur ? [rapporteur] : [])]);
  if (refusal) return refusal;
  if (language !== undefined && !state.languages.includes(language)) {
    return refuse('session/language-unknown', { language });
  }
  const isEmpty = [name, blocks, language, facilitators, rapporteur].every((field) => field === undefined);
  if (isEmpty) return happens();
  return happens({
    type: 'group.changed',
    groupId: group.id,
    ...(name === undefined ? {} : { name }),
    ...(blocks === undefined ? {} : { blocks: [...new Set(blocks)] }),
    ...(language === undefined ? {} : { language }),
    ...(facilitators === undefined ? {} : { facilitators: [...new Set(facilitators)] }),
    ...(rapporteur === undefined ? {} : { rapporteur }),
  });
}

/** Which questions a block has the session does not know; so many no group marks in good faith. */
const MAX_DISCUSSED = 200;

function decideDiscussed(
  state: SessionState,
  { type: _, ...mark }: CommandOf<'group.discuss'>,
  group: Group,
  actor: Actor,
): Decision {
  const refusal = needMember(state, actor, group.id) ?? unknownBlock(state, [mark.blockId]);
  if (refusal) return refusal;
  const known = group.discussed ?? [];
  if (known.includes(questionOf(mark)) === mark.isDiscussed) return happens();
  if (mark.isDiscussed && known.length >= MAX_DISCUSSED) return refuse('request/invalid');
  return happens({ type: 'group.discussed', ...mark });
}

const questionOf = ({ blockId, questionId }: { blockId: Id; questionId: Id }): string =>
  `${blockId}/${questionId}`;

/** [S122] Before its people are placed, so that whoever told its report stays its rapporteur. */
function dissolve(state: SessionState, group: Group, into: Id | undefined, actor: Actor): Decision {
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  if (!isOpenGroup(group)) return happens();
  const others = openGroups(state).filter((other) => other !== group);
  if (others.length === 0) return refuse('group/last');
  const rooms = into === undefined ? others : others.filter(({ id }) => id === into);
  if (rooms.length === 0) return refuse(groupOf(state, into ?? '') ? 'group/dissolved' : 'group/unknown');
  const seats = Object.values(state.seats);
  const sizes = new Map(rooms.map(({ id }) => [id, seats.filter(({ groupId }) => groupId === id).length]));
  const placed = seats
    .filter(({ groupId }) => groupId === group.id)
    .map(({ id: participantId }) => {
      const [groupId = '', size = 0] = [...sizes].toSorted(([, a], [, b]) => a - b)[0] ?? [];
      sizes.set(groupId, size + 1);
      return { type: 'participant.assigned' as const, participantId, groupId };
    });
  return happens({ type: 'group.dissolved', groupId: group.id }, ...placed);
}

export const newGroup = (id: Id, name: string, blocks: Id[]): Group => ({
  id,
  name,
  blocks: [...new Set(blocks)],
  facilitators: [],
  rapporteur: null,
  isReady: false,
});

const nextId = (state: SessionState): Id =>
  `g${Math.max(0, ...state.groups.map((group) => Number(group.id.slice(1)))) + 1}`;

const mayOnlyNameRapporteur = (command: CommandOf<'group.change'>): boolean =>
  command.rapporteur !== undefined &&
  [command.name, command.blocks, command.language, command.facilitators].every(
    (field) => field === undefined,
  );

function unknownBlock(state: SessionState, blocks: Id[]) {
  const unknown = blocks.find((block) => !state.blockIds.includes(block));
  return unknown === undefined ? null : refuse('block/unknown', { blockId: unknown });
}

function unknownPerson(state: SessionState, ids: Id[]) {
  const unknown = ids.find((id) => personOf(state, id)?.status !== 'seated');
  return unknown === undefined ? null : refuse('participant/unknown', { participantId: unknown });
}

type GroupSlice = Pick<SessionState, 'groups'>;

export function evolveGroup<S extends GroupSlice>(slice: S, event: Event): S {
  switch (event.type) {
    case 'group.created':
      return { ...slice, groups: [...slice.groups, event.group] };
    case 'group.changed':
      return mapGroup(slice, event.groupId, (group) => changed(group, event));
    case 'group.readied':
      return mapGroup(slice, event.groupId, (group) => ({ ...group, isReady: event.isReady }));
    case 'group.discussed':
      return mapGroup(slice, event.groupId, (group) => ({
        ...group,
        discussed: [
          ...(group.discussed ?? []).filter((one) => one !== questionOf(event)),
          ...(event.isDiscussed ? [questionOf(event)] : []),
        ],
      }));
    case 'group.dissolved':
      return mapGroup(slice, event.groupId, (group) => ({
        ...group,
        facilitators: [],
        isReady: false,
        dissolvedAt: event.at,
      }));
    case 'participant.assigned':
      return mapGroups(slice, (group) =>
        isOpenGroup(group) && group.id !== event.groupId && group.rapporteur === event.participantId
          ? { ...group, rapporteur: null }
          : group,
      );
    case 'participant.removed':
    case 'participant.left':
      return mapGroups(slice, (group) => replacePerson(group, event.participantId, null));
    case 'participant.merged':
      return mapGroups(slice, (group) => replacePerson(group, event.from, event.into));
    default:
      return slice;
  }
}

function changed(group: Group, event: EventOf<'group.changed'>): Group {
  const { type: _, seq: __, at: ___, by: ____, groupId: _____, ...change } = event;
  return { ...group, ...change };
}

function replacePerson(group: Group, from: Id, into: Id | null): Group {
  if (group.rapporteur !== from && !group.facilitators.includes(from)) return group;
  const facilitators = group.facilitators.flatMap((id) => (id === from ? (into ?? []) : id));
  return {
    ...group,
    facilitators: [...new Set(facilitators)],
    rapporteur: group.rapporteur === from ? into : group.rapporteur,
  };
}

const mapGroups = <S extends GroupSlice>(slice: S, change: (group: Group) => Group): S => ({
  ...slice,
  groups: slice.groups.map(change),
});
const mapGroup = <S extends GroupSlice>(slice: S, id: Id, change: (group: Group) => Group): S =>
  mapGroups(slice, (group) => (group.id === id ? change(group) : group));
