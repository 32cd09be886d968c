import type { Territory } from '#shared/session/state.ts';
import type { SessionState } from '../../../session/session-state.svelte.ts';
import type { ListedCard } from './held-card.svelte.ts';

/** A place and the cards about it by zone. `territory` null: cards that name no place. */
export type MatrixRow = {
  territory: Territory | null;
  /** Cards that stand in this row. */
  cards: ListedCard[];
  /** Cards about several places stand in the first of their rows; the others name them. */
  also: ListedCard[];
};

/**
 * The group's places and those its cards name, in alphabetical order of the reader's language, never by level or count;
 * what names no place comes last.
 */
export function rowsOf(
  cards: ListedCard[],
  groupId: string,
  session: SessionState,
  locale: string,
): MatrixRow[] {
  const placesOf = ({ card }: ListedCard) => card.territories.flatMap((id) => session.territoryOf(id) ?? []);
  const members = session
    .membersOf(groupId)
    .flatMap(({ territoryId }) => (territoryId && session.territoryOf(territoryId)) || []);
  const places = new Map([...members, ...cards.flatMap(placesOf)].map((place) => [place.id, place]));
  const order = [...places.values()].sort((a, b) => a.name.localeCompare(b.name, locale));
  const rows = new Map<string | null, MatrixRow>(
    order.map((territory) => [territory.id, { territory, cards: [], also: [] }]),
  );
  const nowhere: MatrixRow = { territory: null, cards: [], also: [] };
  for (const listed of cards) {
    const [first, ...others] = order.filter(({ id }) => placesOf(listed).some((place) => place.id === id));
    (rows.get(first?.id ?? null) ?? nowhere).cards.push(listed);
    for (const { id } of others) rows.get(id)?.also.push(listed);
  }
  return nowhere.cards.length > 0 || rows.size === 0 ? [...rows.values(), nowhere] : [...rows.values()];
}
