import { sameName } from '#shared/session/same-name.ts';
import type { Id, Territory } from '#shared/session/state.ts';

/** Shorter names stand within others by chance. */
const SHORTEST = 4;

/** Other entries of the register that may be this very place: one name stands in the other, as “Praia” does in “Cidade da Praia”. */
export function samePlaces(own: Territory, territories: readonly Territory[]): Territory[] {
  const names = ({ name, aliases = [] }: Territory): string[] =>
    [name, ...aliases].map(sameName).filter((one) => one.length >= SHORTEST);
  const mine = names(own);
  return territories.filter(
    (other) =>
      other.id !== own.id &&
      !other.kind &&
      names(other).some((name) => mine.some((one) => one.includes(name) || name.includes(one))),
  );
}

export const isPlace = ({ kind }: Territory): boolean => kind === undefined;

/** How many people speak for each. */
export function peopleByTerritory(people: readonly { territoryId: Id | null }[]): Map<Id, number> {
  const counts = new Map<Id, number>();
  for (const { territoryId } of people)
    if (territoryId !== null) counts.set(territoryId, (counts.get(territoryId) ?? 0) + 1);
  return counts;
}
