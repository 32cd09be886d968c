import type { ExportTexts } from '../i18n/en/export.ts';
import type { Id, SessionState, Territory } from '../session/state.ts';
import type { Written } from './cards.ts';
import type { SynthesisTerritory } from './shape.ts';
import { fill } from './texts.ts';
import { compare } from './wording.ts';

export type ListedTerritory = Omit<SynthesisTerritory, 'cards'> & {
  kind: 'place' | 'none';
  situation: Id | null;
};

/**
 * The territories that the synthesis speaks of, in its order: named ones by name, then those that carry a letter, then
 * "several" and "none". A name leaves the session only where its people agreed. Letters follow the ids, which are random
 * for every place that came in by joining: they tell nothing of when or by whom.
 */
export function listTerritories(
  state: Pick<SessionState, 'territories' | 'seats' | 'maturity'>,
  cards: readonly Written[],
  texts: ExportTexts,
): ListedTerritory[] {
  const written = new Set(cards.flatMap(({ card }) => card.territories));
  const spokenFor = new Set([
    ...Object.values(state.seats).flatMap((seat) => (seat.status === 'seated' ? [seat.territoryId] : [])),
    ...state.maturity.map(({ territoryId }) => territoryId),
  ]);
  const isListed = ({ id, kind }: Territory) => written.has(id) || (kind !== 'none' && spokenFor.has(id));
  const listed = state.territories.filter(isListed).sort((a, b) => compare(a.id, b.id));
  const places = listed.filter(({ kind }) => kind !== 'none');
  const { compare: byAlphabet } = new Intl.Collator(texts.locale);
  const named = places
    .filter(({ mayBeNamed }) => mayBeNamed)
    .sort((a, b) => byAlphabet(a.name, b.name) || compare(a.id, b.id));
  const entry = (territory: Territory, name: string, isNamed: boolean): ListedTerritory => ({
    id: territory.id,
    name,
    isNamed,
    kind: territory.kind ?? 'place',
    situation: territory.situation ?? null,
  });
  return [
    ...named.map((territory) => entry(territory, territory.name, true)),
    ...places
      .filter(({ mayBeNamed }) => !mayBeNamed)
      .map((territory, index) =>
        entry(territory, fill(texts.territoryUnnamed, { letter: letterName(index) }), false),
      ),
    ...listed
      .filter(({ kind }) => kind === 'none')
      .map((territory) =>
        entry(territory, territory.id === 'several' ? texts.territorySeveral : texts.territoryNone, false),
      ),
  ];
}

export const isPlace = ({ kind }: ListedTerritory): boolean => kind === 'place';

/** A, B … Z, AA, AB … as columns of a spreadsheet. */
export function letterName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterName(Math.floor(index / 26) - 1) + letter;
}
