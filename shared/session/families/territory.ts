import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Decision } from '../decision.ts';
import type { Event, EventBody } from '../events.ts';
import { isModerator, needModerator, seatOf, type Actor } from '../rights.ts';
import { sameName } from '../same-name.ts';
import type { Id, SessionState, Territory } from '../state.ts';

export function decideTerritory(
  state: SessionState,
  command: CommandOf<'territory.change' | 'territory.merge'>,
  actor: Actor,
): Decision {
  if (command.type === 'territory.merge') {
    const refusal = needModerator(actor);
    if (refusal) return refusal;
    const [from, into] = [territoryOf(state, command.from), territoryOf(state, command.into)];
    if (!from || !into || from === into || from.kind || into.kind) return refuse('territory/unknown');
    return happens({ type: 'territory.merged', from: from.id, into: into.id });
  }
  const territory = territoryOf(state, command.territoryId);
  if (!territory || territory.kind) return refuse('territory/unknown');
  if (!isModerator(actor) && seatOf(state, actor)?.territoryId !== territory.id) {
    return refuse('territory/not-yours');
  }
  const { type: _, id: __, territoryId, ...change } = command;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return happens();
  if (change.name !== undefined && isTaken(state, territory, change.name))
    return refuse('territory/name-taken');
  return happens({ type: 'territory.changed', territoryId, ...given });
}

const territoryOf = (state: SessionState, id: Id): Territory | undefined =>
  state.territories.find((territory) => territory.id === id);

/** Another place goes by it, or went by it before it was merged, or it says that there is no place. */
function isTaken({ territories }: SessionState, own: Territory, name: string): boolean {
  const wanted = sameName(name);
  return (
    NO_TERRITORY.some(({ words }) => words.some((word) => sameName(word) === wanted)) ||
    territories.some(
      (other) =>
        other.id !== own.id && [other.name, ...(other.aliases ?? [])].some((one) => sameName(one) === wanted),
    )
  );
}

/** For people of networks and agencies: they place no territory on the scale. */
export const NO_TERRITORY: { id: Id; words: string[] }[] = [
  { id: 'several', words: ['several', 'plusieurs', 'varios'] },
  { id: 'none', words: ['none', 'aucun', 'ninguno'] },
];

/** The territory that a typed name or an id means, with the event that adds it when it is new. */
export function resolveTerritory(
  state: SessionState,
  typed: string,
  newId: () => Id,
): { territoryId: Id; events: EventBody[] } {
  const wanted = sameName(typed);
  const word = NO_TERRITORY.find(({ words }) => words.some((other) => sameName(other) === wanted));
  const known = state.territories.find(
    (territory) =>
      territory.id === (word?.id ?? typed) ||
      territory.formerIds?.includes(typed) ||
      [territory.name, ...(territory.aliases ?? [])].some((name) => sameName(name) === wanted),
  );
  if (known) return { territoryId: known.id, events: [] };
  const territory: Territory = { id: newId(), name: typed, mayBeNamed: false };
  return { territoryId: territory.id, events: [{ type: 'territory.added', territory }] };
}

export function evolveTerritory<S extends Pick<SessionState, 'territories'>>(slice: S, event: Event): S {
  switch (event.type) {
    case 'territory.added':
      return { ...slice, territories: [...slice.territories, event.territory] };
    case 'territory.changed': {
      const { type: _, seq: __, at: ___, by: ____, territoryId, profile, ...change } = event;
      return {
        ...slice,
        territories: slice.territories.map((territory) =>
          territory.id === territoryId
            ? {
                ...territory,
                ...change,
                ...(profile ? { profile: { ...territory.profile, ...profile } } : {}),
              }
            : territory,
        ),
      };
    }
    case 'territory.merged': {
      const gone = slice.territories.find((territory) => territory.id === event.from);
      return {
        ...slice,
        territories: slice.territories
          .filter((territory) => territory.id !== event.from)
          .map((territory) =>
            territory.id === event.into && gone
              ? {
                  ...territory,
                  aliases: [...(territory.aliases ?? []), gone.name, ...(gone.aliases ?? [])],
                  formerIds: [...(territory.formerIds ?? []), gone.id, ...(gone.formerIds ?? [])],
                }
              : territory,
          ),
      };
    }
    default:
      return slice;
  }
}
